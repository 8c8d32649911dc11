package org.cloudmarket.analysis.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.cloudmarket.analysis.sensitivity.Factor;
import org.junit.jupiter.api.Test;

class CalibrationTest {

  private static final List<Factor> PAIR =
      List.of(Factor.real("x", -2, 2), Factor.real("y", -1, 3));

  /** Both figures of Rosenbrock's function are 0 at (1, 1), at the end of a bent valley. */
  private static final List<FitTarget> ROSENBROCK = List.of(target("valley", 0), target("end", 0));

  /** Nobody knows where the parameters stand. */
  private static final Optional<List<BigDecimal>> NOWHERE = Optional.empty();

  private static FitTarget target(String name, double value) {
    return new FitTarget(name, value, 1, 1);
  }

  private static Settings settings(int starts, int evaluations) {
    return new Settings(starts, evaluations, 5, 60, 2, 0.01, 1);
  }

  private static Calibration.Simulation of(Function<double[], double[]> figures) {
    return values -> figures.apply(values.stream().mapToDouble(BigDecimal::doubleValue).toArray());
  }

  private static double[] rosenbrock(double[] x) {
    return new double[] {10 * (x[1] - x[0] * x[0]), 1 - x[0]};
  }

  @Test
  void itFindsTheEndOfRosenbrocksValleyFromEachStart() {
    Fit fit =
        new Calibration(PAIR, ROSENBROCK, settings(3, 1800))
            .fit(of(CalibrationTest::rosenbrock), NOWHERE, 2);

    assertThat(fit.best().loss()).isLessThan(1e-8);
    assertThat(fit.best().values().get(0).doubleValue()).isCloseTo(1, within(1e-3));
    assertThat(fit.best().values().get(1).doubleValue()).isCloseTo(1, within(1e-3));
    assertThat(fit.starts())
        .hasSize(3)
        .allSatisfy(start -> assertThat(start.end().loss()).isLessThan(1e-6));
    assertThat(fit.starts().getFirst().from().values()).hasToString("[0, 1]");
    assertThat(fit.profiles())
        .allMatch(each -> each.identification() == Profile.Identification.IDENTIFIED)
        .allMatch(each -> each.bound() == Profile.Bound.INSIDE);
  }

  @Test
  void theNumberOfThreadsChangesNothingAndTheSeedDoes() {
    Settings settings = settings(4, 400);
    Calibration calibration = new Calibration(PAIR, ROSENBROCK, settings);

    Fit fit = calibration.fit(of(CalibrationTest::rosenbrock), NOWHERE, 1);

    assertThat(calibration.fit(of(CalibrationTest::rosenbrock), NOWHERE, 4)).isEqualTo(fit);
    Settings other = new Settings(4, 400, 5, 60, 2, 0.01, 2);
    assertThat(
            new Calibration(PAIR, ROSENBROCK, other)
                .fit(of(CalibrationTest::rosenbrock), NOWHERE, 4))
        .isNotEqualTo(fit);
  }

  @Test
  void theBudgetIsKept() {
    Settings settings = settings(3, 100);

    Fit fit =
        new Calibration(PAIR, ROSENBROCK, settings)
            .fit(of(CalibrationTest::rosenbrock), NOWHERE, 2);

    assertThat(fit.starts()).allMatch(start -> start.evaluations() == 33);
    assertThat(fit.trace()).hasSizeLessThanOrEqualTo(settings.mostEvaluations(2));
    assertThat(settings.mostEvaluations(2)).isEqualTo(1 + 100 + 2 * 5 * 60 + 33);
  }

  @Test
  void aPairOfWhichOnlyTheSumMattersIsNotIdentified() {
    List<Factor> parameters =
        List.of(Factor.real("a", 0, 1), Factor.real("b", 0, 1), Factor.real("c", 0, 1));
    Calibration calibration =
        new Calibration(
            parameters, List.of(target("sum", 10), target("third", 3)), settings(2, 600));

    Fit fit = calibration.fit(of(x -> new double[] {10 * (x[0] + x[1]), 10 * x[2]}), NOWHERE, 2);

    assertThat(fit.best().loss()).isLessThan(1e-6);
    assertThat(fit.profiles())
        .extracting(Profile::text)
        .containsExactly(
            "a is not identified: 5 of 5 points have a fit near the best",
            "b is not identified: 5 of 5 points have a fit near the best",
            "c is identified, as far as was searched: 0 of 5 points have a fit near the best");
  }

  @Test
  void aProfileIsTheLossThatRemainsWhereAParameterIsFixed() {
    // With a fixed, b makes up for the sum, and the second target pulls a to 0.5.
    Calibration calibration =
        new Calibration(
            List.of(Factor.real("a", 0, 1), Factor.real("b", 0, 2)),
            List.of(target("sum", 10), target("a", 5)),
            settings(2, 600));

    Fit fit = calibration.fit(of(x -> new double[] {10 * (x[0] + x[1]), 10 * x[0]}), NOWHERE, 2);

    assertThat(fit.profiles().getFirst().points())
        .extracting(point -> point.value().toPlainString())
        .containsExactly("0", "0.25", "0.5", "0.75", "1");
    assertThat(fit.profiles().getFirst().points())
        .allSatisfy(
            point -> {
              double a = point.value().doubleValue();
              assertThat(point.best().values().getFirst()).isEqualTo(point.value());
              assertThat(point.best().loss()).isCloseTo(100 * (a - 0.5) * (a - 0.5), within(1e-4));
            });
  }

  @Test
  void aParameterThatWouldGoFurtherIsSaidToLieAtItsBound() {
    Calibration calibration =
        new Calibration(
            List.of(Factor.real("a", 0, 1), Factor.real("b", 0.2, 1)),
            List.of(target("a", 15), target("b", -3)),
            settings(2, 600));

    Fit fit = calibration.fit(of(x -> new double[] {10 * x[0], 10 * x[1]}), NOWHERE, 2);

    assertThat(fit.best().values()).hasToString("[1, 0.2]");
    assertThat(fit.best().loss()).isEqualTo(50);
    assertThat(fit.profiles())
        .extracting(Profile::bound)
        .containsExactly(Profile.Bound.HIGH, Profile.Bound.LOW);
    assertThat(fit.profiles().getLast().text()).endsWith("; the best lies at the low bound 0.2");
  }

  @Test
  void anOptimumBesideABoundIsIdentified() {
    // Between the last but one point of the profile, 0.75, and the last.
    assertThat(profile(Factor.real("a", 0, 1), 97, 5).identification())
        .isEqualTo(Profile.Identification.IDENTIFIED);
    assertThat(profile(Factor.real("a", 0, 1), 50, 2).identification())
        .as("both bounds are enough")
        .isEqualTo(Profile.Identification.IDENTIFIED);
    assertThat(profile(Factor.real("a", 0, 1), 100, 5).identification())
        .isEqualTo(Profile.Identification.ONE_SIDED);
  }

  @Test
  void aNumberThatIsZeroOrOneIsIdentifiedWhereOnlyOneOfThemFits() {
    Profile profile = profile(Factor.whole("n", 0, 1), 100, 5);

    assertThat(profile.text())
        .isEqualTo(
            "n is identified, as far as was searched: 1 of 2 points have a fit near the best; the"
                + " best lies at the high bound 1");
  }

  /** The profile of a parameter of which a hundredfold is the only figure. */
  private static Profile profile(Factor parameter, double target, int points) {
    return new Calibration(
            List.of(parameter),
            List.of(target("figure", target)),
            new Settings(1, 100, points, 5, 1, 3.84, 1))
        .fit(of(x -> new double[] {100 * x[0]}), NOWHERE, 1)
        .profiles()
        .getFirst();
  }

  @Test
  void whereTheParametersStandIsAPointThatWasFound() {
    // A hole that no search falls into by itself, and more digits than points of a search have.
    List<BigDecimal> there = List.of(new BigDecimal("1.2345678"), new BigDecimal("2.5"));
    Calibration.Simulation hole =
        values ->
            values.equals(there) ? new double[] {0, 0} : new double[] {10, 10 + values.size()};

    Fit fit = new Calibration(PAIR, ROSENBROCK, settings(2, 40)).fit(hole, Optional.of(there), 2);

    assertThat(fit.best().values()).isEqualTo(there);
    assertThat(fit.best().loss()).isZero();
    assertThat(fit.starts().getFirst().from().values()).hasToString("[1.23457, 2.5]");
  }

  @Test
  void parametersCannotStandOutsideTheirRange() {
    Calibration calibration = new Calibration(PAIR, ROSENBROCK, settings(1, 10));
    List<BigDecimal> outside = List.of(BigDecimal.TEN, new BigDecimal("-7"));

    assertThatThrownBy(
            () -> calibration.fit(of(CalibrationTest::rosenbrock), Optional.of(outside), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x cannot be 10\ny cannot be -7");
  }

  @Test
  void searchesThatEndInDifferentValleysDisagree() {
    // The valley at -1.5 is narrow and deep, and that at 1 is wide.
    Calibration.Simulation valleys =
        of(x -> new double[] {x[0] < -1 ? 20 * (x[0] + 1.5) : 1 + x[0] * x[0], x[1]});
    Calibration.Simulation one = of(x -> new double[] {x[0] - 1, x[1] - 1});

    Fit apart = new Calibration(PAIR, ROSENBROCK, settings(4, 120)).fit(valleys, NOWHERE, 2);
    Fit together = new Calibration(PAIR, ROSENBROCK, settings(4, 1200)).fit(one, NOWHERE, 2);

    assertThat(apart.startsAgree()).isFalse();
    assertThat(together.startsAgree()).isTrue();
  }

  @Test
  void theEnsembleHasAllFitsWithinTheFactorOfTheBestTheBestFirst() {
    // A loss of 1 remains whatever is done.
    Settings settings = new Settings(2, 200, 2, 20, 1.5, 0, 1);
    Calibration calibration =
        new Calibration(
            List.of(Factor.real("a", 0, 1)), List.of(target("a", 5), target("rest", 1)), settings);

    Fit fit = calibration.fit(of(x -> new double[] {10 * x[0], 0}), NOWHERE, 2);

    assertThat(fit.nearLoss()).isEqualTo(1.5 * fit.best().loss());
    assertThat(fit.ensemble().getFirst()).isEqualTo(fit.best());
    assertThat(fit.ensemble())
        .hasSize(
            (int)
                fit.trace().stream()
                    .filter(each -> each.loss() <= fit.nearLoss())
                    .map(Evaluation::values)
                    .distinct()
                    .count())
        .isSortedAccordingTo(Evaluation.BY_LOSS)
        .as("some were tried more than once")
        .hasSizeLessThan(
            (int) fit.trace().stream().filter(each -> each.loss() <= fit.nearLoss()).count());
  }

  @Test
  void aWholeParameterHasAPointForEachOfItsValues() {
    Calibration calibration =
        new Calibration(
            List.of(Factor.whole("n", 1, 3), Factor.real("a", 0, 1)),
            List.of(target("n", 20), target("a", 5)),
            settings(2, 200));

    Fit fit = calibration.fit(of(x -> new double[] {10 * x[0], 10 * x[1]}), NOWHERE, 2);

    assertThat(fit.best().values().getFirst()).hasToString("2");
    assertThat(fit.profiles().getFirst().points())
        .extracting(point -> point.best().values().getFirst().toString())
        .containsExactly("1", "2", "3");
    assertThat(fit.profiles().getFirst().text())
        .isEqualTo(
            "n is identified, as far as was searched: 1 of 3 points have a fit near the best");
  }

  @Test
  void weightsAndScalesSayWhatCounts() {
    Calibration calibration =
        new Calibration(
            List.of(Factor.real("a", 0, 10)),
            List.of(new FitTarget("low", 2, 1, 1), new FitTarget("high", 8, 2, 8)),
            settings(1, 200));

    Fit fit = calibration.fit(of(x -> new double[] {x[0], x[0]}), NOWHERE, 1);

    // The weights of the two squares are 1 and 8 / 4.
    assertThat(fit.best().values().getFirst().doubleValue()).isCloseTo(6, within(1e-3));
    assertThat(fit.best().loss()).isCloseTo(24, within(1e-3));
  }

  @Test
  void figuresThatAreNoNumbersEndTheSearchAndSayForWhichValues() {
    Calibration calibration = new Calibration(PAIR, ROSENBROCK, settings(1, 10));

    assertThatThrownBy(() -> calibration.fit(of(_ -> new double[] {Double.NaN, 1}), NOWHERE, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("with x 0, y 1: figure 0 is NaN");
    assertThatThrownBy(() -> calibration.fit(of(_ -> new double[] {1}), NOWHERE, 1))
        .hasMessage("with x 0, y 1: there must be 2 of figure, not 1");
  }

  @Test
  void allThatIsWrongWithAnInputIsSaid() {
    assertThatThrownBy(() -> new Settings(0, -1, 1, 0, 0.5, -1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .hasLineCount(6);
    assertThatThrownBy(() -> new FitTarget(" ", Double.NaN, 0, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .hasLineCount(4);
    assertThatThrownBy(() -> new Calibration(PAIR, List.of(), settings(1, 1)))
        .hasMessage("there must be a target");
  }
}
