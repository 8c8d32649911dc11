package org.cloudmarket.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.cloudmarket.local.process.Folders;
import org.cloudmarket.local.process.StackFailure;

/** The folder of one stack, with a lock that the system takes back however the stack ends. */
final class StackFolder implements AutoCloseable {

  private static final long NEEDED_MEGABYTES = 1024;

  private final Path folder;
  private final FileChannel lock;

  private StackFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /** Takes the folder for this stack alone. */
  static StackFolder open(Path folder) {
    try {
      Files.createDirectories(folder.resolve("logs"));
      var lock =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isTaken(lock)) {
        lock.close();
        throw new StackFailure(
            "A stack with its data in "
                + folder
                + " is running already: see './run status', or start beside it with --data DIR"
                + " and --port-base N");
      }
      requireSpace(folder);
      return new StackFolder(folder, lock);
    } catch (IOException e) {
      throw new StackFailure("The folder " + folder + " cannot be used: " + e.getMessage(), e);
    }
  }

  Path kafka() {
    return folder.resolve("kafka");
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

  StackRecord record() {
    return new StackRecord(folder);
  }

  /** Removes the data, and nothing else that may lie in a folder that a user has named. */
  void removeData() {
    Folders.remove(kafka());
    Folders.remove(postgresql());
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

  private static void requireSpace(Path folder) throws IOException {
    long free = Files.getFileStore(folder).getUsableSpace() >> 20;
    if (free < NEEDED_MEGABYTES) {
      throw new StackFailure(
          "The disk is full: %d MiB are free at %s, and the stack needs %d; make room, or name another disk with --data DIR"
              .formatted(free, folder, NEEDED_MEGABYTES));
    }
  }
}
