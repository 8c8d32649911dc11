package org.cloudmarket.procurement.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Something that is done again and again in the background, with a pause before each time. */
final class BackgroundLoop {

  private final CountDownLatch ending = new CountDownLatch(1);

  /** What is done each time. A fault that leaves it ends the loop. */
  @FunctionalInterface
  interface Turn {
    void go() throws InterruptedException;
  }

  /**
   * Begins, in a thread that holds up no end of the service.
   *
   * @param thread its name
   */
  void begin(String thread, Duration pause, Turn turn) {
    Thread.ofPlatform().daemon().name(thread).start(() -> work(pause, turn));
  }

  private void work(Duration pause, Turn turn) {
    try {
      while (!endsWithin(pause)) {
        turn.go();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the turn that goes on be the last. */
  void end() {
    ending.countDown();
  }

  /** Whether no further turn follows. */
  boolean ended() {
    return ending.getCount() == 0;
  }

  /** Waits for so long, or until the end. */
  boolean endsWithin(Duration rest) throws InterruptedException {
    return ending.await(rest.toNanos(), TimeUnit.NANOSECONDS);
  }
}
