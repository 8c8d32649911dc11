package org.cloudmarket.analysis.outcome;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cloudmarket.model.figures.Counting;
import org.cloudmarket.model.figures.Measure;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.population.DemandPath;
import org.cloudmarket.model.scenario.Scenario;

/**
 * The sums of a run by city, segment, provider and month, in arrays: experiments measure thousands
 * of runs. It has the same sums as {@link org.cloudmarket.model.figures.MarketFigures}.
 */
final class Panel implements Counting.Book {

  private static final Segment[] SEGMENTS = Segment.values();

  private final Scenario scenario;
  private final int months;
  private final Map<String, Integer> cities = new HashMap<>();

  /** The place of all cities that nobody asks for. */
  private final int elsewhere;

  private final Map<String, Integer> providers = new HashMap<>();

  /** By measure and cell; months lie in a row. Null where nobody asks, or nothing was counted. */
  private final long[][][] sums = new long[Measure.values().length][][];

  /**
   * @param wanted the measures that somebody will ask for; others are not kept
   * @param named cities that somebody will ask for; all others are one place, so that the sums of a
   *     month stay near each other in memory
   */
  Panel(Scenario scenario, Iterable<Measure> wanted, Iterable<String> named) {
    this.scenario = scenario;
    months = scenario.months();
    named.forEach(id -> cities.putIfAbsent(id, cities.size()));
    elsewhere = cities.size();
    scenario.providers().stream()
        .map(Provider::id)
        .forEach(id -> providers.put(id, providers.size()));
    // Nobody: tenders that fail where there was no contract.
    providers.put("", providers.size());
    int cells = (elsewhere + 1) * SEGMENTS.length * providers.size();
    wanted.forEach(measure -> sums[measure.ordinal()] = new long[cells][]);
  }

  @Override
  public Counting.Line line(int month, String city, Segment segment, String provider) {
    int cell = cell(city(city), segment, providers.get(provider));
    int t = month - scenario.start();
    return (measure, value) -> add(measure, cell, t, value);
  }

  private int cell(int city, Segment segment, int provider) {
    return (city * SEGMENTS.length + segment.ordinal()) * providers.size() + provider;
  }

  private void add(Measure measure, int cell, int t, long value) {
    long[][] cells = sums[measure.ordinal()];
    if (cells != null) {
      if (cells[cell] == null) {
        cells[cell] = new long[months];
      }
      cells[cell][t] += value;
    }
  }

  /**
   * Whose buyers are looked at.
   *
   * @param cities their places
   * @param segments of their kinds
   */
  record Part(Set<Integer> cities, Set<Segment> segments) {}

  /** The place of a city. */
  int city(String id) {
    return cities.getOrDefault(id, elsewhere);
  }

  /** The places of all cities. */
  Set<Integer> allCities() {
    return IntStream.rangeClosed(0, elsewhere).boxed().collect(Collectors.toSet());
  }

  /** The place of a provider, as in the scenario. */
  int provider(String id) {
    return providers.get(id);
  }

  /** A measure by provider and month; nobody comes last. */
  long[][] byProvider(Measure measure, Part part) {
    long[][] all = new long[providers.size()][months];
    for (Segment segment : scenario.segments().keySet()) {
      addUp(measure, segment, part, all);
    }
    return all;
  }

  /**
   * What runs at the end of each month by provider: changes added up, then grown with the segment's
   * volume. It is rounded where {@link org.cloudmarket.model.figures.Series#running} rounds.
   */
  long[][] runningFen(Part part, DemandPath demand) {
    long[][] all = new long[providers.size()][months];
    for (Segment segment : scenario.segments().keySet()) {
      long[][] changes = new long[providers.size()][months];
      addUp(Measure.RUNNING_BASE_FEN, segment, part, changes);
      for (int provider = 0; provider < all.length; provider++) {
        long runs = 0;
        for (int t = 0; t < months; t++) {
          runs += changes[provider][t];
          all[provider][t] += Ranges.scale(runs, demand.volumePpm(segment, scenario.start() + t));
        }
      }
    }
    return all;
  }

  private void addUp(Measure measure, Segment segment, Part part, long[][] into) {
    if (!part.segments.contains(segment)) {
      return;
    }
    long[][] cells = sums[measure.ordinal()];
    for (int city : part.cities) {
      for (int provider = 0; provider < into.length; provider++) {
        long[] cell = cells[cell(city, segment, provider)];
        if (cell != null) {
          for (int t = 0; t < months; t++) {
            into[provider][t] += cell[t];
          }
        }
      }
    }
  }
}
