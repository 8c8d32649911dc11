package org.cloudmarket.model.population;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.random.Draws;
import org.junit.jupiter.api.Test;

class BuyerIdsTest {

  private static final int[] NUMBERS = {
    1,
    2,
    9,
    10,
    11,
    12,
    19,
    99,
    100,
    101,
    112,
    999,
    1_000,
    12_345,
    999_999,
    1_000_000,
    999_999_999,
    Integer.MAX_VALUE
  };

  private static List<Long> sortable() {
    List<Long> all = new ArrayList<>();
    for (Segment segment : Segment.values()) {
      for (int number : NUMBERS) {
        all.add(BuyerIds.sortable(segment, number));
        all.add(BuyerIds.sortable(segment, -number));
      }
    }
    return all;
  }

  @Test
  void sortableNumbersStandInTheOrderOfTheIds() {
    List<String> ids = sortable().stream().sorted().map(BuyerIds::id).toList();

    assertThat(ids).isSorted().doesNotHaveDuplicates().contains("bank-12", "bank-new-112");
  }

  @Test
  void aSortableNumberGivesBackWhatItIsOf() {
    for (Segment segment : Segment.values()) {
      for (int number : NUMBERS) {
        for (int each : new int[] {number, -number}) {
          long sortable = BuyerIds.sortable(segment, each);
          assertThat(BuyerIds.segment(sortable)).isEqualTo(segment);
          assertThat(BuyerIds.number(sortable)).isEqualTo(each);
          assertThat(BuyerIds.id(sortable)).isEqualTo(BuyerIds.id(segment, each));
        }
      }
    }
  }

  @Test
  void theHashIsThatOfTheIdAsText() {
    for (int number : NUMBERS) {
      for (int each : new int[] {number, -number}) {
        assertThat(BuyerIds.hash(Segment.BANK, each))
            .isEqualTo(Draws.hash(BuyerIds.id(Segment.BANK, each)));
      }
    }
  }
}
