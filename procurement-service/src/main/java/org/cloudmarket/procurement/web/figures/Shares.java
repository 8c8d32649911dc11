package org.cloudmarket.procurement.web.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.cloudmarket.frame.web.Table;
import org.cloudmarket.frame.web.Table.Column;

/**
 * Shares of spend by month.
 *
 * @param by what they are split by
 * @param of which spend
 * @param series for each id, a fraction 0..1 a month; each month's add up to 1, or to 0 where
 *     nothing was spent
 */
public record Shares(
    String by, String of, List<String> months, SortedMap<String, double[]> series) {

  /** A row a month: the month, and a fraction an id. */
  public Table table() {
    List<Column> columns = new ArrayList<>(List.of(Column.text("month")));
    series.keySet().forEach(id -> columns.add(Column.number(id)));
    return new Table(columns, IntStream.range(0, months.size()).mapToObj(this::row));
  }

  private List<Object> row(int month) {
    List<Object> row = new ArrayList<>(List.of(months.get(month)));
    series.values().forEach(each -> row.add(String.format(Locale.ROOT, "%.6f", each[month])));
    return row;
  }
}
