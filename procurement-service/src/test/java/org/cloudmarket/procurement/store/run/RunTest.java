package org.cloudmarket.procurement.store.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.cloudmarket.model.market.Months;
import org.junit.jupiter.api.Test;

class RunTest {

  private static final int START = Months.of(2019, 1);

  private static Run run() {
    Run run = new Run();
    run.startMonth = START;
    run.months = 24;
    run.error = "";
    run.orderedAt = Instant.now();
    return run;
  }

  @Test
  void anOrderThatNobodyTookHasFailed() {
    Run run = run();
    assertThat(run.status()).isEqualTo(RunStatus.ORDERED);

    run.error = "the broker did not take the order";

    assertThat(run.status()).isEqualTo(RunStatus.FAILED);
  }

  @Test
  void anOrderThatNobodyAcknowledgedForAMinuteHasFailed() {
    Run run = run();
    run.orderedAt = Instant.now().minus(Duration.ofMinutes(2));

    assertThat(run.status()).isEqualTo(RunStatus.FAILED);
    assertThat(run.error()).contains("order the run again");

    run.acknowledged = true;
    assertThat(run.status()).isEqualTo(RunStatus.ORDERED);
    assertThat(run.error()).isEmpty();
  }

  @Test
  void anOrderThatNobodyTookMayStillBegin() {
    Run run = run();
    run.error = "the broker did not take the order";

    assertThat(run.settled()).isFalse();
  }

  @Test
  void aRunIsFinishedOnlyWhenItsLastMonthIsProjected() {
    Run run = run();
    run.started = true;
    run.outcome = "finished";
    run.outcomeMonth = START + 23;
    run.closedMonth = START + 22;
    assertThat(run.status()).isEqualTo(RunStatus.RUNNING);
    assertThat(run.settled()).isFalse();

    run.closedMonth = START + 23;

    assertThat(run.status()).isEqualTo(RunStatus.FINISHED);
    assertThat(run.settled()).isTrue();
    assertThat(run.wholeMonths()).isEqualTo(24);
  }

  @Test
  void aRunIsPausedOnlyWhenAllOfItsLastMonthIsProjected() {
    Run run = run();
    run.started = true;
    run.pausedMonth = START + 5;
    run.closedMonth = START + 4;
    assertThat(run.status()).isEqualTo(RunStatus.RUNNING);

    run.closedMonth = START + 5;

    assertThat(run.status()).isEqualTo(RunStatus.PAUSED);
  }

  @Test
  void aRunCancelledBeforeItsFirstMonthHasEndedWithoutAny() {
    Run run = run();
    run.started = true;
    run.outcome = "cancelled";
    run.outcomeMonth = START - 1;

    assertThat(run.status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(run.lastMonth()).isEmpty();
  }

  @Test
  void monthsThatTheOutcomeDoesNotCountAreNotShown() {
    Run run = run();
    run.started = true;
    run.outcome = "cancelled";
    run.outcomeMonth = START + 3;
    run.closedMonth = START + 4;

    assertThat(run.lastMonth()).hasValue(START + 3);
    assertThat(run.wholeMonths()).isEqualTo(4);
  }
}
