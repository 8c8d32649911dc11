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
import org.cloudmarket.model.figures.MarketFigures;
import org.cloudmarket.model.figures.Measure;
import org.cloudmarket.model.figures.Series;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.message.AwardsMessage;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.TenderFailed;
import org.cloudmarket.model.message.BidsMessage.BidsSubmitted;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.PolicyMessage.PolicyRepealed;
import org.cloudmarket.model.policy.Spell;
import org.cloudmarket.model.run.ReferenceRun;
import org.cloudmarket.model.scenario.Course;
import org.cloudmarket.model.scenario.Scenario;

/** Runs of a shipped scenario with the seeds 1, 2, 3 and so on. */
final class Replications {

  static final String LEADER = "alibaba-cloud";
  static final String TIANJIN = "tianjin";
  static final String NANTONG = "nantong";

  /** Cities that questions are about; all others are one, so that a hundred runs fit in memory. */
  private static final Set<String> CITIES = Set.of(TIANJIN, NANTONG);

  /** One run, kept small: figures, and what a question about single awards needs. */
  static final class Run {
    final Scenario scenario;
    final MarketFigures figures = new MarketFigures();
    final List<PolicyRepealed> repeals = new ArrayList<>();
    List<Spell> spells = List.of();
    long lowestPriceFen = Long.MAX_VALUE;
    private final Map<Integer, Integer> leadersQualityPpm = new HashMap<>();
    int publicAwards;
    int failures;

    Run(Scenario scenario, long seed) {
      this.scenario = scenario;
      MarketFigures byCity = new MarketFigures();
      ReferenceRun.run(scenario, seed, message -> take(message, byCity));
      keep(byCity);
    }

    private void keep(MarketFigures byCity) {
      byCity.cells().forEach(this::keep);
      byCity.clear();
    }

    private void keep(Cell cell, Map<Measure, Long> counted) {
      String city = CITIES.contains(cell.city()) ? cell.city() : "elsewhere";
      Cell kept = new Cell(cell.month(), city, cell.segment(), cell.provider());
      counted.forEach((measure, value) -> figures.add(kept, measure, value));
    }

    private void take(Message message, MarketFigures byCity) {
      if (message instanceof AwardsMessage outcome) {
        byCity.add(outcome);
      }
      switch (message) {
        case ContractAwarded award -> {
          lowestPriceFen = Math.min(lowestPriceFen, award.win().priceFen());
          publicAwards += scenario.segments().get(award.client().segment()).publicTender() ? 1 : 0;
        }
        case BidsSubmitted book ->
            book.bids().stream()
                .filter(bid -> bid.provider().equals(LEADER))
                .forEach(bid -> leadersQualityPpm.put(book.tender().month(), bid.qualityPpm()));
        case TenderFailed _ -> failures++;
        case PolicyRepealed repeal -> repeals.add(repeal);
        case MonthOpened opened -> {
          spells = opened.spells();
          keep(byCity);
        }
        default -> {}
      }
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

    /** The quality that the leader offered in a month. */
    int leadersQualityPpm(int month) {
      return leadersQualityPpm.get(month);
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
    DocumentLibrary shipped = DocumentLibrary.shipped();
    Scenario resolved = shipped.resolve(shipped.get(scenario), arm, changes);
    return new Replications(
        IntStream.rangeClosed(1, seeds)
            .parallel()
            .mapToObj(seed -> new Run(resolved, seed))
            .toList());
  }

  List<Run> runs() {
    return runs;
  }

  double mean(ToDoubleFunction<Run> figure) {
    return runs.stream().mapToDouble(figure).average().orElseThrow();
  }
}
