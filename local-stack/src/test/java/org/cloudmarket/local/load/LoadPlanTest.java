package org.cloudmarket.local.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LoadPlanTest {

  @Test
  void theAwardsOfAMonthInTheTimeOfAPaceAreTheRate() {
    LoadPlan plan = LoadPlan.reckon(50_000, 8, 2_000, 60, 6, 2_240);

    assertThat(plan.paceMillis()).isEqualTo(1_120);
    assertThat(plan.months()).isEqualTo(54); // The last opens at 53 x 1.12 s = 59.36 s.
  }

  @Test
  void aMonthIsToOpenAtItsTimeHoweverLateTheOnesBeforeItWere() {
    LoadPlan plan = LoadPlan.reckon(50_000, 8, 2_000, 60, 6, 2_240);

    assertThat(plan.intendedMillis(1_000_000, 0)).isEqualTo(1_000_000);
    assertThat(plan.intendedMillis(1_000_000, 53)).isEqualTo(1_059_360);
  }

  @Test
  void switchesStandAtEqualDistancesFromTheBeginningAndTheEnd() {
    LoadPlan plan = LoadPlan.reckon(50_000, 8, 2_000, 60, 2, 2_240);

    assertThat(plan.switchAfterMillis(1)).isEqualTo(20_000);
    assertThat(plan.switchAfterMillis(2)).isEqualTo(40_000);
  }

  @Test
  void withoutARateThereIsNoPaceAndTheRunIsCancelledInTime() {
    LoadPlan plan = LoadPlan.reckon(50_000, 8, 0, 60, 6, 2_240);

    assertThat(plan.paced()).isFalse();
    assertThat(plan.months()).isEqualTo(600);
    assertThat(plan.cancelAfterMillis()).isEqualTo(60_000);
  }

  @Test
  void aRateForWhichARunHasTooFewMonthsNeedsMoreBuyers() {
    assertThatThrownBy(() -> LoadPlan.reckon(1_000, 8, 2_000, 60, 6, 45))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2667 months in 60 s")
        .hasMessageContaining("at most 600; take more buyers");
  }

  @Test
  void aPolicyThatWouldBindInNoMonthIsNotSwitched() {
    assertThatThrownBy(() -> LoadPlan.reckon(1_000_000, 8, 1_000, 60, 6, 45_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("takes 2 months in 60 s, and 6 switches need 14");
  }

  @Test
  void theAwardsOfAMonthAreCountedInTheSameMarket() {
    LoadPlan small = LoadPlan.of(2_000, 8, 300, 5, 2);
    LoadPlan large = LoadPlan.of(40_000, 8, 0, 5, 2);

    assertThat(small.awardsPerMonth()).isBetween(1.0, 2_000.0);
    assertThat(large.awardsPerMonth() / 20).isCloseTo(small.awardsPerMonth(), within(9.0));
  }

  @Test
  void optionsOutOfRangeAreNamed() {
    assertThatThrownBy(() -> LoadPlan.of(0, 8, 10, 60, 6)).hasMessageContaining("--buyers");
    assertThatThrownBy(() -> LoadPlan.of(10, 0, 10, 60, 6)).hasMessageContaining("--shards");
    assertThatThrownBy(() -> LoadPlan.of(10, 65, 10, 60, 6)).hasMessageContaining("--shards");
    assertThatThrownBy(() -> LoadPlan.of(10, 8, 10, 0, 6)).hasMessageContaining("--seconds");
    assertThatThrownBy(() -> LoadPlan.of(10, 8, 10, 60, 129))
        .hasMessage("--switches must be 0 to 128, not 129");
  }
}
