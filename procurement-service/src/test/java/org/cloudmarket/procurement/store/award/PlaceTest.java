package org.cloudmarket.procurement.store.award;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cloudmarket.model.market.Months;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {

  private static final int MONTH = Months.parse("2021-09");

  @ParameterizedTest
  @ValueSource(strings = {"2021-09-3-1042", "2021-09-0-0", "2021-09"})
  void itIsReadAsItIsWritten(String text) {
    assertThat(Place.parse(text)).map(Place::text).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "2021",
        "2021-13",
        "2021-09-",
        "2021-09-3",
        "2021-09-3--1",
        "2021-09-3-x",
        "2021-09-3-1042-1",
        "2021-09-3-9999999999999999999"
      })
  void whatIsNoneIsRefused(String text) {
    assertThat(Place.parse(text)).isEmpty();
  }

  @Test
  void monthsComeFirstThenShardsThenPositions() {
    assertThat(
            List.of(
                Place.behind(MONTH - 1),
                new Place(MONTH, 0, 7),
                new Place(MONTH, 0, 8),
                new Place(MONTH, 1, 3),
                Place.behind(MONTH),
                new Place(MONTH + 1, 0, 1)))
        .isSorted();
  }
}
