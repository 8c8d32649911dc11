package org.cloudmarket.frame.streams;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A line of the log that may come in floods: it is written once in a while, with how often it was
 * not. It may hold what strangers wrote: what does not print is replaced, so that a line stays one.
 */
public final class RareLine {

  /** In characters: longer than any line of ours, whatever a stranger's record adds to it. */
  private static final int LONGEST = 2_000;

  private static final Duration BETWEEN = Duration.ofSeconds(10);

  private final Consumer<String> log;
  private final LongSupplier nanoTime;
  private long next;
  private boolean written;
  private long heldBack;

  /** A line that goes to a log. */
  public RareLine(Consumer<String> log) {
    this(log, System::nanoTime);
  }

  RareLine(Consumer<String> log, LongSupplier nanoTime) {
    this.log = log;
    this.nanoTime = nanoTime;
  }

  /** Writes it, or counts it. */
  public synchronized void write(String line) {
    long now = nanoTime.getAsLong();
    if (written && now - next < 0) {
      heldBack++;
      return;
    }
    String printable = Printable.text(line, LONGEST);
    log.accept(
        heldBack == 0
            ? printable
            : printable + " (and " + heldBack + " others since the last line)");
    written = true;
    heldBack = 0;
    next = now + BETWEEN.toNanos();
  }
}
