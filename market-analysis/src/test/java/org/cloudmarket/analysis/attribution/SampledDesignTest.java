package org.cloudmarket.analysis.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.cloudmarket.analysis.statistics.Estimate;
import org.junit.jupiter.api.Test;

class SampledDesignTest {

  @Test
  void eachCoalitionIsAskedForOnceAndAmongThemNobodyAndAll() {
    long[] coalitions = ShapleyDesign.sampled(12, 40, 1).coalitions();

    assertThat(coalitions).doesNotHaveDuplicates().contains(0, 4095);
    assertThat(coalitions.length).isLessThanOrEqualTo(2 + 40 * 2 * 11);
  }

  @Test
  void morePairsAskForMoreAndNothingElse() {
    assertThat(ShapleyDesign.sampled(12, 9, 1).coalitions())
        .startsWith(ShapleyDesign.sampled(12, 5, 1).coalitions());
  }

  @Test
  void anotherSeedAsksForOthers() {
    assertThat(ShapleyDesign.sampled(12, 5, 2).coalitions())
        .isNotEqualTo(ShapleyDesign.sampled(12, 5, 1).coalitions());
  }

  /** No release of Java may change it: what has been evaluated would be lost. */
  @Test
  void theOrderOfASeedIsAlwaysTheSame() {
    assertThat(ShapleyDesign.sampled(5, 2, 1).coalitions())
        .containsExactly(0, 31, 16, 15, 24, 7, 26, 5, 27, 4, 8, 23, 9, 22, 11, 20);
  }

  @Test
  void sixtyThreePlayersHaveABitEach() {
    ShapleyDesign design = ShapleyDesign.sampled(63, 2, 1);

    Attribution attribution = design.attribute(Game.values(design, 1, Long::bitCount));

    assertThat(attribution.whole().value()).isEqualTo(63);
    assertThat(attribution.shares()).hasSize(63).allMatch(new Estimate(1, 1, 1)::equals);
  }

  /** In an order and its reverse, each of two comes first once. A pair that is none would miss. */
  @Test
  void aPairOfOrdersIsExactWherePlayersActTogetherInTwosOnly() {
    ShapleyDesign design = ShapleyDesign.sampled(10, 2, 3);

    Attribution attribution =
        design.attribute(
            Game.values(
                design, 1, c -> ((c & 0b11) == 0b11 ? 8 : 0) + ((c & 0b110) == 0b110 ? -2 : 0)));

    assertThat(attribution.shares().subList(0, 4))
        .containsExactly(
            new Estimate(4, 4, 4), new Estimate(3, 3, 3), new Estimate(-1, -1, -1), Estimate.ZERO);
  }

  @Test
  void sharesAddUpToTheWholeInEachReplication() {
    ShapleyDesign design = ShapleyDesign.sampled(20, 15, 1);
    double[][] values = Game.random(design, 3);

    double[][] shares = design.byReplication(values);

    for (int r = 0; r < 3; r++) {
      int replication = r;
      double sum = Arrays.stream(shares).mapToDouble(share -> share[replication]).sum();
      assertThat(sum).isCloseTo(values[1][r] - values[0][r], within(1e-9));
    }
  }

  @Test
  void aPlayerThatChangesNothingGetsExactlyNothing() {
    ShapleyDesign design = ShapleyDesign.sampled(12, 10, 1);

    Attribution attribution =
        design.attribute(Game.values(design, 4, c -> Game.chance(c & ~0b00100)));

    assertThat(attribution.shares().get(2)).isEqualTo(Estimate.ZERO);
    assertThat(attribution.shares().get(3)).isNotEqualTo(Estimate.ZERO);
    assertThat(attribution.interplays()).isEmpty();
  }

  @Test
  void intervalsHoldWhatAllCoalitionsGive() {
    ShapleyDesign exact = ShapleyDesign.exact(7);
    List<Estimate> truth =
        exact.attribute(Game.values(exact, 1, SampledDesignTest::curved)).shares();
    long held =
        IntStream.range(0, 100)
            .mapToLong(
                seed -> {
                  ShapleyDesign design = ShapleyDesign.sampled(7, 10, seed);
                  List<Estimate> shares =
                      design.attribute(Game.values(design, 1, SampledDesignTest::curved)).shares();
                  return IntStream.range(0, 7)
                      .filter(
                          i ->
                              shares.get(i).low() <= truth.get(i).value()
                                  && shares.get(i).high() >= truth.get(i).value())
                      .count();
                })
            .sum();

    assertThat(held / 700.0).isBetween(0.92, 0.98);
  }

  private static double curved(long coalition) {
    return Game.chance(coalition) + Math.pow(Long.bitCount(coalition), 3) / 30;
  }

  @Test
  void anIntervalIsNoNarrowerThanTheNoiseOfReplications() {
    ShapleyDesign design = ShapleyDesign.sampled(9, 200, 1);
    double[] luck = {1, 2, 3, 4, 5};
    double[][] values =
        Arrays.stream(design.coalitions())
            .mapToObj(c -> Arrays.stream(luck).map(each -> (c & 1) * each).toArray())
            .toArray(double[][]::new);

    Attribution attribution = design.attribute(values);

    assertThat(attribution.shares().getFirst()).isEqualTo(Estimate.ofMean(luck));
  }

  @Test
  void allThatIsWrongWithADesignIsSaid() {
    assertThatThrownBy(() -> ShapleyDesign.sampled(64, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            """
            a sampled design has 2 to 63 players, not 64
            a sampled design needs 2 pairs of orders at least, not 1""");
  }
}
