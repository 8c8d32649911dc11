package org.cloudmarket.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where a JVM keeps its classes as it has parsed and checked them, for the next one. */
final class ClassArchive {

  private ClassArchive() {}

  /**
   * The archive of a process with these jars, whether it is there or not. Those that the process
   * left with other jars are deleted.
   *
   * @param folder where archives are; made where it is missing
   * @param name of the process
   * @param classPath its jars; what is no file there counts by its name alone
   */
  static Path in(Path folder, String name, List<Path> classPath) {
    Path archive = folder.resolve(name + "-" + stamp(classPath) + ".jsa");
    try {
      Files.createDirectories(folder);
      deleteOthers(archive, folder, name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return archive;
  }

  private static void deleteOthers(Path archive, Path folder, String name) throws IOException {
    try (var others = Files.newDirectoryStream(folder, name + "*.jsa")) {
      for (Path other : others) {
        if (!other.equals(archive)) {
          Files.deleteIfExists(other);
        }
      }
    }
  }

  /** A JVM tells its jars by the same: where they are, how large, and from when. */
  private static String stamp(List<Path> classPath) {
    StringBuilder jars = new StringBuilder();
    for (Path jar : classPath) {
      var file = jar.toFile();
      jars.append(jar).append(' ').append(file.length()).append(' ').append(file.lastModified());
      jars.append('\n');
    }
    return Stamp.of(jars.toString().getBytes(StandardCharsets.UTF_8));
  }
}
