package org.cloudmarket.analysis.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.cloudmarket.analysis.experiment.Variant.OfArm;
import org.cloudmarket.analysis.statistics.Estimate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Intervals hold what they claim to hold as often as they claim. Four hundred small experiments are
 * cut from one long one, whose mean is as good as known.
 */
class CoverageTest {

  private static final int EXPERIMENTS = 400;
  private static final int REPLICATIONS = 8;
  private static final int ALL = EXPERIMENTS * REPLICATIONS;
  // Outcomes are sorted by their ids.
  private static final int AWARDS = 0;
  private static final int MOVES = 1;
  private static final int SHARE = 2;

  private static final Experiment LONG =
      Markets.read(
          "name: small\nkind: comparison\n" + Markets.MARKET,
          """
          arms:
            without: {without: all}
            with: {}
          baseline: without
          outcomes:
            awards: {figure: awards, ofOwnership: state}
            share: {figure: running-share, ofOwnership: state}
            moves: {figure: migrations, ofOwnership: state}
          """
              + "replications: "
              + ALL);

  private static Trials trials;

  @BeforeAll
  static void run() {
    trials = Markets.run(LONG);
  }

  private static double[] values(String arm, int place) {
    return trials.each(new OfArm(arm), Design.seeds(1, ALL), run -> run.period().get(place));
  }

  private static double[] effects(int place) {
    return Paired.differences(values("with", place), values("without", place));
  }

  private static boolean holds(Estimate estimate, double value) {
    return estimate.low() <= value && value <= estimate.high();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  /** How often the intervals of small experiments hold the mean of all of them. */
  private static double coverage(double[] effects, int replications) {
    int experiments = effects.length / replications;
    int held = 0;
    for (int i = 0; i < experiments; i++) {
      double[] few = Arrays.copyOfRange(effects, i * replications, (i + 1) * replications);
      held += holds(Estimate.ofMean(few), mean(effects)) ? 1 : 0;
    }
    return (double) held / experiments;
  }

  @Test
  void intervalsOfAKnownEffectHoldItNinetyFiveTimesInAHundred() {
    assertThat(coverage(effects(AWARDS), REPLICATIONS)).isBetween(0.93, 0.97);
  }

  @Test
  void intervalsOfSharesDoSoFromSixteenReplicationsOn() {
    // A share of forty buyers jumps with the largest of them: fewer replications hold it less
    // often.
    assertThat(coverage(effects(SHARE), 2 * REPLICATIONS)).isBetween(0.93, 0.97);
  }

  @Test
  void withIndependentSeedsAndNoEffectTheyExcludeZeroFiveTimesInAHundred() {
    double[] one = values("without", AWARDS);
    double[] other = new double[ALL];
    for (int i = 0; i < ALL; i++) {
      other[i] = one[(i + REPLICATIONS) % ALL];
    }
    double[] unpaired = Paired.differences(one, other);

    assertThat(mean(unpaired)).isZero();
    assertThat(1 - coverage(unpaired, REPLICATIONS)).isBetween(0.03, 0.07);
  }

  @Test
  void stoppingByItselfSpoilsNoCoverage() {
    double[] effects = effects(AWARDS);
    int pilot = 10;
    int most = 200;
    // As wide as it takes for some twenty-five replications.
    double halfWidth =
        Estimate.quantile(pilot - 1.0) * Math.sqrt(Estimate.variance(effects) / (2.5 * pilot));
    var rule = new Replications.ToHalfWidth("awards", halfWidth, pilot, most);
    Comparison whole = (Comparison) LONG.design();
    int experiments = 0;
    int deciding = 0;
    int other = 0;
    int first = 0;
    while (first + most < ALL) {
      Experiment small =
          new Experiment(
              "small",
              "small",
              new Comparison(whole.baseline(), whole.treatments(), rule, first + 1),
              LONG.outcomes());
      Result result = Evaluation.of(small, trials);
      deciding += holds(result.outcomes().get(AWARDS).period(), mean(effects)) ? 1 : 0;
      other += holds(result.outcomes().get(MOVES).period(), mean(effects(MOVES))) ? 1 : 0;
      experiments++;
      first += result.replications();
    }

    assertThat(first / experiments).as("replications").isBetween(pilot + 1, most - 1);
    assertThat(experiments).isGreaterThan(100);
    assertThat((double) deciding / experiments).isBetween(0.93, 0.985);
    assertThat((double) other / experiments).as("of another outcome").isBetween(0.93, 0.985);
  }
}
