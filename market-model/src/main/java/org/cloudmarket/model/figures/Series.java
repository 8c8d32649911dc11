package org.cloudmarket.model.figures;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.population.DemandPath;
import org.cloudmarket.model.scenario.Scenario;

/**
 * A figure by month, split by provider, ownership, segment or city.
 *
 * @param start the first month, as {@link org.cloudmarket.model.market.Months}
 * @param months how many
 * @param values for each id, a value a month; every id that could have one is there
 */
public record Series(int start, int months, SortedMap<String, long[]> values) {

  /** What a figure is split by. */
  public enum By implements Kebab {
    PROVIDER,
    OWNERSHIP,
    SEGMENT,
    CITY
  }

  /** Two kinds of spend that are never mixed. */
  public enum Of implements Kebab {
    /** Annual value of running contracts at the month's end: what market researchers publish. */
    RUNNING,
    /** Annual value of the contracts awarded in the month. */
    AWARDED
  }

  /**
   * Spend in fen a year by month.
   *
   * @param counted which cells count
   * @param months how many months from the scenario's start; those after the last closed month
   *     would repeat it
   */
  public static Series spend(
      MarketFigures figures, Scenario scenario, By by, Of of, Predicate<Cell> counted, int months) {
    return of == Of.AWARDED
        ? sum(figures, scenario, by, Measure.AWARDED_FEN, counted, months)
        : running(figures, scenario, by, Measure.RUNNING_BASE_FEN, counted, months);
  }

  /** The sum of a measure in each month. */
  public static Series sum(
      MarketFigures figures,
      Scenario scenario,
      By by,
      Measure measure,
      Predicate<Cell> counted,
      int months) {
    SortedMap<String, long[]> values = empty(scenario, by, months);
    Map<String, String> ownerships = ownerships(scenario);
    figures
        .cells()
        .forEach(
            (cell, measures) -> {
              int t = cell.month() - scenario.start();
              Long value = measures.get(measure);
              if (value != null && t < months && counted.test(cell)) {
                values.computeIfAbsent(id(cell, by, ownerships), _ -> new long[months])[t] += value;
              }
            });
    return new Series(scenario.start(), months, values);
  }

  /**
   * What runs at the end of each month: changes added up, then grown with the segment's volume.
   *
   * @param base {@link Measure#RUNNING_BASE_FEN} or {@link Measure#RUNNING_BASE_UNITS}
   */
  public static Series running(
      MarketFigures figures,
      Scenario scenario,
      By by,
      Measure base,
      Predicate<Cell> counted,
      int months) {
    DemandPath demand = new DemandPath(scenario);
    SortedMap<String, long[]> values = empty(scenario, by, months);
    for (Segment segment : scenario.segments().keySet()) {
      Series changes =
          sum(
              figures,
              scenario,
              by,
              base,
              cell -> cell.segment() == segment && counted.test(cell),
              months);
      changes
          .values()
          .forEach(
              (id, byMonth) -> {
                long[] into = values.computeIfAbsent(id, _ -> new long[months]);
                long runs = 0;
                for (int t = 0; t < months; t++) {
                  runs += byMonth[t];
                  into[t] += Ranges.scale(runs, demand.volumePpm(segment, scenario.start() + t));
                }
              });
    }
    return new Series(scenario.start(), months, values);
  }

  private static SortedMap<String, long[]> empty(Scenario scenario, By by, int months) {
    List<String> ids =
        switch (by) {
          case PROVIDER -> scenario.providers().stream().map(Provider::id).toList();
          case OWNERSHIP -> Kebab.ids(Ownership.class);
          case SEGMENT -> scenario.segments().keySet().stream().map(Segment::id).toList();
          case CITY -> scenario.cities().stream().map(city -> city.id()).toList();
        };
    SortedMap<String, long[]> values = new TreeMap<>();
    ids.forEach(id -> values.put(id, new long[months]));
    return values;
  }

  private static Map<String, String> ownerships(Scenario scenario) {
    Map<String, String> ownerships = new TreeMap<>();
    scenario
        .providers()
        .forEach(provider -> ownerships.put(provider.id(), provider.ownership().id()));
    return ownerships;
  }

  private static String id(Cell cell, By by, Map<String, String> ownerships) {
    return switch (by) {
      case PROVIDER -> cell.provider();
      case OWNERSHIP -> ownerships.getOrDefault(cell.provider(), "");
      case SEGMENT -> cell.segment().id();
      case CITY -> cell.city();
    };
  }

  /** The sum over all ids, by month. */
  public long[] total() {
    return IntStream.range(0, months)
        .mapToLong(t -> values.values().stream().mapToLong(byMonth -> byMonth[t]).sum())
        .toArray();
  }

  /** An id's values by month; zeros for an id that has none. */
  public long[] of(String id) {
    return values.getOrDefault(id, new long[months]);
  }

  /** Fractions of each month's total, 0..1; 0 where the total is 0. */
  public SortedMap<String, double[]> shares() {
    long[] total = total();
    SortedMap<String, double[]> shares = new TreeMap<>();
    values.forEach(
        (id, byMonth) ->
            shares.put(
                id,
                IntStream.range(0, months)
                    .mapToDouble(t -> total[t] == 0 ? 0 : (double) byMonth[t] / total[t])
                    .toArray()));
    return Collections.unmodifiableSortedMap(shares);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Series that
        && start == that.start
        && months == that.months
        && values.keySet().equals(that.values.keySet())
        && values.entrySet().stream()
            .allMatch(e -> Arrays.equals(e.getValue(), that.values.get(e.getKey())));
  }

  @Override
  public int hashCode() {
    return 31 * start + months;
  }
}
