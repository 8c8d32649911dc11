package org.cloudmarket.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Where a JVM keeps its classes as it has parsed and checked them, for the next one. */
final class ClassArchive {

  private static final int STAMP_BYTES = 8;

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
    keepAlone(archive, folder, name);
    return archive;
  }

  private static void keepAlone(Path archive, Path folder, String name) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (var others = Files.newDirectoryStream(folder, name + "*.jsa")) {
      for (Path other : others) {
        if (!other.equals(archive)) {
          Files.deleteIfExists(other);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A JVM tells its jars by the same: where they are, how large, and from when. */
  private static String stamp(List<Path> classPath) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path jar : classPath) {
        var file = jar.toFile();
        String line = jar + " " + file.length() + " " + file.lastModified() + "\n";
        digest.update(line.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, STAMP_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
