package org.cloudmarket.model.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PolicySetTest {

  private static List<Integer> places(long set) {
    List<Integer> places = new ArrayList<>();
    for (int i = PolicySet.first(set); i != PolicySet.END; i = PolicySet.next(set, i)) {
      places.add(i);
    }
    return places;
  }

  @Test
  void theFirstAndTheLastPlaceAreGoneThrough() {
    long ends = PolicySet.of(0) | PolicySet.of(63);

    assertThat(places(PolicySet.NONE)).isEmpty();
    assertThat(places(ends)).containsExactly(0, 63);
    assertThat(places(PolicySet.without(ends, 63))).containsExactly(0);
    assertThat(places(PolicySet.of(64, _ -> true))).hasSize(64);
  }

  @Test
  void aSetHoldsWhatWasPutIn() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 1_000; i++) {
      long set = random.nextLong();
      int place = random.nextInt(64);
      BitSet known = BitSet.valueOf(new long[] {set});

      assertThat(places(set)).isEqualTo(known.stream().boxed().toList());
      assertThat(PolicySet.size(set)).isEqualTo(known.cardinality());
      assertThat(PolicySet.contains(set, place)).isEqualTo(known.get(place));
      assertThat(PolicySet.of(64, known::get)).isEqualTo(set);
      assertThat(PolicySet.contains(PolicySet.with(set, place), place)).isTrue();
      assertThat(PolicySet.contains(PolicySet.without(set, place), place)).isFalse();
    }
  }
}
