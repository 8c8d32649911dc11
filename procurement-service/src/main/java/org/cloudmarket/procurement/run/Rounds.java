package org.cloudmarket.procurement.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Something that is done again and again in the background, with a pause before each time. */
final class Rounds {

  private final CountDownLatch ending = new CountDownLatch(1);

  /** What is done each time. A fault that leaves it ends the rounds. */
  @FunctionalInterface
  interface Round {
    void go() throws InterruptedException;
  }

  /**
   * Begins, in a thread that holds up no end of the service.
   *
   * @param thread its name
   */
  void begin(String thread, Duration pause, Round round) {
    Thread.ofPlatform().daemon().name(thread).start(() -> work(pause, round));
  }

  private void work(Duration pause, Round round) {
    try {
      while (!endsWithin(pause)) {
        round.go();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the round that goes on be the last. */
  void end() {
    ending.countDown();
  }

  /** Whether no further round follows. */
  boolean ended() {
    return ending.getCount() == 0;
  }

  /** Waits for so long, or until the end. */
  boolean endsWithin(Duration rest) throws InterruptedException {
    return ending.await(rest.toNanos(), TimeUnit.NANOSECONDS);
  }
}
