package org.cloudmarket.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.cloudmarket.local.process.Folders;
import org.cloudmarket.local.process.StackFailure;

/** The folder of one stack, with a lock that the system takes back however the stack ends. */
final class StackFolder implements AutoCloseable {

  /** What the lock says to those who find it taken, and by which a folder is known as a stack's. */
  private static final String MARK = "Cloud Procurement Simulator, process ";

  private static final String LOCK = "lock";

  /** Of 1,024 that PostgreSQL takes, and with room for the names below it. */
  private static final int LONGEST_PATH = 800;

  /** What a JVM makes of bytes that are no text. */
  private static final char UNREADABLE = '\uFFFD';

  private final Path folder;
  private final FileChannel lock;

  private StackFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Takes the folder for this stack alone.
   *
   * @param named whether a user has named it: then it may be anyone's
   */
  static StackFolder open(Path folder, boolean named) {
    requirePath(folder);
    DiskSpace.toStart(folder).require();
    try {
      if (named) {
        requireOurs(folder);
      }
      // Topics, tables and passwords: for whoever started the stack, and nobody else.
      Folders.createPrivate(folder);
      var lock =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isTaken(lock)) {
        lock.close();
        throw new StackFailure(inUse(folder));
      }
      // One write of one length: a launcher that is killed here leaves no half of it.
      lock.write(
          StandardCharsets.UTF_8.encode(
              String.format(Locale.ROOT, "%s%-10d%n", MARK, ProcessHandle.current().pid())),
          0);
      Files.createDirectories(folder.resolve("logs"));
      return new StackFolder(folder, lock);
    } catch (AccessDeniedException e) {
      throw new StackFailure(
          "The folder " + folder + " cannot be used: this user may not write there", e);
    } catch (IOException e) {
      throw new StackFailure("The folder " + folder + " cannot be used: " + e.getMessage(), e);
    }
  }

  Path kafka() {
    return folder.resolve("kafka");
  }

  /** The broker's folder, made if it is not there. */
  Path makeKafka() {
    try {
      return Files.createDirectories(kafka());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path postgresql() {
    return folder.resolve("postgresql");
  }

  Path logs() {
    return folder.resolve("logs");
  }

  Path log(String name) {
    return logs().resolve(name + ".log");
  }

  /** For what a process writes that nobody reads after it: unpacked native code and the like. */
  Path temporary(String name) {
    try {
      return Files.createDirectories(folder.resolve("tmp").resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says to clients of PostgreSQL how to connect, the passwords among it. */
  Path connectionServices() {
    return folder.resolve("pg_service.conf");
  }

  StackRecord record() {
    return new StackRecord(folder);
  }

  /** Removes the data, and nothing else that may lie in a folder that a user has named. */
  void removeData() {
    Folders.remove(kafka());
    Folders.remove(postgresql());
  }

  /** Removes what no stack finds again, with data kept or not. */
  void removeTemporary() {
    Folders.remove(folder.resolve("tmp"));
  }

  /** The passwords in it are of no use any more. */
  void removeConnectionServices() {
    Folders.remove(connectionServices());
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static String inUse(Path folder) throws IOException {
    var holder = Files.readString(folder.resolve(LOCK)).strip();
    var process = holder.startsWith(MARK) ? holder.substring(MARK.length()) : "";
    return "A stack with its data in "
        + folder
        + " is running already"
        + (process.isEmpty() ? "" : " as process " + process)
        + ": see './run status', end it with Ctrl-C"
        + (process.isEmpty() ? "" : " or 'kill " + process + "'")
        + ", or start beside it with --data DIR and --port-base N";
  }

  /** What broker, database or this JVM would take for another path than the user's. */
  private static void requirePath(Path folder) {
    var text = folder.toString();
    var fault =
        text.indexOf(UNREADABLE) >= 0
            ? "has characters that are no text in this system's encoding"
            : text.chars().anyMatch(Character::isISOControl)
                ? "has a line end or another control character in it"
                : text.getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH
                    ? "is longer than " + LONGEST_PATH + " bytes"
                    : "";
    if (!fault.isEmpty()) {
      throw new StackFailure(
          "The folder's path "
              + fault
              + ": name another with --data DIR (this one is "
              + text.replaceAll("\\p{Cntrl}", "?")
              + ")");
    }
  }

  /** A folder of somebody else's may have a `kafka` in it that is not ours to remove. */
  private static void requireOurs(Path folder) throws IOException {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(folder)) {
      throw new StackFailure(folder + " is no folder: name another with --data DIR");
    }
    if (!Files.isDirectory(folder)) {
      return;
    }
    var lock = folder.resolve(LOCK);
    boolean ours = Files.isRegularFile(lock) && Files.readString(lock).startsWith(MARK);
    try (var files = Files.list(folder)) {
      // An empty lock alone: its stack was killed as it began.
      if (!ours && files.anyMatch(file -> !(file.equals(lock) && file.toFile().length() == 0))) {
        throw new StackFailure(
            folder
                + " is not empty and no stack's folder: nothing was touched; name a new or empty"
                + " folder with --data DIR");
      }
    }
  }
}
