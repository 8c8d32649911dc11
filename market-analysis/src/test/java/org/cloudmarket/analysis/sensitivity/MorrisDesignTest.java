package org.cloudmarket.analysis.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cloudmarket.analysis.statistics.Estimate;
import org.junit.jupiter.api.Test;

class MorrisDesignTest {

  @Test
  void aLinearOutcomeHasItsSlopesForEffectsEverywhere() {
    MorrisDesign design = new MorrisDesign(Functions.factors(3, 10, 14), 6, 4, 1);

    MorrisResult result =
        design.analyse(Functions.outcomes(design.points(), x -> 3 * x[0] - 2 * x[1]));

    // Per whole range, which is 4.
    assertEffects(result.effects().get(0), 12, 12);
    assertEffects(result.effects().get(1), -8, 8);
    assertThat(result.effects().get(2))
        .isEqualTo(
            new MorrisResult.Effects(
                Factor.real("x3", 10, 14), Estimate.ZERO, Estimate.ZERO, Estimate.ZERO));
  }

  private static void assertEffects(MorrisResult.Effects effects, double mean, double size) {
    assertThat(effects.mean().value()).isCloseTo(mean, within(1e-3));
    assertThat(effects.meanSize().value()).isCloseTo(size, within(1e-3));
    assertThat(effects.deviation().value()).isCloseTo(0, within(1e-3));
  }

  @Test
  void anEffectThatChangesItsSignHasASizeAndADeviationButNoMean() {
    // Each factor has the other for its effect: -1, -1/3, 1/3 and 1 on the grid, times 2.
    MorrisDesign design = new MorrisDesign(Functions.factors(2, -1, 1), 400, 4, 1);

    MorrisResult result = design.analyse(Functions.outcomes(design.points(), x -> x[0] * x[1]));

    assertThat(result.effects())
        .allSatisfy(
            each -> {
              assertThat(each.mean().value()).isCloseTo(0, within(0.15));
              assertThat(each.meanSize().value()).isCloseTo(4.0 / 3, within(0.1));
              assertThat(each.deviation().value()).isCloseTo(Math.sqrt(20.0 / 9), within(0.1));
            });
  }

  @Test
  void intervalsHoldTheTrueEffectsAsOftenAsTheySay() {
    List<MorrisResult.Effects> all =
        IntStream.range(0, 200)
            .mapToObj(
                seed -> {
                  MorrisDesign design = new MorrisDesign(Functions.factors(2, -1, 1), 20, 4, seed);
                  return design.analyse(Functions.outcomes(design.points(), x -> x[0] * x[1]));
                })
            .flatMap(result -> result.effects().stream())
            .toList();

    assertThat(held(all.stream().map(MorrisResult.Effects::mean).toList(), 0)).isBetween(0.9, 0.98);
    assertThat(held(all.stream().map(MorrisResult.Effects::meanSize).toList(), 4.0 / 3))
        .isBetween(0.9, 0.98);
    assertThat(
            held(all.stream().map(MorrisResult.Effects::deviation).toList(), Math.sqrt(20.0 / 9)))
        .isBetween(0.85, 0.98);
  }

  private static double held(List<Estimate> estimates, double known) {
    return (double) estimates.stream().filter(e -> e.low() <= known && e.high() >= known).count()
        / estimates.size();
  }

  @Test
  void aTrajectoryChangesEachFactorOnceAndStaysOnTheGrid() {
    MorrisDesign design = new MorrisDesign(Functions.factors(4, 0, 3), 25, 4, 9);

    List<List<BigDecimal>> points = design.points();

    assertThat(points).hasSize(25 * 5);
    Set<String> levels =
        points.stream().flatMap(List::stream).map(Object::toString).collect(Collectors.toSet());
    assertThat(levels).containsExactlyInAnyOrder("0", "1", "2", "3");
    for (int t = 0; t < 25; t++) {
      List<List<BigDecimal>> trajectory = points.subList(5 * t, 5 * t + 5);
      assertThat(
              IntStream.range(0, 4)
                  .map(step -> changed(trajectory.get(step), trajectory.get(step + 1))))
          .containsExactlyInAnyOrder(0, 1, 2, 3);
    }
  }

  /** The one factor that differs, by two of the three steps of the grid. */
  private static int changed(List<BigDecimal> before, List<BigDecimal> after) {
    int[] all =
        IntStream.range(0, before.size())
            .filter(i -> before.get(i).compareTo(after.get(i)) != 0)
            .toArray();
    assertThat(all).hasSize(1);
    assertThat(after.get(all[0]).subtract(before.get(all[0])).abs()).hasToString("2");
    return all[0];
  }

  @Test
  void aSwitchIsThrownInEachTrajectory() {
    MorrisDesign design = new MorrisDesign(List.of(Factor.whole("switch", 0, 1)), 10, 4, 1);

    MorrisResult result = design.analyse(Functions.outcomes(design.points(), x -> 2 * x[0]));

    assertThat(result.effects().getFirst().mean().value()).isCloseTo(3, within(1e-12));
  }

  @Test
  void aSeedAlwaysGivesTheSamePointsAndAnotherOthers() {
    List<Factor> factors = Functions.factors(5, 0, 1);

    List<List<BigDecimal>> points = new MorrisDesign(factors, 10, 4, 7).points();

    assertThat(new MorrisDesign(factors, 10, 4, 7).points()).isEqualTo(points);
    assertThat(new MorrisDesign(factors, 10, 4, 8).points()).isNotEqualTo(points);
  }

  @Test
  void anOutcomeThatNeverVariesHasNoEffectsAndAReason() {
    MorrisDesign design = new MorrisDesign(Functions.factors(2, 0, 1), 3, 4, 1);

    MorrisResult result = design.analyse(Functions.outcomes(design.points(), _ -> 5));

    assertThat(result.effects())
        .allMatch(
            each ->
                List.of(each.mean(), each.meanSize(), each.deviation()).stream()
                    .allMatch(Estimate.ZERO::equals));
    assertThat(result.reason()).isEqualTo("the outcome is the same at all points");
  }

  @Test
  void allThatIsWrongIsSaid() {
    assertThatThrownBy(() -> new MorrisDesign(Functions.factors(2, 0, 1), 1, 3, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            """
            there must be 2 trajectories at least, not 1
            the number of levels must be even and 2 at least, not 3""");
    MorrisDesign design = new MorrisDesign(Functions.factors(1, 0, 1), 2, 2, 1);
    double[] outcomes = new double[5];
    Arrays.fill(outcomes, 1, 3, Double.NaN);
    assertThatThrownBy(() -> design.analyse(outcomes))
        .hasMessage(
            """
            there must be 4 of outcome, not 5
            outcome 1 is NaN
            outcome 2 is NaN""");
  }
}
