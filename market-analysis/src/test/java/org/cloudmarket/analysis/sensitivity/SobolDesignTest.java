package org.cloudmarket.analysis.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.cloudmarket.analysis.statistics.Estimate;
import org.junit.jupiter.api.Test;

class SobolDesignTest {

  private static final double[] ISHIGAMI_FIRST = {0.3139, 0.4424, 0};
  private static final double[] ISHIGAMI_TOTAL = {0.5576, 0.4424, 0.2437};

  @Test
  void theIndicesOfIshigamiAreThosePublished() {
    SobolResult result = ishigami(4096, 1);

    assertThat(result.mean()).isCloseTo(3.5, within(0.01));
    assertThat(result.variance()).isCloseTo(13.8446, within(0.05));
    assertClose(result, ISHIGAMI_FIRST, ISHIGAMI_TOTAL, 0.005);
    assertThat(result.reason()).isEmpty();
  }

  @Test
  void theIndicesOfSobolsGAreThosePublished() {
    assertClose(g(4096), gFirst(), gTotal(), 0.005);
    assertThat(gFirst()[0]).isCloseTo(0.7163, within(1e-4));
    assertThat(gTotal()[0]).isCloseTo(0.7872, within(1e-4));
  }

  @Test
  void intervalsHoldTheKnownIndices() {
    assertHeld(ishigami(512, 1), ISHIGAMI_FIRST, ISHIGAMI_TOTAL, 0.3);
    assertHeld(g(512), gFirst(), gTotal(), 0.25);
  }

  @Test
  void anotherUnitOfTheOutcomeChangesNoIndex() {
    SobolDesign design = new SobolDesign(Functions.factors(3, -3.14159, 3.14159), 256, 1);
    double[] outcomes = Functions.outcomes(design.points(), Functions::ishigami);

    SobolResult result = design.analyse(outcomes);
    SobolResult moved = design.analyse(Arrays.stream(outcomes).map(y -> 1e6 - 5 * y).toArray());

    for (int i = 0; i < 3; i++) {
      assertThat(moved.indices().get(i).first().value())
          .isCloseTo(result.indices().get(i).first().value(), within(1e-8));
      assertThat(moved.indices().get(i).total().high())
          .isCloseTo(result.indices().get(i).total().high(), within(1e-8));
    }
  }

  @Test
  void aFactorThatChangesNothingHasNoShare() {
    SobolDesign design = new SobolDesign(Functions.factors(3, 0, 1), 64, 1);

    SobolResult result =
        design.analyse(Functions.outcomes(design.points(), x -> x[0] + x[0] * x[2]));

    assertThat(result.indices().get(1))
        .isEqualTo(new SobolResult.Indices(Factor.real("x2", 0, 1), Estimate.ZERO, Estimate.ZERO));
  }

  @Test
  void anOutcomeThatNeverVariesHasIndicesOfZeroAndAReason() {
    SobolDesign design = new SobolDesign(Functions.factors(2, 0, 1), 8, 1);

    SobolResult result = design.analyse(Functions.outcomes(design.points(), _ -> 0.1));

    assertThat(result.mean()).isEqualTo(0.1);
    assertThat(result.variance()).isZero();
    assertThat(result.indices())
        .allMatch(each -> each.first().equals(Estimate.ZERO) && each.total().equals(Estimate.ZERO));
    assertThat(result.reason()).contains("no variance");
  }

  @Test
  void anOutcomeThatVariesInOneRowOnlyHasNumbersForIndices() {
    SobolDesign design = new SobolDesign(Functions.factors(2, 0, 1), 8, 1);
    double[] outcomes = new double[32];
    outcomes[3] = 1;

    assertThat(design.analyse(outcomes).indices())
        .allSatisfy(
            each -> {
              assertThat(each.first().low()).isFinite();
              assertThat(each.total().high()).isFinite();
            });
  }

  @Test
  void theDesignIsAlwaysTheSameAndLeavesOutTheOrigin() {
    List<List<BigDecimal>> points = new SobolDesign(Functions.factors(2, 0, 1), 4, 1).points();

    // A, B, then A with the first column of B, then with the second.
    assertThat(points)
        .hasToString(
            "[[0.5, 0.5], [0.75, 0.25], [0.25, 0.75], [0.375, 0.375],"
                + " [0.5, 0.5], [0.25, 0.25], [0.75, 0.75], [0.625, 0.875],"
                + " [0.5, 0.5], [0.25, 0.25], [0.75, 0.75], [0.625, 0.375],"
                + " [0.5, 0.5], [0.75, 0.25], [0.25, 0.75], [0.375, 0.875]]");
  }

  @Test
  void allOutcomesThatAreNotNumbersAreNamed() {
    SobolDesign design = new SobolDesign(Functions.factors(1, 0, 1), 2, 1);
    double[] outcomes = {0, Double.NaN, 1, 2, Double.NEGATIVE_INFINITY, 3};

    assertThatThrownBy(() -> design.analyse(outcomes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("outcome 1 is NaN\noutcome 4 is -Infinity");
  }

  private static SobolResult ishigami(int rows, long seed) {
    SobolDesign design = new SobolDesign(Functions.factors(3, -3.14159, 3.14159), rows, seed);
    return design.analyse(Functions.outcomes(design.points(), Functions::ishigami));
  }

  private static SobolResult g(int rows) {
    SobolDesign design = new SobolDesign(Functions.factors(Functions.A.length, 0, 1), rows, 1);
    return design.analyse(Functions.outcomes(design.points(), Functions::g));
  }

  private static double gPart(double a) {
    return 1 / (3 * (1 + a) * (1 + a));
  }

  private static double gVariance() {
    return Arrays.stream(Functions.A).map(a -> 1 + gPart(a)).reduce(1, (x, y) -> x * y) - 1;
  }

  private static double[] gFirst() {
    return Arrays.stream(Functions.A).map(a -> gPart(a) / gVariance()).toArray();
  }

  private static double[] gTotal() {
    return Arrays.stream(Functions.A)
        .map(a -> gPart(a) * (gVariance() + 1) / (1 + gPart(a)) / gVariance())
        .toArray();
  }

  private static void assertClose(
      SobolResult result, double[] first, double[] total, double tolerance) {
    for (int i = 0; i < first.length; i++) {
      SobolResult.Indices indices = result.indices().get(i);
      assertThat(indices.first().value())
          .as("first order of %s", indices.factor().name())
          .isCloseTo(first[i], within(tolerance));
      assertThat(indices.total().value())
          .as("total order of %s", indices.factor().name())
          .isCloseTo(total[i], within(tolerance));
    }
  }

  private static void assertHeld(
      SobolResult result, double[] first, double[] total, double widest) {
    List<SobolResult.Indices> indices = result.indices();
    IntStream.range(0, first.length)
        .forEach(
            i -> {
              assertHeld(indices.get(i).first(), first[i], widest);
              assertHeld(indices.get(i).total(), total[i], widest);
            });
  }

  private static void assertHeld(Estimate estimate, double known, double widest) {
    assertThat(known).isBetween(estimate.low(), estimate.high());
    assertThat(estimate.high() - estimate.low()).isLessThan(widest);
  }
}
