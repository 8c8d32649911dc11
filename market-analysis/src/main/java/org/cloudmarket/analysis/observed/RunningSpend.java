package org.cloudmarket.analysis.observed;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.cloudmarket.model.figures.Series;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.market.Statistic;

/** Running spend as researchers publish it: by year, of a market that they define. */
public final class RunningSpend {

  private static final int FEN = 100;

  private final Series byProvider;
  private final Series byOwnership;

  private RunningSpend(Observed observed, Set<Segment> segments) {
    byProvider = series(observed, Series.By.PROVIDER, segments);
    byOwnership = series(observed, Series.By.OWNERSHIP, segments);
  }

  private static Series series(Observed observed, Series.By by, Set<Segment> segments) {
    return Series.spend(
        observed.running(),
        observed.course(),
        by,
        Series.Of.RUNNING,
        cell -> segments.isEmpty() || segments.contains(cell.segment()),
        observed.scenario().months());
  }

  /** That of some segments; of all where none is named. */
  public static RunningSpend of(Observed observed, Set<Segment> segments) {
    return new RunningSpend(observed, segments);
  }

  /** That which a statistic of the scenario counts. */
  public static RunningSpend of(Observed observed, String statistic) {
    SortedSet<Segment> segments =
        observed.scenario().statistics().stream()
            .filter(each -> each.id().equals(statistic))
            .map(Statistic::segments)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no statistic '" + statistic + "'"));
    return new RunningSpend(observed, segments);
  }

  /** The part of some providers in the spend of some months, in percent. */
  public double percent(Window window, Collection<String> providers) {
    double part = providers.stream().mapToDouble(id -> sum(byProvider, id, window)).sum();
    return 100 * part / total(window);
  }

  /** The part of a provider in the spend of some months, in percent. */
  public double percent(Window window, String provider) {
    return percent(window, List.of(provider));
  }

  /** The part of all who are not of an ownership, in percent. */
  public double percentWithout(Window window, Ownership ownership) {
    return 100 * (1 - sum(byOwnership, ownership.id(), window) / total(window));
  }

  /** What is spent in some months at an annual rate, in whole units of the currency. */
  public double annual(Window window) {
    return total(window) / window.months() / FEN;
  }

  /** The parts of all providers in the spend of one month, in percent. */
  public SortedMap<String, Double> percents(int month) {
    SortedMap<String, Double> percents = new TreeMap<>();
    Window window = new Window(month, month);
    for (Map.Entry<String, long[]> each : byProvider.values().entrySet()) {
      percents.put(each.getKey(), percent(window, each.getKey()));
    }
    return percents;
  }

  private double total(Window window) {
    return byProvider.values().keySet().stream()
        .mapToDouble(id -> sum(byProvider, id, window))
        .sum();
  }

  private static double sum(Series series, String id, Window window) {
    long[] values = series.of(id);
    double sum = 0;
    for (int month = window.from(); month <= window.to(); month++) {
      sum += values[month - series.start()];
    }
    return sum;
  }
}
