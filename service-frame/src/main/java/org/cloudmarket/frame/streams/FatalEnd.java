package org.cloudmarket.frame.streams;

import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.cloudmarket.wire.streams.ThreadFailures;
import org.jboss.logging.Logger;

/**
 * Ends the process when Kafka Streams cannot go on. Whoever runs the service starts it again, from
 * the last commit; a service that lived on with a dead desk would only look alive.
 */
public final class FatalEnd {

  /** What the process ends with; the sysexits code for "internal software error". */
  static final int EXIT_CODE = 70;

  private static final Logger LOG = Logger.getLogger(FatalEnd.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static volatile boolean underWay;

  FatalEnd() {}

  /** Whether the process ends for that: it may have lost its name to another. */
  public static boolean isUnderWay() {
    return underWay;
  }

  @Produces
  @Singleton
  StreamsUncaughtExceptionHandler handler() {
    return new ThreadFailures(() -> sleep(PAUSE), FatalEnd::end);
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void end(Throwable failure) {
    underWay = true;
    LOG.errorf("%s, so this process ends: %s", why(failure), chain(failure));
    LOG.debug("Kafka Streams cannot go on", failure);
    Thread.ofPlatform().daemon().name("last-resort").start(FatalEnd::haltWhenLate);
    Quarkus.asyncExit(EXIT_CODE);
  }

  /** An orderly end waits for threads, and one of them may wait for a broker that is gone. */
  private static void haltWhenLate() {
    sleep(PATIENCE);
    Runtime.getRuntime().halt(EXIT_CODE);
  }

  static String why(Throwable failure) {
    return ThreadFailures.isFenced(failure)
        ? "Another process has this one's SERVICE_INSTANCE and took its place"
        : "Kafka Streams cannot go on";
  }

  static String chain(Throwable failure) {
    StringBuilder chain = new StringBuilder();
    for (Throwable each = failure; each != null; each = each.getCause()) {
      chain
          .append(chain.isEmpty() ? "" : " <- ")
          .append(each.getClass().getSimpleName())
          .append(": ")
          .append(each.getMessage());
    }
    return chain.toString();
  }
}
