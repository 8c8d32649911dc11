package org.cloudmarket.log.streams;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class ThreadFailuresTest {

  private final Throwable passing = new StreamsException(new TimeoutException("broker"));
  private final Throwable fatal = new StreamsException(new RecordTooLargeException("big"));

  private final List<Throwable> ended = new ArrayList<>();
  private long now;
  private final ThreadFailures failures =
      new ThreadFailures(2, Duration.ofNanos(100), () -> now, ended::add);

  @Test
  void whatMayPassGetsANewThread() {
    assertThat(failures.handle(passing)).isEqualTo(REPLACE_THREAD);
    assertThat(ended).isEmpty();
  }

  @Test
  void whoStoodStillUntilItsTransactionWasAbortedGetsANewThread() {
    Throwable late = new StreamsException(new InvalidTxnStateException("aborted"));

    assertThat(failures.handle(late)).isEqualTo(REPLACE_THREAD);
    assertThat(ended).isEmpty();
  }

  @Test
  void whatIsFatalEndsTheProcess() {
    assertThat(failures.handle(fatal)).isEqualTo(SHUTDOWN_CLIENT);
    assertThat(ended).containsExactly(fatal);
  }

  @Test
  void whatDoesNotPassEndsTheProcessToo() {
    failures.handle(passing);
    failures.handle(passing);

    assertThat(failures.handle(passing)).isEqualTo(SHUTDOWN_CLIENT);
    assertThat(ended).containsExactly(passing);
  }

  @Test
  void failuresLongAgoAreForgiven() {
    failures.handle(passing);
    failures.handle(passing);
    now = 201;

    assertThat(failures.handle(passing)).isEqualTo(REPLACE_THREAD);
  }
}
