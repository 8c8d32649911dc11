package org.cloudmarket.analysis.validation;

import java.util.List;
import java.util.stream.Stream;

/** All rows of the scorecard, theme by theme. */
final class Rows {

  private Rows() {}

  static List<Row> all() {
    return Stream.of(
            NationalRows.all(),
            ConductRows.all(),
            BidderRows.all(),
            PreferenceRows.all(),
            SetAsideRows.all(),
            IncumbentRows.all(),
            EuropeRows.all())
        .flatMap(List::stream)
        .toList();
  }
}
