package org.cloudmarket.model.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DrawsTest {

  @Test
  void drawsAreUniform() {
    int[] tenths = new int[10];
    for (long entity = 0; entity < 100_000; entity++) {
      tenths[Draws.below(Draws.with(Draws.stem(1, Purpose.INTEREST), entity), 10)]++;
    }
    // Pearson's chi squared with 9 degrees of freedom: below 27.9 in 999 of 1,000 samples; the
    // sample is fixed.
    double chiSquared =
        Arrays.stream(tenths).mapToDouble(n -> (n - 10_000.0) * (n - 10_000.0) / 10_000).sum();
    assertThat(chiSquared).isLessThan(27.9);
  }

  @Test
  void normalDrawsHaveMeanZeroAndDeviationOne() {
    double[] draws =
        LongStream.range(0, 100_000)
            .mapToDouble(
                entity ->
                    Draws.normalPpm(Draws.with(Draws.stem(1, Purpose.BID_NOISE), entity)) / 1e6)
            .toArray();
    double mean = Arrays.stream(draws).average().orElseThrow();
    double variance =
        Arrays.stream(draws).map(x -> (x - mean) * (x - mean)).average().orElseThrow();

    assertThat(mean).isCloseTo(0, within(0.01));
    assertThat(variance).isCloseTo(1, within(0.02));
  }

  @Test
  void quantilesAreThoseOfTheTables() {
    assertThat(Normal.quantile(0.975)).isCloseTo(1.959963984540054, within(1e-12));
    assertThat(Normal.quantile(0.5)).isZero();
    assertThat(Normal.quantile(1e-10)).isCloseTo(-6.361340902404056, within(1e-9));
    assertThatThrownBy(() -> Normal.quantile(1)).hasMessageContaining("between 0 and 1");
  }

  @Test
  void purposesHaveStreamsOfTheirOwn() {
    assertThat(Arrays.stream(Purpose.values()).map(Purpose::code)).doesNotHaveDuplicates();
    assertThat(Draws.stem(1, Purpose.ENTRY)).isNotEqualTo(Draws.stem(1, Purpose.EXPOSURE));
  }

  @Test
  void aKeyDependsOnTheBytesOfAnIdOnly() {
    assertThat(Draws.key("tianjin")).isEqualTo(Draws.key(new String("tianjin".toCharArray())));
    assertThat(Draws.key("tianjin")).isNotEqualTo(Draws.key("nantong"));
    assertThat(Draws.key("天津")).isNotEqualTo(Draws.key("南通"));
  }

  @Test
  void aDigestIsASumInAnyOrderAndAChainInItsOwn() {
    Digest one = new Digest.Builder().add(1).build();
    Digest two = new Digest.Builder().add(2).build();

    assertThat(one.plus(two)).isEqualTo(two.plus(one)).isNotEqualTo(one);
    assertThat(new Digest(0, -1).plus(new Digest(0, 1))).isEqualTo(new Digest(1, 0));
    assertThat(Digest.ZERO.chain(1, one).chain(2, two))
        .isNotEqualTo(Digest.ZERO.chain(1, two).chain(2, one));
    assertThat(Digest.parse(one.hex())).isEqualTo(one);
    assertThatThrownBy(() -> Digest.parse("abc")).hasMessageContaining("32 hexadecimal digits");
  }
}
