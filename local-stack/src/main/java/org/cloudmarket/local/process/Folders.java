package org.cloudmarket.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;

/** Folders that the stack makes and removes. */
public final class Folders {

  private static final Set<PosixFilePermission> OURS = PosixFilePermissions.fromString("rwx------");

  private Folders() {}

  /**
   * The path without symbolic links as far as it is there, and without dots: a link is left by the
   * way that the system takes, not by the way that its name suggests.
   */
  public static Path real(Path path) {
    var whole = path.toAbsolutePath();
    var there = whole;
    while (there.getParent() != null && !Files.exists(there)) {
      there = there.getParent();
    }
    try {
      var real = there.toRealPath();
      return there.equals(whole)
          ? real
          : real.resolve(whole.subpath(there.getNameCount(), whole.getNameCount())).normalize();
    } catch (IOException e) {
      // Whoever uses the path is told why it cannot be used.
      return whole.normalize();
    }
  }

  /**
   * Makes the folder, with those above it, for this user alone; takes it from others if it is
   * there.
   */
  public static void createPrivate(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      if (folder.getParent() != null) {
        Files.createDirectories(folder.getParent());
      }
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OURS));
    }
    // What the process leaves out at creation (umask) is not ours to trust.
    if (!Files.getPosixFilePermissions(folder).equals(OURS)) {
      Files.setPosixFilePermissions(folder, OURS);
    }
  }

  /** Writes a file that is this user's alone from its first byte on. */
  public static void writePrivate(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text);
  }

  /** Removes the folder with all that is in it; does nothing if it is not there. */
  public static void remove(Path folder) {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(Folders::removeOne);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void removeOne(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
