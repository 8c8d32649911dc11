package org.cloudmarket.analysis.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.cloudmarket.analysis.statistics.Estimate;
import org.junit.jupiter.api.Test;

/** Which numbers of a document matter is found on the market itself. */
class SensitivityTest {

  private static final String HEAD = "name: small\nkind: sensitivity\n";
  private static final String REST =
      """
      factors:
        policies.alike-one.bonusPoints: {from: 0.5, to: 12.000000000000002}
        policies.idle.bonusPoints: {from: 1.0, to: 7.0}
      outcomes: {state: {figure: running-share, ofOwnership: state}}
      """;

  private static Result.Influences found(String method) {
    return Markets.result(Markets.read(HEAD, Markets.MARKET, REST, method))
        .sensitivities()
        .getFirst();
  }

  @Test
  void whatMattersIsToldFromWhatDoesNot() {
    Result.Influences morris = found("method: morris\ntrajectories: 6\n");
    Result.Influences sobol = found("method: sobol\nrows: 32\n");

    assertThat(morris.parameters())
        .extracting(Result.Influence::parameter)
        .containsExactly("policies.alike-one.bonusPoints", "policies.idle.bonusPoints");
    assertThat(morris.parameters().getFirst().meanSize().orElseThrow().value()).isPositive();
    assertThat(morris.parameters().getLast().meanSize()).contains(Estimate.ZERO);
    assertThat(sobol.parameters().getFirst().total().orElseThrow().value()).isGreaterThan(0.9);
    assertThat(sobol.parameters().getLast().total().orElseThrow().value()).isZero();
  }

  @Test
  void boundsThatAComputationGaveAreRoundedAsDocumentsHoldThem() {
    Sensitivity design =
        (Sensitivity) Markets.read(HEAD, Markets.MARKET, REST, "rows: 2\n").design();

    assertThat(design.factors().getFirst().high()).isEqualTo(12);
    assertThat(design.points())
        .allMatch(point -> point.values().stream().allMatch(value -> value.length() <= 8));
  }

  @Test
  void pointsThatAreTheSameAreRunOnce() {
    Experiment experiment =
        Markets.read(
            HEAD,
            Markets.MARKET,
            """
            factors: {policies.alike-one.bonusPoints: {from: 1, to: 2, whole: true}}
            outcomes: {state: {figure: running-share, ofOwnership: state}}
            method: morris
            trajectories: 10
            """);

    assertThat(experiment.design().mostRuns()).isEqualTo(20);
    assertThat(experiment.next(new Trials())).hasSize(2);
  }

  @Test
  void severalSeedsOfAPointAreAveraged() {
    Experiment experiment = Markets.read(HEAD, Markets.MARKET, REST, "rows: 4\nreplications: 3\n");
    Trials trials = Markets.run(experiment);
    Sensitivity design = (Sensitivity) experiment.design();

    Result.Influences found = Evaluation.of(experiment, trials).sensitivities().getFirst();

    // The mean is of the points of both matrices, and each point is the mean of its three seeds.
    double sum = 0;
    for (Variant.WithValues point : design.points().subList(0, 8)) {
      for (long seed = 1; seed <= 3; seed++) {
        sum += trials.get(new Trial(point, seed)).period().get(0) / 3;
      }
    }
    assertThat(found.mean()).isCloseTo(sum / 8, within(1e-12));
  }
}
