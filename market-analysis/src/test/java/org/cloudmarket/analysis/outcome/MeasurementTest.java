package org.cloudmarket.analysis.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.model.figures.Cell;
import org.cloudmarket.model.figures.MarketFigures;
import org.cloudmarket.model.figures.Measure;
import org.cloudmarket.model.figures.Series;
import org.cloudmarket.model.figures.Series.By;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.AwardsMessage;
import org.cloudmarket.model.message.PolicyMessage;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.model.policy.Spell;
import org.cloudmarket.model.run.ReferenceRun;
import org.cloudmarket.model.run.Watcher;
import org.cloudmarket.model.scenario.Course;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.api.Test;

/** Outcomes are the figures that people see elsewhere, by a faster way. */
class MeasurementTest {

  private static final long SEED = 3;
  private static final String CLOUD = "tianjin-city-cloud";
  private static final Scenario SCENARIO = scenario();
  private static final int START = SCENARIO.start();
  private static final int MONTHS = SCENARIO.months();
  private static final SortedSet<Segment> STATE = new TreeSet<>(List.of(Segment.STATE_ENTERPRISE));
  private static final SortedSet<String> TIANJIN = new TreeSet<>(List.of("tianjin"));

  private final MarketFigures figures = new MarketFigures();
  private List<Spell> spells = List.of();
  private String digest = "";

  private static Scenario scenario() {
    DocumentLibrary shipped = DocumentLibrary.shipped();
    return shipped.resolve(
        shipped.get("tianjin-mandate"), Optional.empty(), Map.of("population.buyers", "600"));
  }

  MeasurementTest() {
    ReferenceRun.run(
        SCENARIO,
        SEED,
        Watcher.of(
            Set.of(AwardsMessage.class, PolicyMessage.class),
            message -> {
              switch (message) {
                case AwardsMessage outcome -> figures.add(outcome);
                case MonthOpened opened -> spells = opened.spells();
                case RunFinished finished -> digest = finished.digest().hex();
                default -> {}
              }
            }));
  }

  private static Outcome all(Figure figure, Whose whose) {
    return new Outcome(
        "x",
        figure,
        whose,
        Collections.emptySortedSet(),
        Collections.emptySortedSet(),
        START,
        START + MONTHS - 1);
  }

  private static Outcome local(Figure figure, Whose whose) {
    return new Outcome("x", figure, whose, STATE, TIANJIN, START, START + MONTHS - 1);
  }

  private static double[] measured(Outcome outcome) {
    return Measurement.of(SCENARIO, SEED, List.of(outcome)).byMonth().getFirst();
  }

  private double[] shares(By by, Series.Of of, String id, boolean local) {
    return Series.spend(figures, course(), by, of, cell -> !local || local(cell), MONTHS)
        .shares()
        .get(id);
  }

  private static boolean local(Cell cell) {
    return STATE.contains(cell.segment()) && TIANJIN.contains(cell.city());
  }

  private Course course() {
    return new Course(SCENARIO, spells);
  }

  @Test
  void sharesOfRunningSpendAreThoseOfSeries() {
    assertThat(measured(all(Figure.RUNNING_SHARE, new Whose.OfProvider(CLOUD))))
        .isEqualTo(shares(By.PROVIDER, Series.Of.RUNNING, CLOUD, false));
    assertThat(measured(local(Figure.RUNNING_SHARE, new Whose.OfProvider(CLOUD))))
        .isEqualTo(shares(By.PROVIDER, Series.Of.RUNNING, CLOUD, true));
    assertThat(measured(all(Figure.RUNNING_SHARE, new Whose.OfOwnership(Ownership.STATE))))
        .isEqualTo(shares(By.OWNERSHIP, Series.Of.RUNNING, "state", false));
  }

  @Test
  void sharesOfSegmentsAndCitiesAreThoseOfSeries() {
    for (Whose whose : List.of(new Whose.OfSegment(Segment.BANK), new Whose.OfCity("tianjin"))) {
      By by = whose instanceof Whose.OfCity ? By.CITY : By.SEGMENT;
      String id = whose instanceof Whose.OfCity ? "tianjin" : "bank";
      double[] ours = measured(all(Figure.RUNNING_SHARE, whose));
      double[] theirs = shares(by, Series.Of.RUNNING, id, false);
      for (int t = 0; t < MONTHS; t++) {
        // Sums are rounded to fen by provider here, and by city there.
        assertThat(ours[t]).as("%s month %d", id, t).isCloseTo(theirs[t], within(1e-9));
      }
    }
  }

  @Test
  void sharesOfAwardsAreThoseOfSeries() {
    double[] ours = measured(local(Figure.AWARDED_SHARE, new Whose.OfProvider(CLOUD)));
    double[] theirs = shares(By.PROVIDER, Series.Of.AWARDED, CLOUD, true);
    double[] awards = measured(local(Figure.AWARDS, new Whose.Everybody()));
    for (int t = 0; t < MONTHS; t++) {
      // Where nothing is awarded a share is no number here, and 0 there.
      Double expected = awards[t] == 0 ? Double.NaN : theirs[t];
      assertThat(ours[t]).isEqualTo(expected);
    }
  }

  @Test
  void countsAreThoseOfSeries() {
    assertCount(Figure.AWARDS, Measure.AWARDS);
    assertCount(Figure.MIGRATIONS, Measure.MIGRATED_TO);
    assertCount(Figure.DISPLACED, Measure.DISPLACED_TO);
    assertCount(Figure.COMPLAINTS, Measure.COMPLAINTS);
    assertCount(Figure.FAILED, Measure.FAILED);
    assertCount(Figure.PORTING_COST, Measure.PORTING_FEN);
    assertCount(Figure.AWARDED_SPEND, Measure.AWARDED_FEN);
  }

  private void assertCount(Figure figure, Measure measure) {
    long[] theirs = Series.sum(figures, course(), By.SEGMENT, measure, _ -> true, MONTHS).total();
    assertThat(measured(all(figure, new Whose.Everybody())))
        .as(figure.id())
        .isEqualTo(Arrays.stream(theirs).asDoubleStream().toArray());
    assertThat(Arrays.stream(theirs).sum()).as("%s is seen at all", figure.id()).isPositive();
  }

  @Test
  void costToBuyersIsATwelfthOfWhatRunsAndTheirMoves() {
    double[] running = measured(all(Figure.RUNNING_SPEND, new Whose.Everybody()));
    double[] moves = measured(all(Figure.PORTING_COST, new Whose.Everybody()));
    double[] cost = measured(all(Figure.COST_TO_BUYERS, new Whose.Everybody()));

    for (int t = 0; t < MONTHS; t++) {
      assertThat(cost[t]).isCloseTo(running[t] / 12 + moves[t], within(1e-3));
    }
  }

  @Test
  void aPolicyIsInForceInTheMonthsInWhichTheRunSaysThatItBinds() {
    double[] inForce = measured(all(Figure.IN_FORCE, new Whose.OfPolicy("tianjin-mandate")));

    List<Spell> times = Spell.of("tianjin-mandate", spells);
    assertThat(times).isNotEmpty();
    for (int t = 0; t < MONTHS; t++) {
      int month = START + t;
      boolean binds = times.stream().anyMatch(time -> time.holds(month));
      assertThat(inForce[t]).as("month %d", t).isEqualTo(binds ? 1 : 0);
    }
    assertThat(measured(all(Figure.IN_FORCE, new Whose.OfPolicy("no-such-policy"))))
        .as("a market without the policy")
        .containsOnly(0);
  }

  @Test
  void concentrationIsTheSumOfSquaresWithoutTheRestOfTheMarket() {
    double[] squares = new double[MONTHS];
    SCENARIO.providers().stream()
        .filter(provider -> !provider.fringe())
        .forEach(
            provider -> {
              double[] share = shares(By.PROVIDER, Series.Of.RUNNING, provider.id(), false);
              for (int t = 0; t < MONTHS; t++) {
                squares[t] += share[t] * share[t];
              }
            });

    assertThat(measured(all(Figure.CONCENTRATION, new Whose.Everybody()))).isEqualTo(squares);
  }

  @Test
  void theDigestIsThatOfTheRunWhateverIsMeasured() {
    Measured few =
        Measurement.of(SCENARIO, SEED, List.of(all(Figure.AWARDS, new Whose.Everybody())));
    List<Outcome> more = new ArrayList<>();
    for (Figure figure : Figure.values()) {
      Whose whose =
          figure.share()
              ? new Whose.OfProvider(CLOUD)
              : figure.ofPolicy() ? new Whose.OfPolicy("tianjin-mandate") : new Whose.Everybody();
      more.add(all(figure, whose));
    }

    assertThat(few.digest()).isEqualTo(digest);
    assertThat(Measurement.of(SCENARIO, SEED, more).digest()).isEqualTo(digest);
  }

  private static Outcome quarter(Figure figure) {
    return new Outcome(
        "x",
        figure,
        new Whose.Everybody(),
        Collections.emptySortedSet(),
        Collections.emptySortedSet(),
        START + 1,
        START + 3);
  }

  @Test
  void aPeriodHasTheSumOfCountsTheMeanOfLevelsAndTheRatioOfSums() {
    double[] byMonth = {1, 2, Double.NaN, 4, 5};
    long[] fen = {9, 30, 0, 12, 9};
    long[] units = {9, 10, 0, 2, 9};

    assertThat(quarter(Figure.AWARDS).reduced(new double[] {1, 2, 0, 4, 5}, START)).isEqualTo(6);
    assertThat(quarter(Figure.CONCENTRATION).reduced(byMonth, START)).isEqualTo(3);
    assertThat(quarter(Figure.PRICE_LEVEL).ratio(fen, units, START)).isEqualTo(3.5);
    assertThat(quarter(Figure.PRICE_LEVEL).ratio(new long[5], new long[5], START)).isNaN();
  }

  @Test
  void thePriceOfAPeriodIsWhatAllItsAwardsCostAUnitAndYear() {
    Outcome price = all(Figure.PRICE_LEVEL, new Whose.Everybody());
    long fen =
        Arrays.stream(
                Series.sum(figures, course(), By.SEGMENT, Measure.AWARDED_FEN, _ -> true, MONTHS)
                    .total())
            .sum();
    long units =
        Arrays.stream(
                Series.sum(figures, course(), By.SEGMENT, Measure.AWARDED_UNITS, _ -> true, MONTHS)
                    .total())
            .sum();

    assertThat(Measurement.of(SCENARIO, SEED, List.of(price)).period())
        .containsExactly((double) fen / units);
  }
}
