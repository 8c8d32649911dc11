package org.cloudmarket.analysis.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.cloudmarket.analysis.outcome.Measured;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.model.soundness.Fault;
import org.junit.jupiter.api.Test;

/** Numbers of a market are found again from figures that the market itself has made. */
class CalibrationStudyTest {

  private static final String HEAD =
      """
      name: small
      kind: calibration
      replications: 1
      starts: 1
      evaluations: 40
      slices: 2
      evaluationsPerSlice: 2
      parameters:
        policies.alike-one.bonusPoints: {from: 0, to: 20}
      """;

  private static CalibrationStudy read(String... parts) {
    return CalibrationReader.read(String.join("", parts), DocumentLibrary.shipped());
  }

  private static String targets(double value) {
    return "targets: {state: {figure: awards, ofOwnership: state, value: "
        + value
        + ", scale: 1}}\n";
  }

  @Test
  void whatTheMarketMadeIsFittedExactlyAndTheMarketWithoutPolicyCannotBe() {
    CalibrationStudy probe = read(HEAD, Markets.MARKET, targets(1));
    Measured made =
        org.cloudmarket.analysis.outcome.Measurement.of(
            probe.scenario(), 1, java.util.List.of(probe.targets().getFirst().outcome()));
    double awards = made.period().get(0);

    CalibrationResult result =
        read(HEAD, Markets.MARKET.replace("bonusPoints: 4", "bonusPoints: 0.5"), targets(awards))
            .run(2, _ -> {});

    assertThat(result.models())
        .extracting(CalibrationResult.Model::name)
        .containsExactly("as written", "refitted");
    assertThat(result.models().getFirst().loss()).as("as written").isPositive();
    assertThat(result.models().getLast().loss()).as("refitted").isZero();
    assertThat(result.models().getLast().figures().getFirst()).isCloseTo(awards, within(1e-9));
  }

  @Test
  void theNumberOfThreadsChangesNothing() {
    CalibrationStudy study = read(HEAD, Markets.MARKET, targets(20));

    assertThat(study.run(1, _ -> {})).isEqualTo(study.run(4, _ -> {}));
  }

  @Test
  void everyFaultIsNamedAtOnce() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    name: x
                    kind: calibration
                    scenario: tianjin-mandate
                    parameters: {population.buyer: {from: 1, to: 2}}
                    targets:
                      a: {figure: awards, value: many, scale: 1}
                      b: {figure: awards, scale: 0, value: 1}
                      c: {figure: running-share, value: 1, scale: 1}
                    slices: 1
                    """))
        .isInstanceOfSatisfying(
            InvalidScenario.class,
            invalid ->
                assertThat(invalid.faults())
                    .extracting(Fault::pointer)
                    .contains(
                        "/targets/a/value", "/targets/b", "/targets/c", "/slices", "/parameters"));
  }
}
