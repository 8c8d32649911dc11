package org.cloudmarket.analysis.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.cloudmarket.analysis.statistics.Estimate;
import org.junit.jupiter.api.Test;

class ExactDesignTest {

  @Test
  void thePlayerWithTheLeftGloveGetsTwoThirdsAndTheTwoWithARightOneASixthEach() {
    ShapleyDesign design = ShapleyDesign.exact(3);
    double[][] values = Game.values(design, 2, c -> (c & 0b001) != 0 && (c & 0b110) != 0 ? 1 : 0);

    Attribution attribution = design.attribute(values);

    assertThat(attribution.whole()).isEqualTo(new Estimate(1, 1, 1));
    assertThat(attribution.shares().get(0).value()).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(attribution.shares().get(1).value()).isCloseTo(1.0 / 6, within(1e-12));
    assertThat(attribution.shares().get(2)).isEqualTo(attribution.shares().get(1));
    assertThat(attribution.interplays())
        .containsExactly(
            new Attribution.Interplay(0, 1, new Estimate(0.5, 0.5, 0.5)),
            new Attribution.Interplay(0, 2, new Estimate(0.5, 0.5, 0.5)),
            new Attribution.Interplay(1, 2, new Estimate(-0.5, -0.5, -0.5)));
  }

  @Test
  void anInterplayOfFourCountsLittleBetweenTwo() {
    // Only all four together have a value: the weight of S = the other two is 0! 2! / 3!.
    ShapleyDesign design = ShapleyDesign.exact(4);

    Attribution attribution = design.attribute(Game.values(design, 1, c -> c == 0b1111 ? 1 : 0));

    assertThat(attribution.interplays()).hasSize(6);
    assertThat(attribution.interplays())
        .allSatisfy(each -> assertThat(each.index().value()).isCloseTo(1.0 / 3, within(1e-12)));
  }

  @Test
  void sharesAddUpToTheWholeInEachReplication() {
    ShapleyDesign design = ShapleyDesign.exact(8);
    double[][] values = Game.random(design, 3);

    double[][] shares = design.byReplication(values);

    for (int r = 0; r < 3; r++) {
      int replication = r;
      double sum = Arrays.stream(shares).mapToDouble(share -> share[replication]).sum();
      assertThat(sum).isCloseTo(values[255][r] - values[0][r], within(1e-9));
    }
  }

  @Test
  void aPlayerThatChangesNothingGetsExactlyNothing() {
    ShapleyDesign design = ShapleyDesign.exact(5);

    Attribution attribution =
        design.attribute(Game.values(design, 4, c -> Game.chance(c & ~0b00100)));

    assertThat(attribution.shares().get(2)).isEqualTo(Estimate.ZERO);
    assertThat(attribution.interplays())
        .filteredOn(each -> each.first() == 2 || each.second() == 2)
        .hasSize(4)
        .allMatch(each -> each.index().equals(Estimate.ZERO));
  }

  @Test
  void twoPlayersThatAreAlikeGetExactlyTheSame() {
    ShapleyDesign design = ShapleyDesign.exact(8);
    // Players 0 and 7 count by their number only.
    Attribution attribution =
        design.attribute(
            Game.values(
                design,
                1,
                c -> Game.chance((c & 0b01111110) + 1000L * Long.bitCount(c & 0b10000001))));

    assertThat(attribution.shares().get(7)).isEqualTo(attribution.shares().get(0));
  }

  @Test
  void playersWhoseEffectsOnlyAddHaveNoInterplay() {
    ShapleyDesign design = ShapleyDesign.exact(4);

    Attribution attribution =
        design.attribute(Game.values(design, 2, c -> 10 + (c & 1) + 4 * (c >> 1 & 1) - (c >> 3)));

    assertThat(attribution.shares())
        .extracting(Estimate::value)
        .containsExactly(1.0, 4.0, 0.0, -1.0);
    assertThat(attribution.interplays()).allMatch(each -> each.index().equals(Estimate.ZERO));
  }

  @Test
  void intervalsAreThoseOfReplications() {
    double[][] values = {{0, 0, 0, 0, 0}, {1, 2, 3, 4, 5}};

    Attribution attribution = ShapleyDesign.exact(1).attribute(values);

    Estimate expected = Estimate.ofMean(new double[] {1, 2, 3, 4, 5});
    assertThat(attribution).isEqualTo(new Attribution(expected, List.of(expected), List.of()));
  }

  @Test
  void allValuesThatAreNotNumbersAreNamed() {
    double[][] values = {{0, 0}, {1, Double.NaN}, {1, 1}, {Double.POSITIVE_INFINITY}};

    assertThatThrownBy(() -> ShapleyDesign.exact(2).attribute(values))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            """
            coalition 1 value 1 is NaN
            there must be 2 of coalition 11 value, not 1
            coalition 11 value 0 is Infinity""");
  }

  @Test
  void nineDoNotFitIntoAnExactDesign() {
    assertThatThrownBy(() -> ShapleyDesign.exact(9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an exact design has 1 to 8 players, not 9");
  }
}
