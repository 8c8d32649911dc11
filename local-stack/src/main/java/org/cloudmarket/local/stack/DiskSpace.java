package org.cloudmarket.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.cloudmarket.local.process.StackFailure;

/**
 * The disk that a stack writes to. Broker and database each break in their own way when it is full,
 * and say so in their logs only.
 *
 * @param folder somewhere on it; need not be there yet
 * @param neededMegabytes how much has to be free, in MiB
 */
record DiskSpace(Path folder, long neededMegabytes) {

  private static final long TO_START_MEGABYTES = 1024;

  /** So much that broker and database can still be stopped in an orderly way. */
  private static final long TO_GO_ON_MEGABYTES = 64;

  /** As a new stack needs it. */
  static DiskSpace toStart(Path folder) {
    return new DiskSpace(folder, TO_START_MEGABYTES);
  }

  /** As a running stack needs it. */
  static DiskSpace toGoOn(Path folder) {
    return new DiskSpace(folder, TO_GO_ON_MEGABYTES);
  }

  /** What to tell people if too little is free. */
  Optional<StackFailure> shortage() {
    var there = folder.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    long free;
    try {
      free = Files.getFileStore(there).getUsableSpace() >> 20;
    } catch (IOException e) {
      // Whoever writes there will be told why.
      return Optional.empty();
    }
    return free < neededMegabytes
        ? Optional.of(
            new StackFailure(
                String.format(
                    Locale.ROOT,
                    "The disk is full: %d MiB are free at %s, and the stack needs %d; make room, or"
                        + " name another disk with --data DIR",
                    free,
                    folder,
                    neededMegabytes)))
        : Optional.empty();
  }

  /**
   * Does nothing if enough is free.
   *
   * @throws StackFailure if not
   */
  void require() {
    shortage()
        .ifPresent(
            failure -> {
              throw failure;
            });
  }
}
