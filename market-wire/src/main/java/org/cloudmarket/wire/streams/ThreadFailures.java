package org.cloudmarket.wire.streams;

import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;

/**
 * What a service does when a thread of the engine dies. What may pass, such as a broker that is
 * away or a coordinator that loads, gets a new thread, as often as it takes; anything else ends the
 * process, and who runs it starts it again. A process that lives on without its threads would look
 * well and do nothing.
 */
public final class ThreadFailures implements StreamsUncaughtExceptionHandler {

  /** The engine has no type for it. */
  private static final String NO_PLACE_TO_READ_FROM = "No valid committed offset found";

  private final Runnable pause;
  private final Consumer<Throwable> end;

  /**
   * @param pause waits a moment, so that what has not passed yet is not asked again at once. Called
   *     on the thread that died
   * @param end ends the process. Called on the thread that died, so it must not wait for the engine
   *     to stop: it starts the exit elsewhere and returns
   */
  public ThreadFailures(Runnable pause, Consumer<Throwable> end) {
    this.pause = pause;
    this.end = end;
  }

  @Override
  public StreamThreadExceptionResponse handle(Throwable failure) {
    if (mayPass(failure)) {
      pause.run();
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    end.accept(failure);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private static boolean mayPass(Throwable failure) {
    if (isFenced(failure)) {
      return false; // Whoever has the name keeps it.
    }
    // A task whose state was dropped, and whose offset the broker does not know now: the engine
    // wants a rule for where to begin, and a new thread asks the broker again.
    if (failure.getClass() == StreamsException.class
        && String.valueOf(failure.getMessage()).contains(NO_PLACE_TO_READ_FROM)) {
      return true;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RetriableException
          // A thread that stood still until the broker had aborted its transaction: a new one
          // begins at the last commit.
          || cause instanceof InvalidTxnStateException
          // Offsets that are not there, or not in the log: a new thread compares them with its
          // store.
          || cause instanceof InvalidOffsetException
          // Clients have no type for answers that they do not expect. A coordinator that loads
          // gives one to a member that joins.
          || cause.getClass() == KafkaException.class) {
        return true;
      }
    }
    return false;
  }

  /** Whether another process has taken this one's name, and with it its place. */
  public static boolean isFenced(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof FencedInstanceIdException) {
        return true;
      }
    }
    return false;
  }
}
