package org.cloudmarket.procurement.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StopwatchTest {

  private static final long SECOND_NANOS = 1_000_000_000;

  @Test
  void whoHasAProcessorDoesNotRest() {
    assertThat(new Stopwatch(SECOND_NANOS, SECOND_NANOS).restNanos()).isZero();
    assertThat(new Stopwatch(SECOND_NANOS, SECOND_NANOS / 2).restNanos()).isZero();
  }

  @Test
  void whoIsKeptWaitingRestsForAsLongAsItsWorkTookUpToTwoSeconds() {
    assertThat(new Stopwatch(SECOND_NANOS, SECOND_NANOS / 2 - 1).restNanos())
        .isEqualTo(SECOND_NANOS);
    assertThat(new Stopwatch(60 * SECOND_NANOS, SECOND_NANOS).restNanos())
        .isEqualTo(2 * SECOND_NANOS);
  }

  @Test
  void timeOnAProcessorIsMeasuredBesideTimeByTheClock() throws InterruptedException {
    Stopwatch watch = Stopwatch.started();

    Thread.sleep(50);

    Stopwatch taken = watch.stopped();
    assertThat(taken.wallNanos()).isGreaterThanOrEqualTo(50_000_000);
    assertThat(taken.processorNanos()).isBetween(0L, taken.wallNanos() / 2);
  }
}
