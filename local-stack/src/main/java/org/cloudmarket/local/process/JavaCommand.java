package org.cloudmarket.local.process;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The command line of a Java child: this JVM's own program, a modest heap, and the guard. */
public final class JavaCommand {

  private static final String ARCHIVES = "market.archives";

  /** Where a JVM takes options from, besides its command line. */
  private static final List<String> VARIABLES =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private static final Pattern COLLECTOR = Pattern.compile("-XX:\\+Use\\w*GC\\b");

  private JavaCommand() {}

  /**
   * A command that runs {@code main} under {@link Guard}. The class path goes into the environment
   * (CLASSPATH), so that a process list stays readable.
   *
   * @param heapMegabytes the largest heap, in MiB
   * @param temporary its folder for temporary files; a process that is killed leaves them behind
   * @param options further options of the JVM
   * @param main the main class and its arguments
   */
  public static List<String> of(
      int heapMegabytes, Path temporary, List<String> options, String... main) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heapMegabytes + "m");
    command.add("-Djava.io.tmpdir=" + temporary);
    // Nobody looks for these counters, and they are files in a folder that all users share.
    command.add("-XX:-UsePerfData");
    // A process that cannot allocate is of no use to anyone: it is started again.
    command.add("-XX:+ExitOnOutOfMemoryError");
    // Netty and the like: their warnings are nothing that a user could act on.
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(options);
    command.add(Guard.class.getName());
    command.addAll(List.of(main));
    return List.copyOf(command);
  }

  /**
   * Options that let a JVM find its classes parsed and checked, as the first one with this name and
   * these jars left them at its end. A JVM throws an archive of other jars away, and leaves none of
   * its own in its place: so archives are named after the jars. None where no folder is named for
   * that.
   *
   * @param name of the process
   * @param classPath all its jars
   */
  public static List<String> startingSooner(String name, List<Path> classPath) {
    var folder = System.getProperty(ARCHIVES, "");
    return folder.isEmpty()
        ? List.of()
        : List.of(
            "-XX:SharedArchiveFile=" + ClassArchive.in(Path.of(folder), name, classPath),
            "-XX:+AutoCreateSharedArchive",
            // What it could not take in concerns nobody.
            "-Xlog:cds=off,cds+dynamic=off");
  }

  /**
   * The option that chooses a collector, one of {@code -XX:+Use...GC}: none where the user has
   * chosen one by an environment variable, since a JVM with two does not start.
   */
  public static List<String> collector(String option) {
    return collector(option, System.getenv());
  }

  static List<String> collector(String option, Map<String, String> environment) {
    boolean chosen =
        VARIABLES.stream()
            .anyMatch(name -> COLLECTOR.matcher(environment.getOrDefault(name, "")).find());
    return chosen ? List.of() : List.of(option);
  }

  /** The folder or jar that {@link Guard} is in: all that a child needs of this module. */
  public static Path guardClassPath() {
    try {
      return Path.of(Guard.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
