package org.cloudmarket.local.database;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.cloudmarket.local.process.Folders;
import org.cloudmarket.local.process.StackFailure;
import org.cloudmarket.local.process.Stamp;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL on the class path, unpacked once and kept. */
final class PostgresBinaries {

  /** Processors as the archives call them, by the names that JVMs have for them. */
  private static final Map<String, String> CPUS =
      Map.of("amd64", "x86_64", "x86_64", "x86_64", "aarch64", "arm_64");

  private PostgresBinaries() {}

  /**
   * The folder of initdb and postgres, unpacked if it is not there yet.
   *
   * @param cache a folder that outlives the stack
   */
  static Path unpack(Path cache) {
    var platform = platform();
    try {
      // Whoever may write there chooses what is run from there.
      Folders.createPrivate(cache);
    } catch (IOException e) {
      throw new StackFailure("PostgreSQL cannot be unpacked into " + cache + ": " + e, e);
    }
    try (var resource =
        PostgresBinaries.class.getResourceAsStream("/postgres-" + platform + ".txz")) {
      if (resource == null) {
        throw new StackFailure(
            "There is no PostgreSQL for this machine ("
                + platform
                + ") among what was built: the build brings those for Linux and macOS on x86_64 and"
                + " arm64");
      }
      byte[] archive = resource.readAllBytes();
      // The name follows the content: another release never meets the files of this one.
      var home = cache.resolve("postgresql-" + platform + "-" + Stamp.of(archive));
      if (!Files.isDirectory(home)) {
        unpack(archive, home);
      }
      return home.resolve("bin");
    } catch (IOException e) {
      throw new StackFailure("PostgreSQL cannot be unpacked into " + cache + ": " + e, e);
    }
  }

  /** The system and the processor that the binaries have to be for. */
  static String platform() {
    var os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    var arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return (os.contains("mac") ? "darwin" : os) + "-" + CPUS.getOrDefault(arch, arch);
  }

  /**
   * Two stacks may do this at once: each fills a folder of its own, and one of them gets the name.
   */
  private static void unpack(byte[] archive, Path home) throws IOException {
    var draft = Files.createTempDirectory(home.getParent(), "unpacking-");
    try (var tar =
        new TarArchiveInputStream(
            new BufferedInputStream(new XZInputStream(new ByteArrayInputStream(archive))))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(entry, tar, draft);
      }
    }
    try {
      Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw e;
    } catch (IOException e) {
      if (!Files.isDirectory(home)) {
        throw e;
      }
      Folders.remove(draft);
    }
  }

  private static void write(TarArchiveEntry entry, InputStream content, Path folder)
      throws IOException {
    var target = folder.resolve(entry.getName()).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException("An entry leaves its archive: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
    boolean executable = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }
}
