package org.cloudmarket.frame.web;

import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.cloudmarket.frame.problem.Refusal;

/**
 * Lets a few documents be examined at a time, on the threads of their requests: each takes a
 * processor for up to a second, and health must still be answered meanwhile. Some wait for their
 * turn; more are sent away.
 */
@Singleton
public final class Examinations {

  /** How many at a time. */
  private static final int AT_ONCE = 2;

  /** How many may wait: as many as runs may be live. */
  private static final int WAITING = 64;

  private static final int PATIENCE_SECONDS = 20;

  private final Semaphore places = new Semaphore(AT_ONCE, true);

  /**
   * Does it when it is its turn.
   *
   * @throws Refusal where too many wait, or it has waited too long: 429
   */
  public <T> T inTurn(Supplier<T> examination) {
    if (places.getQueueLength() >= WAITING || !comesToItsTurn()) {
      throw Refusal.busy(
          "too-many-examinations", "Too many documents are being examined; try again later");
    }
    try {
      return examination.get();
    } finally {
      places.release();
    }
  }

  private boolean comesToItsTurn() {
    try {
      return places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
