package org.cloudmarket.procurement.store.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How long an experiment still takes. */
class OrderedTest {

  private static final long EXPECTED = 100;
  private static final double ESTIMATED_SECONDS = 90;

  private static Ordered of(ExperimentStatus status, long made, long lapMade, double lapSeconds) {
    return new Ordered(
        "experiment-a",
        "a",
        "A",
        "comparison",
        status,
        Instant.EPOCH,
        Optional.of(Instant.EPOCH),
        Optional.empty(),
        "",
        EXPECTED,
        EXPECTED,
        made,
        ESTIMATED_SECONDS,
        "{}",
        0,
        lapMade,
        lapSeconds);
  }

  @Test
  void beforeTheFirstRunItIsWhatWasEstimated() {
    assertThat(of(ExperimentStatus.RUNNING, 0, 0, 5).etaSeconds()).hasValue(90);
  }

  @Test
  void theSpeedIsThatOfTheLapSinceTheFirstRunsAreSlow() {
    // Ten runs in five seconds: half a second each for the sixty that are left.
    assertThat(of(ExperimentStatus.RUNNING, 40, 30, 5).etaSeconds()).hasValue(30);
  }

  @Test
  void whatHasEndedTakesNoLonger() {
    assertThat(of(ExperimentStatus.CANCELLED, 40, 30, 5).etaSeconds()).isEmpty();
  }
}
