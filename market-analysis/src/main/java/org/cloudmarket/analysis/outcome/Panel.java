package org.cloudmarket.analysis.outcome;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cloudmarket.model.figures.Line;
import org.cloudmarket.model.figures.Measure;
import org.cloudmarket.model.figures.NumberCounting;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.Holding;
import org.cloudmarket.model.population.DemandPath;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.tender.Roster;

/**
 * The sums of a run by city, segment, provider and month, in arrays: experiments measure thousands
 * of runs. It has the same sums as {@link org.cloudmarket.model.figures.MarketFigures}.
 */
final class Panel implements NumberCounting.Book {

  private static final Segment[] SEGMENTS = Segment.values();

  private final Scenario scenario;
  private final int months;

  /** By the place of a city in the scenario: where it lies here. */
  private final int[] cities;

  private final Map<String, Integer> named = new HashMap<>();

  /** The place of all cities that nobody asks for. */
  private final int elsewhere;

  private final Map<String, Integer> providers = new HashMap<>();

  /** By measure: where it lies in a month of a row; -1 where nobody asks for it. */
  private final int[] slots = new int[Measure.values().length];

  private final int width;
  private final Row[] rows;

  /**
   * @param wanted the measures that somebody will ask for; others are not kept
   * @param asked cities that somebody will ask for; all others are one place, so that the sums of a
   *     month stay near each other in memory
   */
  Panel(Scenario scenario, Set<Measure> wanted, Set<String> asked) {
    this.scenario = scenario;
    months = scenario.months();
    asked.forEach(id -> named.put(id, named.size()));
    elsewhere = named.size();
    cities = scenario.cities().stream().mapToInt(city -> city(city.id())).toArray();
    scenario.providers().stream()
        .map(Provider::id)
        .forEach(id -> providers.put(id, providers.size()));
    Arrays.fill(slots, -1);
    int next = 0;
    for (Measure measure : wanted) {
      slots[measure.ordinal()] = next++;
    }
    width = next;
    rows = new Row[(elsewhere + 1) * SEGMENTS.length * (providers.size() + 1)];
  }

  /** The sums of a city, segment and provider: of a month all lie side by side. */
  private final class Row implements Line {
    private final long[] sums = new long[months * width];
    private int month;

    @Override
    public void add(Measure measure, long value) {
      int slot = slots[measure.ordinal()];
      if (slot >= 0) {
        sums[month * width + slot] += value;
      }
    }
  }

  @Override
  public Line line(int month, Holding holding) {
    return row(month, cell(city(holding.city()), holding.segment(), provider(holding.provider())));
  }

  @Override
  public Line line(int month, int city, Segment segment, int provider) {
    return row(month, cell(cities[city], segment, provider));
  }

  private Row row(int month, int cell) {
    Row row = rows[cell];
    if (row == null) {
      row = new Row();
      rows[cell] = row;
    }
    row.month = month - scenario.start();
    return row;
  }

  /** Nobody, who has tenders that fail where there was no contract, comes first. */
  private int cell(int city, Segment segment, int provider) {
    return (city * SEGMENTS.length + segment.ordinal()) * (providers.size() + 1)
        + (provider - Roster.NOBODY);
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
    return named.getOrDefault(id, elsewhere);
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
    long[][] all = new long[providers.size() + 1][months];
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
    long[][] all = new long[providers.size() + 1][months];
    for (Segment segment : scenario.segments().keySet()) {
      long[][] changes = new long[providers.size() + 1][months];
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
    int slot = slots[measure.ordinal()];
    for (int city : part.cities) {
      for (int i = 0; i < into.length; i++) {
        Row row = rows[cell(city, segment, i < providers.size() ? i : Roster.NOBODY)];
        if (row != null) {
          for (int t = 0; t < months; t++) {
            into[i][t] += row.sums[t * width + slot];
          }
        }
      }
    }
  }
}
