package org.cloudmarket.procurement.experiment;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * What a piece of work took of this thread's time: by the clock, and on a processor. The rest of it
 * the thread waited, since others wanted the processors.
 *
 * @param wallNanos by the clock
 * @param processorNanos on a processor
 */
record Stopwatch(long wallNanos, long processorNanos) {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Below this part of its time on a processor, others are busy. */
  private static final int BUSY_BELOW_ONE_IN = 2;

  /** The most that one rest takes, so that who ends a worker need not wait. */
  private static final long LONGEST_REST_NANOS = 2_000_000_000;

  /** Begins to measure this thread. */
  static Stopwatch started() {
    return new Stopwatch(System.nanoTime(), THREADS.getCurrentThreadCpuTime());
  }

  /** What passed since it was started, on the same thread. */
  Stopwatch stopped() {
    Stopwatch now = started();
    return new Stopwatch(now.wallNanos - wallNanos, now.processorNanos - processorNanos);
  }

  /**
   * How long a thread that others kept waiting stays away after its work: as long as the work took,
   * so that it takes half of what an unused processor would give it. The policy of its thread gives
   * way at once, but what it has read by then has driven a live run's data out of the caches.
   */
  long restNanos() {
    return processorNanos * BUSY_BELOW_ONE_IN < wallNanos
        ? Math.min(wallNanos, LONGEST_REST_NANOS)
        : 0;
  }
}
