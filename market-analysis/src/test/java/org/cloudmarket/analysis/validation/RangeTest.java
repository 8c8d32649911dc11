package org.cloudmarket.analysis.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RangeTest {

  @Test
  void boundsAreInside() {
    Range range = Range.of(3.5, 3.8);

    assertThat(range.has(3.5)).isTrue();
    assertThat(range.has(3.8)).isTrue();
    assertThat(range.has(3.49)).isFalse();
    assertThat(range.has(3.81)).isFalse();
    assertThat(range.text()).isEqualTo("3.5 to 3.8");
  }

  @Test
  void noEffectIsNoSign() {
    assertThat(Range.above(0).has(0)).isFalse();
    assertThat(Range.above(0).has(0.001)).isTrue();
    assertThat(Range.above(0).has(-1)).isFalse();
    assertThat(Range.above(0).text()).isEqualTo("above 0");
  }
}
