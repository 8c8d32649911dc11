package org.cloudmarket.documents.shipped;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.model.figures.Cell;
import org.cloudmarket.model.figures.Line;
import org.cloudmarket.model.figures.MarketFigures;
import org.cloudmarket.model.figures.Measure;
import org.cloudmarket.model.figures.NumberCounting;
import org.cloudmarket.model.figures.Series;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.BidsMessage;
import org.cloudmarket.model.message.BidsMessage.BidsSubmitted;
import org.cloudmarket.model.message.Holding;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.PolicyMessage.PolicyRepealed;
import org.cloudmarket.model.policy.Spell;
import org.cloudmarket.model.procurement.ProcurementDesk;
import org.cloudmarket.model.run.ReferenceRun;
import org.cloudmarket.model.run.Watcher;
import org.cloudmarket.model.scenario.Course;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.tender.Outcome;
import org.cloudmarket.model.tender.Roster;
import org.cloudmarket.model.tender.Tender;

/** Runs of a shipped scenario with the seeds 1, 2, 3 and so on. */
final class Replications {

  static final String LEADER = "alibaba-cloud";
  static final String TIANJIN = "tianjin";
  static final String NANTONG = "nantong";

  /** Cities that questions are about; all others are one, so that a hundred runs fit in memory. */
  private static final List<String> CITIES = List.of(TIANJIN, NANTONG, "elsewhere");

  /** One run, counted in numbers and kept small. */
  static final class Run implements ProcurementDesk.Ledger, NumberCounting.Book {
    private static final int SEGMENTS = Segment.values().length;

    final Scenario scenario;
    final MarketFigures figures = new MarketFigures();
    final List<PolicyRepealed> repeals = new ArrayList<>();
    List<Spell> spells = List.of();
    long lowestAnnualFen = Long.MAX_VALUE;
    int publicAwards;
    int failures;

    private final NumberCounting counting = new NumberCounting(this);

    /** By the place of a city in the scenario, that in {@link #CITIES}. */
    private final int[] cities;

    /** The sums of the month, by city, segment and provider; null where there are none. */
    private final long[][] sums;

    private int month;

    Run(Scenario scenario, long seed) {
      this.scenario = scenario;
      cities = scenario.cities().stream().mapToInt(city -> place(city.id())).toArray();
      sums = new long[CITIES.size() * SEGMENTS * (scenario.providers().size() + 1)][];
      Watcher government = Watcher.of(Set.of(PolicyMessage.class), this::take);
      ReferenceRun.run(scenario, seed, government, this);
      closeMonth();
    }

    private void take(Message message) {
      switch (message) {
        case PolicyRepealed repeal -> repeals.add(repeal);
        case MonthOpened opened -> spells = opened.spells();
        default -> {}
      }
    }

    @Override
    public void open(int month, List<Holding> holdings) {
      counting.open(month, holdings);
    }

    @Override
    public void enter(Tender tender, Outcome outcome, long replacedBaseFen, long baseUnits) {
      switch (outcome.kind) {
        case AWARDED -> {
          lowestAnnualFen = Math.min(lowestAnnualFen, outcome.annualFen);
          publicAwards += scenario.segments().get(tender.segment).publicTender() ? 1 : 0;
        }
        case FAILED -> failures++;
        case BRIDGED -> {}
      }
      counting.enter(tender, outcome, replacedBaseFen, baseUnits);
    }

    @Override
    public Line line(int month, Holding holding) {
      Cell cell =
          new Cell(month, CITIES.get(place(holding.city())), holding.segment(), holding.provider());
      return (measure, value) -> figures.add(cell, measure, value);
    }

    @Override
    public Line line(int month, int city, Segment segment, int provider) {
      if (month != this.month) {
        closeMonth();
        this.month = month;
      }
      int bidders = scenario.providers().size() + 1;
      int place =
          (cities[city] * SEGMENTS + segment.ordinal()) * bidders + provider - Roster.NOBODY;
      if (sums[place] == null) {
        sums[place] = new long[Measure.values().length];
      }
      long[] line = sums[place];
      return (measure, value) -> line[measure.ordinal()] += value;
    }

    private void closeMonth() {
      int bidders = scenario.providers().size() + 1;
      for (int place = 0; place < sums.length; place++) {
        if (sums[place] == null) {
          continue;
        }
        int provider = place % bidders + Roster.NOBODY;
        Cell cell =
            new Cell(
                month,
                CITIES.get(place / bidders / SEGMENTS),
                Segment.values()[place / bidders % SEGMENTS],
                provider == Roster.NOBODY ? "" : scenario.providers().get(provider).id());
        for (Measure measure : Measure.values()) {
          if (sums[place][measure.ordinal()] != 0) {
            figures.add(cell, measure, sums[place][measure.ordinal()]);
          }
        }
        sums[place] = null;
      }
    }

    private static int place(String city) {
      int place = CITIES.indexOf(city);
      return place < 0 ? CITIES.size() - 1 : place;
    }

    Course course() {
      return new Course(scenario, spells);
    }

    /** A provider's share of running spend at a month's end, of the cells that count. */
    double share(String provider, String month, Predicate<Cell> counted) {
      return share(Series.By.PROVIDER, provider, month, counted);
    }

    /** A share of running spend at a month's end, of the cells that count. */
    double share(Series.By by, String id, String month, Predicate<Cell> counted) {
      int months = monthsTo(month);
      return Series.spend(figures, course(), by, Series.Of.RUNNING, counted, months)
          .shares()
          .get(id)[months - 1];
    }

    /** A provider's running spend at a month's end, in fen a year, of the cells that count. */
    double runningFen(String provider, String month, Predicate<Cell> counted) {
      int months = monthsTo(month);
      return Series.spend(figures, course(), Series.By.PROVIDER, Series.Of.RUNNING, counted, months)
          .of(provider)[months - 1];
    }

    /** A share of what was awarded from one month to another, both included. */
    double awardedShare(String provider, String from, String to, Predicate<Cell> counted) {
      Predicate<Cell> within =
          cell ->
              cell.month() >= Months.parse(from)
                  && cell.month() <= Months.parse(to)
                  && counted.test(cell);
      Series awarded =
          Series.spend(
              figures, course(), Series.By.PROVIDER, Series.Of.AWARDED, within, monthsTo(to));
      return (double) Arrays.stream(awarded.of(provider)).sum()
          / Arrays.stream(awarded.total()).sum();
    }

    private int monthsTo(String month) {
      return Months.parse(month) - scenario.start() + 1;
    }

    long sum(Measure measure, Predicate<Cell> counted) {
      return Arrays.stream(
              Series.sum(figures, course(), Series.By.SEGMENT, measure, counted, scenario.months())
                  .total())
          .sum();
    }
  }

  private final List<Run> runs;

  private Replications(List<Run> runs) {
    this.runs = runs;
  }

  static Replications of(
      int seeds, String scenario, Optional<String> arm, Map<String, String> changes) {
    Scenario resolved = resolve(scenario, arm, changes);
    return new Replications(
        IntStream.rangeClosed(1, seeds)
            .parallel()
            .mapToObj(seed -> new Run(resolved, seed))
            .toList());
  }

  private static Scenario resolve(
      String scenario, Optional<String> arm, Map<String, String> changes) {
    DocumentLibrary shipped = DocumentLibrary.shipped();
    return shipped.resolve(shipped.get(scenario), arm, changes);
  }

  /** The quality that the leader offers, by month. */
  static Map<Integer, Integer> leadersQualityPpm(
      String scenario, String arm, Map<String, String> changes, long seed) {
    Map<Integer, Integer> qualityPpm = new HashMap<>();
    Watcher books =
        Watcher.of(
            Set.of(BidsMessage.class),
            message -> {
              if (message instanceof BidsSubmitted book) {
                book.bids().stream()
                    .filter(bid -> bid.provider().equals(LEADER))
                    .forEach(bid -> qualityPpm.put(book.tender().month(), bid.qualityPpm()));
              }
            });
    ReferenceRun.run(resolve(scenario, Optional.of(arm), changes), seed, books);
    return qualityPpm;
  }

  List<Run> runs() {
    return runs;
  }

  double mean(ToDoubleFunction<Run> figure) {
    return runs.stream().mapToDouble(figure).average().orElseThrow();
  }
}
