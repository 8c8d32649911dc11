package org.cloudmarket.procurement.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import org.cloudmarket.analysis.experiment.Experiment;
import org.cloudmarket.model.soundness.Fault;
import org.cloudmarket.procurement.Experiments;
import org.cloudmarket.procurement.config.ProcurementSettings;
import org.junit.jupiter.api.Test;

/** What is too large is refused by what it would come to, before anything is made of it. */
class ExperimentOrdersTest {

  private static final ProcurementSettings SETTINGS =
      new SmallRyeConfigBuilder()
          .withConverter(Duration.class, 200, new DurationConverter())
          .withConverter(MemorySize.class, 200, new MemorySizeConverter())
          .withMapping(ProcurementSettings.class)
          .withDefaultValue("procurement.experiments.workers", "2")
          .withDefaultValue("procurement.experiments.minutes-at-most", "1000000000")
          .build()
          .getConfigMapping(ProcurementSettings.class);

  private final ExperimentOrders orders =
      new ExperimentOrders(null, new WorkRate(), null, SETTINGS);

  private List<String> exceeded(Experiment experiment) {
    return orders.estimate(experiment).exceeded().stream().map(Fault::detail).toList();
  }

  @Test
  void whatFitsExceedsNothing() {
    assertThat(exceeded(Experiments.comparison(40))).isEmpty();
  }

  @Test
  void runsOfMarketsWithoutBuyersAreCounted() {
    assertThat(exceeded(Experiments.sensitivity(0, 65_536, 100_000)))
        .containsExactly(
            "comes to 19660800000 runs; an experiment has at most 50000",
            "stores 707788800000 values, one for each run, outcome and month; an experiment has at"
                + " most 20000000");
  }

  @Test
  void runsOfMarketsWithoutBuyersTakeTime() {
    assertThat(orders.estimate(Experiments.sensitivity(0, 100, 100)).minutes()).isPositive();
  }

  @Test
  void asManyRunsAsMayBeAreOrdered() {
    assertThat(exceeded(Experiments.comparison(25_000))).isEmpty();
    assertThat(exceeded(Experiments.comparison(25_001))).hasSize(1);
  }

  @Test
  void aDocumentThatCouldNotBeReadAgainIsRefused() {
    assertThat(exceeded(Experiments.wordy(12, 40)))
        .singleElement()
        .asString()
        .matches(
            "has \\d+ characters when each arm holds its whole scenario; at most 1048576 are"
                + " read");
  }
}
