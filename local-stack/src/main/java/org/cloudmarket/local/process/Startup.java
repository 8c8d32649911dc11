package org.cloudmarket.local.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;

/** Waits for processes that were launched together. */
public final class Startup {

  private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(50);

  private Startup() {}

  /**
   * Waits until all of them answer.
   *
   * @param children launched just now
   * @param limit how long that may take
   * @param ready told of each that answers, and how long it took
   * @throws StackFailure if one ends, or if the limit passes
   * @throws CancellationException if one is told to end
   */
  public static void await(List<Child> children, Duration limit, BiConsumer<Child, Duration> ready)
      throws InterruptedException {
    long began = System.nanoTime();
    var waiting = new ArrayList<>(children);
    while (true) {
      for (var child : List.copyOf(waiting)) {
        if (child.isReady()) {
          waiting.remove(child);
          ready.accept(child, since(began));
        } else {
          requireHope(child, began, limit);
        }
      }
      if (waiting.isEmpty()) {
        return;
      }
      Thread.sleep(BETWEEN_QUESTIONS);
    }
  }

  private static void requireHope(Child child, long began, Duration limit) {
    if (child.isEnded()) {
      throw new CancellationException(child.name() + " was told to end");
    }
    if (!child.isAlive()) {
      throw new StackFailure(child.name() + " ended while it was starting: " + child.lastWords());
    }
    if (since(began).compareTo(limit) > 0) {
      throw new StackFailure(
          child.name()
              + " did not answer within "
              + limit.toSeconds()
              + " s: "
              + child.lastWords());
    }
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }
}
