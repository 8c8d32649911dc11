package org.cloudmarket.local.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** This machine, as people need to know it when a program that is there does not run. */
final class Machine {

  private static final Path RELEASE = Path.of("/etc/os-release");
  private static final String NAME = "PRETTY_NAME=";

  /** In the head of an ELF file, up to the byte before which each part ends or begins. */
  private static final int MAGIC = 4;

  private static final int WIDTH_AND_ORDER = 6;
  private static final int PROCESSOR = 18;
  private static final int HEAD = 20;

  private Machine() {}

  /** The system's name, its release and its processor. */
  static String description() {
    return distribution() + System.getProperty("os.name") + " " + System.getProperty("os.arch");
  }

  /** Why the program did not start; what the system says of a missing loader names the program. */
  static String explained(IOException failure, Path program) {
    var words = String.valueOf(failure.getMessage());
    boolean loaderIsMissing = words.contains("No such file") && Files.isRegularFile(program);
    return loaderIsMissing
        ? words
            + " (the file is there, but not the loader that it names: this system has another C"
            + " library than glibc, as Alpine has musl)"
        : words;
  }

  /**
   * Whether the program is one for another processor. Where it is, the system says so to nobody: it
   * hands the program to a shell, which takes it for a script.
   */
  static boolean isOther(Path program) {
    try {
      var ours = head(Path.of(System.getProperty("java.home"), "bin", "java"));
      var theirs = head(program);
      return theirs.length == HEAD
          && Arrays.equals(ours, 0, MAGIC, theirs, 0, MAGIC)
          && !(Arrays.equals(ours, MAGIC, WIDTH_AND_ORDER, theirs, MAGIC, WIDTH_AND_ORDER)
              && Arrays.equals(ours, PROCESSOR, HEAD, theirs, PROCESSOR, HEAD));
    } catch (IOException e) {
      return false;
    }
  }

  private static byte[] head(Path program) throws IOException {
    try (var in = Files.newInputStream(program)) {
      return in.readNBytes(HEAD);
    }
  }

  private static String distribution() {
    try (Stream<String> lines = Files.lines(RELEASE, StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> line.startsWith(NAME))
          .map(line -> line.substring(NAME.length()).replace("\"", "") + ", ")
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      // macOS has none.
      return "";
    }
  }
}
