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
import org.cloudmarket.model.scenario.Course;
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
   * @param course that the run took
   * @param counted which cells count
   * @param months how many months from the scenario's start; those after the last closed month
   *     would repeat it
   */
  public static Series spend(
      MarketFigures figures, Course course, By by, Of of, Predicate<Cell> counted, int months) {
    return of == Of.AWARDED
        ? sum(figures, course, by, Measure.AWARDED_FEN, counted, months)
        : running(figures, course, by, Measure.RUNNING_BASE_FEN, counted, months);
  }

  /** The sum of a measure in each month; by ownership, each provider's of that month. */
  public static Series sum(
      MarketFigures figures,
      Course course,
      By by,
      Measure measure,
      Predicate<Cell> counted,
      int months) {
    if (by == By.OWNERSHIP) {
      return byOwnership(sum(figures, course, By.PROVIDER, measure, counted, months), course);
    }
    Scenario scenario = course.scenario();
    SortedMap<String, long[]> values = empty(scenario, by, months);
    figures
        .cells()
        .forEach(
            (cell, measures) -> {
              int t = cell.month() - scenario.start();
              Long value = measures.get(measure);
              if (value != null && t < months && counted.test(cell)) {
                values.computeIfAbsent(id(cell, by), _ -> new long[months])[t] += value;
              }
            });
    return new Series(scenario.start(), months, values);
  }

  /**
   * What runs at the end of each month: changes added up, then grown with the segment's volume. By
   * ownership, each provider's of that month.
   *
   * @param base {@link Measure#RUNNING_BASE_FEN} or {@link Measure#RUNNING_BASE_UNITS}
   */
  public static Series running(
      MarketFigures figures,
      Course course,
      By by,
      Measure base,
      Predicate<Cell> counted,
      int months) {
    if (by == By.OWNERSHIP) {
      return byOwnership(running(figures, course, By.PROVIDER, base, counted, months), course);
    }
    Scenario scenario = course.scenario();
    DemandPath demand = new DemandPath(course);
    SortedMap<String, long[]> values = empty(scenario, by, months);
    for (Segment segment : scenario.segments().keySet()) {
      Series changes =
          sum(
              figures,
              course,
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

  private static Series byOwnership(Series byProvider, Course course) {
    int months = byProvider.months;
    SortedMap<String, long[]> values = empty(course.scenario(), By.OWNERSHIP, months);
    for (int t = 0; t < months; t++) {
      Map<String, String> ownerships = new TreeMap<>();
      for (Provider provider : course.providers(byProvider.start + t)) {
        ownerships.put(provider.id(), provider.ownership().id());
      }
      for (Map.Entry<String, long[]> own : byProvider.values.entrySet()) {
        String ownership = ownerships.getOrDefault(own.getKey(), "");
        values.computeIfAbsent(ownership, _ -> new long[months])[t] += own.getValue()[t];
      }
    }
    return new Series(byProvider.start, months, values);
  }

  private static String id(Cell cell, By by) {
    return switch (by) {
      case PROVIDER, OWNERSHIP -> cell.provider();
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
