package org.cloudmarket.analysis.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IntervalTest {

  @Test
  void theIntervalIsThatOfStudentsT() {
    // Mean 3, deviation sqrt(2.5), and t of 4 degrees of freedom is 2.776445.
    Interval interval = Interval.of(new double[] {1, 2, 3, 4, 5});

    assertThat(interval.mean()).isEqualTo(3);
    assertThat(interval.high() - interval.mean())
        .isCloseTo(2.776445 * Math.sqrt(2.5 / 5), within(1e-5));
    assertThat(interval.mean() - interval.low())
        .isCloseTo(interval.high() - interval.mean(), within(1e-5));
  }

  @Test
  void oneSeedHasNoWidth() {
    assertThat(Interval.of(new double[] {7})).isEqualTo(new Interval(7, 7, 7));
  }

  @Test
  void equalSeedsHaveNoWidth() {
    assertThat(Interval.of(new double[] {7, 7, 7})).isEqualTo(new Interval(7, 7, 7));
  }
}
