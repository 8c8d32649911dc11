package org.cloudmarket.analysis.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.cloudmarket.analysis.sensitivity.Factor;
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
      points: 2
      evaluationsPerPoint: 2
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

  /** What the market itself makes of the figure. */
  private static double awards() {
    return read(HEAD, Markets.MARKET, targets(1)).asWritten().getFirst();
  }

  @Test
  void whatTheMarketMadeIsFittedExactlyAndTheMarketWithoutPolicyCannotBe() {
    double awards = awards();

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
    CalibrationStudy study =
        read(
            HEAD.replace("starts: 1", "starts: 3").replace("points: 2", "points: 3"),
            "  parameters.entryElasticity: {from: 0, to: 1}\n",
            Markets.MARKET,
            targets(20));

    CalibrationResult alone = study.run(1, _ -> {});

    assertThat(alone.models())
        .extracting(CalibrationResult.Model::name)
        .containsExactly("as written", "refitted", "without policies, refitted");
    for (int threads : new int[] {2, 4, 7}) {
      assertThat(study.run(threads, _ -> {})).isEqualTo(alone);
    }
  }

  @Test
  void nothingThatIsRefittedIsWorseThanItWas() {
    // Two points are too few to find anything.
    String head = HEAD.replace("evaluations: 40", "evaluations: 2");
    CalibrationResult result =
        read(
                head,
                "  parameters.markupField: {from: 0, to: 0.2}\n",
                Markets.MARKET,
                targets(awards()))
            .run(2, _ -> {});

    assertThat(result.models().get(0).loss()).isZero();
    assertThat(result.models().get(1).loss()).isZero();
    assertThat(result.models().get(1).parameters())
        .extracting(each -> each.value().toPlainString())
        .as("the numbers as they are written")
        .contains("4");
  }

  @Test
  void eachPointThatFitsNearlyAsWellIsCountedOnce() {
    CalibrationResult result =
        read(
                HEAD.replace("{from: 0, to: 20}", "{from: 0, to: 2, whole: true}"),
                Markets.MARKET,
                "targets: {state: {figure: awards, ofOwnership: state, value: 1, scale: 1000000}}\n")
            .run(2, _ -> {});

    assertThat(result.models().getLast().near()).as("0, 1 and 2 points").isEqualTo(3);
  }

  @Test
  void aPointThatCannotBeRunIsNamed() {
    CalibrationStudy study = read(HEAD, Markets.MARKET, targets(20));
    CalibrationStudy broken =
        new CalibrationStudy(
            study.name(),
            study.title(),
            study.scenario(),
            List.of(Factor.real("policies.alike-one.enforcement", 0, 2)),
            study.targets(),
            study.settings(),
            1,
            1);

    assertThatThrownBy(() -> broken.run(2, _ -> {}))
        .isInstanceOfSatisfying(FailedRun.class, failed -> assertThat(failed.invalid()).isPresent())
        .hasMessageStartingWith("refitted cannot be run: with policies.alike-one.enforcement 1.")
        .hasMessageContaining("outside 0..1");
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
                    points: 1
                    """))
        .isInstanceOfSatisfying(
            InvalidScenario.class,
            invalid ->
                assertThat(invalid.faults())
                    .extracting(Fault::pointer)
                    .contains(
                        "/targets/a/value", "/targets/b", "/targets/c", "/points", "/parameters"));
  }
}
