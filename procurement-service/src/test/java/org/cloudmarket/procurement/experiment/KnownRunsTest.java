package org.cloudmarket.procurement.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cloudmarket.analysis.outcome.Measured;
import org.junit.jupiter.api.Test;

class KnownRunsTest {

  /** Of three numbers: two months and the period. */
  private static final Measured RUN =
      new Measured("00", List.of(new double[] {1, 2}), List.of(1.5));

  private final KnownRuns known = new KnownRuns(6);

  private static KnownRuns.Key key(long seed) {
    return new KnownRuns.Key("market", seed, List.of());
  }

  @Test
  void whatWasAskedForLongestAgoGoesFirst() {
    known.add(key(1), RUN);
    known.add(key(2), RUN);
    assertThat(known.find(key(1))).isPresent();

    known.add(key(3), RUN);

    assertThat(known.find(key(1))).isPresent();
    assertThat(known.find(key(2))).isEmpty();
    assertThat(known.find(key(3))).isPresent();
  }

  @Test
  void whatIsAddedAgainTakesNoMoreRoom() {
    known.add(key(1), RUN);
    known.add(key(1), RUN);
    known.add(key(2), RUN);

    assertThat(known.find(key(1))).isPresent();
  }
}
