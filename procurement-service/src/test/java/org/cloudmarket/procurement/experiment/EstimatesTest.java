package org.cloudmarket.procurement.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.data.Percentage;
import org.cloudmarket.analysis.experiment.Comparison;
import org.cloudmarket.analysis.experiment.Evaluation;
import org.cloudmarket.analysis.experiment.Experiment;
import org.cloudmarket.analysis.experiment.Replications;
import org.cloudmarket.analysis.experiment.Result;
import org.cloudmarket.analysis.experiment.Trial;
import org.cloudmarket.analysis.experiment.Trials;
import org.cloudmarket.procurement.Experiments;
import org.cloudmarket.procurement.config.ProcurementSettings;
import org.junit.jupiter.api.Test;

/** An estimate is an experiment of so many pairs as there was time for, and nothing else. */
class EstimatesTest {

  private final WorkRate rate = new WorkRate();

  private Estimates estimates(String time) {
    return new Estimates(
        rate,
        new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 200, new DurationConverter())
            .withConverter(MemorySize.class, 200, new MemorySizeConverter())
            .withMapping(ProcurementSettings.class)
            .withDefaultValue("procurement.experiments.estimate", time)
            .build()
            .getConfigMapping(ProcurementSettings.class));
  }

  private static Estimates.Answer ask(Estimates estimates, Experiment experiment) {
    return estimates.estimate(experiment, (Comparison) experiment.design());
  }

  private static Estimates.Estimated of(Estimates estimates, Experiment experiment) {
    return (Estimates.Estimated) ask(estimates, experiment);
  }

  @Test
  void itHasTheNumbersOfTheExperimentWithSoManyPairs() {
    Experiment experiment = Experiments.comparison(6);
    Trials trials = new Trials();
    for (Trial trial : experiment.next(trials)) {
      trials.add(trial, experiment.run(trial));
    }

    Estimates.Estimated estimated = of(estimates("1H"), experiment);

    Result whole = Evaluation.of(experiment, trials);
    assertThat(estimated.result()).isEqualTo(whole);
    assertThat(estimated.most()).isEqualTo(6);
  }

  @Test
  void itHasTheEffectOfEachPairThatItIsTheMeanOf() {
    Estimates.Estimated estimated = of(estimates("1H"), Experiments.comparison(6));

    List<Result.Effect> effects = estimated.result().outcomes();
    assertThat(estimated.pairs()).hasSameSizeAs(effects);
    for (int i = 0; i < effects.size(); i++) {
      double[] pairs = estimated.pairs().get(i);
      assertThat(pairs).hasSize(6);
      assertThat(Arrays.stream(pairs).average().orElseThrow())
          .isCloseTo(effects.get(i).period().value(), Percentage.withPercentage(1e-9));
    }
    assertThat(estimated.pairs()).anyMatch(pairs -> Arrays.stream(pairs).distinct().count() > 1);
  }

  @Test
  void whereThereIsNoTimeTheFewestPairsAreMade() {
    assertThat(of(estimates("0S"), Experiments.comparison(40)).result().replications())
        .isEqualTo(Replications.FEWEST);
  }

  @Test
  void whoAsksAgainGetsThePairsThatWereMadeBefore() {
    Experiment experiment = Experiments.comparison(12);
    Estimates first = estimates("1H");
    Result whole = of(first, experiment).result();

    assertThat(of(first, experiment).result()).isEqualTo(whole);
    assertThat(rate.buyerMonthsPerSecond()).isPositive();
  }

  @Test
  void whatTakesTooLongIsRefusedBeforeItIsBegun() {
    assertThat(ask(estimates("1H"), Experiments.large()))
        .isInstanceOfSatisfying(
            Estimates.TooLarge.class,
            large ->
                assertThat(large.why().detail())
                    .matches(
                        "takes about \\d+ seconds for 4 pairs, the fewest that have an interval,"
                            + " and an estimate has 10; order it as an experiment"));
  }

  @Test
  void oneIsMadeAtATime() throws InterruptedException {
    Estimates estimates = estimates("1H");
    AtomicBoolean ended = new AtomicBoolean();
    Thread longer =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (ask(estimates, Experiments.comparison(300)) instanceof Estimates.Busy) {
                    Thread.onSpinWait();
                  }
                  ended.set(true);
                });
    Estimates.Answer answer = ask(estimates, Experiments.comparison(4));
    while (!(answer instanceof Estimates.Busy) && !ended.get()) {
      answer = ask(estimates, Experiments.comparison(4));
    }
    longer.join();

    assertThat(answer).isInstanceOf(Estimates.Busy.class);
  }
}
