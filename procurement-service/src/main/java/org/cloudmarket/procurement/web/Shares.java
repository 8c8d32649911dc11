package org.cloudmarket.procurement.web;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * Shares of spend by month.
 *
 * @param by what they are split by
 * @param of which spend
 * @param series for each id, a fraction 0..1 a month; each month's add up to 1, or to 0 where
 *     nothing was spent
 */
record Shares(String by, String of, List<String> months, SortedMap<String, double[]> series) {

  /** A header, then a line a month: the month, and a fraction an id. */
  String csv() {
    StringBuilder csv = new StringBuilder("month");
    series.keySet().forEach(id -> csv.append(',').append(id));
    csv.append("\r\n");
    for (int t = 0; t < months.size(); t++) {
      int month = t;
      csv.append(months.get(t)).append(',');
      csv.append(
          series.values().stream()
              .map(values -> String.format(Locale.ROOT, "%.6f", values[month]))
              .collect(Collectors.joining(",")));
      csv.append("\r\n");
    }
    return csv.toString();
  }
}
