package org.cloudmarket.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {

  @Test
  void ticksAreRoundAndHoldBothEnds() {
    assertThat(Axis.around(-0.03, 0.77, 4, 1).ticks().toArray())
        .containsExactly(new double[] {-0.2, 0, 0.2, 0.4, 0.6, 0.8}, within(1e-12));
  }

  @Test
  void ticksAreRoundInTheUnitThatIsShown() {
    Axis billions = Axis.around(0, 3.7e11, 4, 1e11);

    assertThat(billions.step()).isEqualTo(1e11);
  }

  @ParameterizedTest
  @CsvSource({"5, 5", "0, 0", "-1e-7, 1e-7", "-3, 4e12", "0.999999, 1"})
  void everyValueLiesBetweenTheFirstTickAndTheLast(double low, double high) {
    Axis axis = Axis.around(low, high, 4, 1);

    assertThat(axis.place(low)).isBetween(-1e-6, 1 + 1e-6);
    assertThat(axis.place(high)).isBetween(-1e-6, 1 + 1e-6);
    assertThat(axis.place(axis.last())).isCloseTo(1, within(1e-9));
    assertThat(axis.ticks().count()).isBetween(2L, 7L);
  }
}
