package org.cloudmarket.log.streams;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;

/**
 * What a service does when a thread of the engine dies. What may pass, such as a broker that is
 * away, gets a new thread, a few times; anything else ends the process, and who runs it starts it
 * again. A process that lives on without its threads would look well and do nothing.
 */
public final class ThreadFailures implements StreamsUncaughtExceptionHandler {

  private final int replacements;
  private final Duration within;
  private final LongSupplier nanoTime;
  private final Consumer<Throwable> end;
  private final Deque<Long> replaced = new ArrayDeque<>();

  /**
   * At most five new threads in a minute.
   *
   * @param end ends the process. Called on the thread that died, so it must not wait for the engine
   *     to stop: it starts the exit elsewhere and returns.
   */
  public ThreadFailures(Consumer<Throwable> end) {
    this(5, Duration.ofMinutes(1), System::nanoTime, end);
  }

  ThreadFailures(
      int replacements, Duration within, LongSupplier nanoTime, Consumer<Throwable> end) {
    this.replacements = replacements;
    this.within = within;
    this.nanoTime = nanoTime;
    this.end = end;
  }

  @Override
  public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
    if (mayPass(failure) && replacementLeft()) {
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    end.accept(failure);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private static boolean mayPass(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      // The second is what a thread is told that stood still until the broker had aborted its
      // transaction: a new one begins at the last commit.
      if (cause instanceof RetriableException || cause instanceof InvalidTxnStateException) {
        return true;
      }
    }
    return false;
  }

  private boolean replacementLeft() {
    long now = nanoTime.getAsLong();
    while (!replaced.isEmpty() && now - replaced.peek() > within.toNanos()) {
      replaced.remove();
    }
    return replaced.size() < replacements && replaced.add(now);
  }
}
