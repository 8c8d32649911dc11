package org.cloudmarket.procurement.web.figures;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cloudmarket.frame.web.Table;
import org.cloudmarket.frame.web.Table.Column;
import org.cloudmarket.model.figures.MarketFigures;
import org.cloudmarket.model.figures.Measure;
import org.cloudmarket.model.figures.Series;
import org.cloudmarket.model.figures.Series.By;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.scenario.Course;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Every measure by month.
 *
 * @param by what they are split by
 * @param series for each id and measure, a value a month
 */
@Schema(name = "Figures")
public record FiguresTable(
    String by, List<String> months, SortedMap<String, SortedMap<String, long[]>> series) {

  /** The id of all together. */
  static final String ALL = "all";

  /** The id of what belongs to no provider: a tender that failed where nobody held a contract. */
  static final String NOBODY = "nobody";

  /** What running contracts amount to at a month's end, beside how their base changes in it. */
  static final Map<String, Measure> STOCKS =
      Map.of("running-fen", Measure.RUNNING_BASE_FEN, "running-units", Measure.RUNNING_BASE_UNITS);

  /** What the table can be split by. */
  public enum Split implements Kebab {
    NONE,
    PROVIDER,
    OWNERSHIP,
    SEGMENT,
    CITY;

    public By by() {
      return switch (this) {
        case NONE, SEGMENT -> By.SEGMENT;
        case PROVIDER -> By.PROVIDER;
        case OWNERSHIP -> By.OWNERSHIP;
        case CITY -> By.CITY;
      };
    }
  }

  public static FiguresTable of(
      MarketFigures figures, Course course, Split split, List<String> months) {
    SortedMap<String, SortedMap<String, long[]>> table = new TreeMap<>();
    int count = months.size();
    for (Measure measure : Measure.values()) {
      put(
          table,
          measure.id(),
          split,
          by -> Series.sum(figures, course, by, measure, _ -> true, count));
    }
    STOCKS.forEach(
        (name, base) ->
            put(
                table,
                name,
                split,
                by -> Series.running(figures, course, by, base, _ -> true, count)));
    // Nobody has only tenders that failed: the row still has every measure.
    Set<String> names =
        table.values().stream()
            .flatMap(row -> row.keySet().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    for (SortedMap<String, long[]> row : table.values()) {
      names.forEach(name -> row.computeIfAbsent(name, _ -> new long[count]));
    }
    return new FiguresTable(split.id(), months, Collections.unmodifiableSortedMap(table));
  }

  /** A row for each month and id, a column for each measure. */
  public Table table() {
    return table(months, series, new TreeMap<>());
  }

  /**
   * As {@link #table()}, with a column more where there are shares.
   *
   * @param shares for each id, a value a month; none where there are none
   */
  public static Table table(
      List<String> months,
      SortedMap<String, SortedMap<String, long[]>> series,
      SortedMap<String, double[]> shares) {
    List<Column> columns = new ArrayList<>(List.of(Column.text("month"), Column.text("id")));
    if (!shares.isEmpty()) {
      columns.add(Column.number("share"));
    }
    series.values().stream()
        .findFirst()
        .ifPresent(measures -> measures.keySet().forEach(id -> columns.add(Column.whole(id))));
    return new Table(
        columns,
        IntStream.range(0, months.size())
            .boxed()
            .flatMap(
                t ->
                    series.entrySet().stream()
                        .map(
                            each -> {
                              List<Object> row = new ArrayList<>(columns.size());
                              row.add(months.get(t));
                              row.add(each.getKey());
                              if (!shares.isEmpty()) {
                                double[] share = shares.get(each.getKey());
                                row.add(
                                    String.format(
                                        Locale.ROOT, "%.6f", share == null ? 0 : share[t]));
                              }
                              each.getValue().values().forEach(values -> row.add(values[t]));
                              return row;
                            })));
  }

  private static void put(
      Map<String, SortedMap<String, long[]>> table,
      String measure,
      Split split,
      Function<By, Series> series) {
    Series values = series.apply(split.by());
    if (split == Split.NONE) {
      table.computeIfAbsent(ALL, _ -> new TreeMap<>()).put(measure, values.total());
      return;
    }
    values
        .values()
        .forEach(
            (id, byMonth) ->
                table
                    .computeIfAbsent(id.isEmpty() ? NOBODY : id, _ -> new TreeMap<>())
                    .put(measure, byMonth));
  }
}
