package org.cloudmarket.analysis.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.cloudmarket.analysis.experiment.Variant.OfArm;
import org.cloudmarket.analysis.outcome.Measured;
import org.cloudmarket.analysis.statistics.Estimate;
import org.junit.jupiter.api.Test;

/** Effects are means of paired differences, with the intervals that they claim. */
class ComparisonTest {

  private static final String HEAD = "name: small\nkind: comparison\n" + Markets.MARKET;
  private static final String ARMS =
      """
      arms:
        without: {without: all}
        with: {}
      baseline: without
      """;
  private static final String STATE =
      "outcomes: {state: {figure: running-share, ofOwnership: state}}\n";

  @Test
  void theSameMarketTwiceHasNoEffectAtAll() {
    Experiment experiment =
        Markets.read(HEAD, "arms: {one: {}, two: {}}\nbaseline: one\nreplications: 4\n");

    for (Result.Effect effect : Markets.result(experiment).outcomes()) {
      assertThat(effect.effect()).as(effect.measure().name()).containsOnly(0.0);
      assertThat(effect.low()).containsOnly(0.0);
      assertThat(effect.high()).containsOnly(0.0);
      assertThat(effect.period()).isEqualTo(Estimate.ZERO);
    }
  }

  @Test
  void theEffectIsTheMeanOfDifferencesOfEqualSeeds() {
    Experiment experiment = Markets.read(HEAD, ARMS, STATE, "replications: 4\nfirstSeed: 11\n");
    Trials trials = Markets.run(experiment);
    Result.Effect effect = Evaluation.of(experiment, trials).outcomes().getFirst();
    double[] last = new double[4];
    for (int r = 0; r < 4; r++) {
      double[] with = Markets.only(trials.get(new Trial(new OfArm("with"), 11 + r)));
      double[] without = Markets.only(trials.get(new Trial(new OfArm("without"), 11 + r)));
      last[r] = with[11] - without[11];
    }
    Estimate estimate = Estimate.ofMean(last);

    assertThat(effect.effect().getLast()).isEqualTo(estimate.value());
    assertThat(effect.low().getLast()).isEqualTo(estimate.low());
    assertThat(effect.high().getLast()).isEqualTo(estimate.high());
    assertThat(effect.mean().getLast() - effect.baselineMean().getLast())
        .isCloseTo(estimate.value(), within(1e-12));
    assertThat(effect.months()).startsWith("2021-01").endsWith("2021-12");
    assertThat(effect.period().value()).as("a preference for the state works").isPositive();
    assertThat(effect.varianceRatio()).as("pairing saves").isBetween(0.0, 0.9);
  }

  @Test
  void theResultIsTheSameToTheBitOnAnyNumberOfThreadsAndInAnyOrder() {
    Experiment experiment = Markets.read(HEAD, ARMS, "replications: 5\n");
    String one =
        ResultJson.text(Evaluation.of(experiment, LocalWork.run(experiment, 1, (_, _) -> {})));
    String four =
        ResultJson.text(Evaluation.of(experiment, LocalWork.run(experiment, 4, (_, _) -> {})));
    Trials backwards = new Trials();
    List<Trial> order = new ArrayList<>(experiment.next(backwards)).reversed();
    order.forEach(trial -> backwards.add(trial, experiment.run(trial)));

    assertThat(four).isEqualTo(one);
    assertThat(ResultJson.text(Evaluation.of(experiment, backwards))).isEqualTo(one);
  }

  @Test
  void aWholeDocumentRepeatsTheExperimentToTheBit() {
    Experiment experiment = Markets.read(HEAD, ARMS, STATE, "replications: 4\n");
    Experiment again = Markets.read(ExperimentWriter.write(experiment).toString());

    assertThat(again).isEqualTo(experiment);
    assertThat(ExperimentWriter.write(again)).isEqualTo(ExperimentWriter.write(experiment));
    assertThat(ResultJson.text(Markets.result(again)))
        .isEqualTo(ResultJson.text(Markets.result(experiment)));
  }

  @Test
  void moreReplicationsKeepTheFirstOnes() {
    Experiment few = Markets.read(HEAD, ARMS, STATE, "replications: 4\n");
    Experiment more = Markets.read(HEAD, ARMS, STATE, "replications: 5\n");

    assertThat(more.next(new Trials()).subList(0, 8)).isEqualTo(few.next(new Trials()));
  }

  @Test
  void itStopsByItselfWhereTheIntervalIsNarrowEnough() {
    String rule = "precision: {outcome: state, halfWidth: 0.02, pilot: 6, most: 400}\n";
    Experiment experiment = Markets.read(HEAD, ARMS, STATE, rule);
    Trials pilot = new Trials();
    experiment.next(pilot).forEach(trial -> pilot.add(trial, experiment.run(trial)));

    Result result = Markets.result(experiment);

    assertThat(pilot.size()).as("two arms of six runs").isEqualTo(12);
    assertThat(result.replications()).isBetween(7, 399);
    assertThat(
            result.outcomes().getFirst().period().high()
                - result.outcomes().getFirst().period().low())
        .isLessThanOrEqualTo(2 * 0.02);
    assertThat(result.stopped()).contains("is reached");
    assertThat(result.replicationsForHalf()).contains(4L * result.replications());
  }

  @Test
  void whereThePilotIsEnoughHalfTheWidthStillTakesFourTimesAsMany() {
    String rule = "precision: {outcome: state, halfWidth: 1000, pilot: 6}\n";

    Result result = Markets.result(Markets.read(HEAD, ARMS, STATE, rule));

    assertThat(result.replications()).isEqualTo(6);
    assertThat(result.replicationsForHalf()).contains(24L);
  }

  @Test
  void aPriceIsThatOfAllAwardsOfThePeriodAndAMonthWithoutAwardsHasNone() {
    String few = HEAD.replace("population.buyers: 40", "population.buyers: 3");
    Experiment experiment =
        Markets.read(
            few,
            ARMS,
            "outcomes: {price: {figure: price-level}, spend: {figure: awarded-spend},"
                + " awards: {figure: awards}}\n",
            "replications: 4\n");
    Trials trials = Markets.run(experiment);
    int price = Comparison.place("price", experiment.outcomes());
    int awards = Comparison.place("awards", experiment.outcomes());
    double lowest = Double.MAX_VALUE;
    boolean emptyMonths = false;
    for (long seed = 1; seed <= 4; seed++) {
      Measured run = trials.get(new Trial(new OfArm("with"), seed));
      double[] byMonth = run.byMonth().get(price);
      for (int t = 0; t < byMonth.length; t++) {
        boolean none = run.byMonth().get(awards)[t] == 0;
        assertThat(Double.isNaN(byMonth[t])).isEqualTo(none);
        emptyMonths |= none;
        lowest = none ? lowest : Math.min(lowest, byMonth[t]);
      }
    }

    Result result = Evaluation.of(experiment, trials);
    Result.Effect effect = result.outcomes().get(price);

    assertThat(emptyMonths).as("there are months without awards").isTrue();
    assertThat(effect.armPeriod().value()).isGreaterThan(lowest);
    assertThat(effect.measure().reduced()).isEqualTo("ratio");
    assertThat(ResultJson.read(ResultJson.text(result))).isEqualTo(result);
    assertThat(ResultJson.text(result)).doesNotContain("NaN");
  }

  @Test
  void armsThatCountInDifferentCurrenciesOrMonthsAreNotHeldAgainstEachOther() {
    assertThatThrownBy(
            () ->
                Markets.read(
                    "name: small\nkind: comparison\n",
                    "arms: {china: {scenario: tianjin-mandate}, eu: {scenario: eu-sovereign-cloud}}\n",
                    "baseline: china\n"))
        .hasMessageContaining("/arms/eu: counts in EUR, and arm china in CNY");
  }

  @Test
  void itSaysWhereTheMostThatWasAllowedWasTooFew() {
    String rule = "precision: {outcome: state, halfWidth: 0.000001, pilot: 4, most: 6}\n";

    Result result = Markets.result(Markets.read(HEAD, ARMS, STATE, rule));

    assertThat(result.replications()).isEqualTo(6);
    assertThat(result.stopped()).contains("at the most that were allowed");
  }

  @Test
  void halfOfAShiftIsCountedInMonthsOfThePeriodAndLooksNoFurther() {
    double[][] effects = {{9, 0, 1, 4, 8, 99}, {9, 0, 1, 4, 8, 99}};

    assertThat(Paired.monthsToHalf(effects, 1, 4, 1)).contains(new Estimate(2, 2, 2));
  }

  @Test
  void aSwingToTheOtherSideIsNoHalfOfAShift() {
    double[][] effects = {{-5, 0, 5, 8}, {-5, 0, 5, 8}};

    assertThat(Paired.monthsToHalf(effects, 0, 3, 1)).contains(new Estimate(2, 2, 2));
  }

  @Test
  void whatNeverMovesHasNoHalf() {
    assertThat(Paired.monthsToHalf(new double[][] {{0, 0}, {0, Double.NaN}}, 0, 1, 1)).isEmpty();
  }

  @Test
  void pairsWithoutANumberAreLeftOut() {
    double[] some = {1, Double.NaN, 3, 5};

    assertThat(Paired.estimate(some, 4)).isEqualTo(Estimate.ofMean(new double[] {1, 3, 5}));
    assertThat(Paired.estimate(new double[] {1, Double.NaN}, 2)).isEqualTo(Estimate.NONE);
    assertThat(Paired.wider(some, 4)).isEqualTo(Paired.estimate(some, 4));
    double[] calm = {4, 4, 4, 9, -1};
    assertThat(Paired.wider(calm, 3)).isEqualTo(Estimate.ofMean(calm));
    double[] wild = {-9, 9, 0, 0, 0, 0};
    assertThat(Paired.wider(wild, 2)).isEqualTo(Paired.estimate(wild, 2));
    assertThat(Paired.varianceRatio(some, new double[] {0, 1, 2, 4})).isZero();
  }

  @Test
  void pairingSavesAllNoiseWhereDifferencesAreTheSame() {
    double[] one = {1, 5, 9};

    assertThat(Paired.varianceRatio(one, new double[] {0, 4, 8})).isZero();
    assertThat(Paired.varianceRatio(one, new double[] {9, 5, 1})).isEqualTo(2);
    assertThat(Paired.varianceRatio(new double[] {1, 1}, new double[] {2, 2})).isEqualTo(1);
  }
}
