package org.cloudmarket.procurement.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.cloudmarket.procurement.Experiments;
import org.junit.jupiter.api.Test;

class WorkloadTest {

  private final Workload work = Workload.of(Experiments.comparison(50));

  @Test
  void theWorkIsAllRunsOfAllBuyersInAllMonthsAndOfTheMonthsThemselves() {
    assertThat(work).isEqualTo(new Workload(100, (100 + 500) * 18, 100, 100 * 2 * 18));
  }

  @Test
  void aMarketWithoutBuyersTakesItsTimeToo() {
    assertThat(Workload.of(Experiments.sensitivity(0, 2, 1)).buyerMonths()).isEqualTo(500 * 18);
  }

  @Test
  void theRunsOfTheLargestDesignAreCountedWithoutMakingThem() {
    Workload most = Workload.of(Experiments.sensitivity(0, 65_536, 100_000));

    assertThat(most.runs()).isEqualTo(65_536L * 3 * 100_000);
    assertThat(most.values()).isEqualTo(most.runs() * 2 * 18);
  }

  @Test
  void twoWorkersTakeHalfOfTheTime() {
    assertThat(work.seconds(108_000, 1)).isEqualTo(10);
    assertThat(work.seconds(108_000, 2)).isEqualTo(5);
  }

  @Test
  void whatFitsIsWhatTakesTheTime() {
    assertThat(work.fitting(5, 108_000, 2)).isEqualTo(100);
  }

  @Test
  void theGuessOfASpeedGivesWayToWhatIsMeasured() {
    WorkRate rate = new WorkRate();
    assertThat(rate.buyerMonthsPerSecond()).isEqualTo(WorkRate.GUESS);

    for (int i = 0; i < 1_000; i++) {
      rate.add(18_000, 1);
    }

    assertThat(rate.buyerMonthsPerSecond()).isCloseTo(18_000, within(180.0));
  }
}
