package org.cloudmarket.local.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cloudmarket.local.report.RunView.Part;
import org.cloudmarket.local.report.RunView.PolicyEvent;
import org.cloudmarket.model.figures.Measure;
import org.cloudmarket.model.figures.Series;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.scenario.Scenario;

/**
 * What a policy did: one run beside another with the same seed. Displaced awards are the direct
 * effect inside the treated run; everything with two columns is the difference of the pair; the two
 * are never added.
 */
public final class EffectReport {

  private static final int MONTHS_BEFORE = 3;
  private static final int MONTHS_AFTER = 12;
  private static final int MOST_PARTS = 3;

  /** So many rows are read at a glance; the whole table has more. */
  private static final int FEW_MONTHS = 15;

  private static final int MOST_MONTHS = 60;

  private final RunView with;
  private final RunView without;
  private final int start;
  private final int last;
  private final boolean whole;
  private final List<String> lines = new ArrayList<>();

  private EffectReport(RunView with, RunView without, boolean whole) {
    this.with = with;
    this.without = without;
    this.whole = whole;
    start = with.scenario().start();
    last = with.scenario().months() - 1;
  }

  /**
   * The report, line by line.
   *
   * @param with the run under policy
   * @param without the same without it: same months and seed
   * @param whole whether tables by month have all months in which anything happens
   */
  public static List<String> of(RunView with, RunView without, boolean whole) {
    EffectReport report = new EffectReport(with, without, whole);
    report.rules();
    for (Part part : scope(with.scenario())) {
      report.byMonth(part);
      report.movers(part);
    }
    report.wholeMarket();
    report.moved();
    return report.lines;
  }

  private void heading(String text) {
    lines.add("");
    lines.add(text);
  }

  private void rules() {
    heading("Rules");
    Table table = new Table(4);
    for (PolicyEvent event : with.policyEvents()) {
      table.row(
          List.of(
              Months.text(event.month()),
              event.policy(),
              event.inForce() ? "in force" : "ends",
              "(" + event.cause() + ")"));
    }
    lines.addAll(with.policyEvents().isEmpty() ? List.of("  none in force") : table.lines());
    for (Policy policy : with.scenario().policies()) {
      if (policy.knownFrom() >= with.scenario().end()) {
        lines.add(
            "  The run ends before "
                + policy.id()
                + " is announced ("
                + Months.text(policy.announced())
                + "): it can change nothing.");
      }
    }
  }

  /**
   * The parts of the market that the policies name: each city and segment, or all of them where
   * none is named, or more than anybody reads.
   */
  static Set<Part> scope(Scenario scenario) {
    Set<Part> parts = new LinkedHashSet<>();
    for (Policy policy : scenario.policies()) {
      Set<String> cities = policy.scope().cities();
      Set<Segment> segments = policy.scope().segments();
      for (String city : cities.isEmpty() ? Set.of("") : cities) {
        for (String segment : segments.isEmpty() ? Set.of("") : ids(segments)) {
          parts.add(new Part(city, segment));
        }
      }
    }
    return parts.isEmpty() || parts.size() > MOST_PARTS ? Set.of(Part.WHOLE) : parts;
  }

  private static Set<String> ids(Set<Segment> segments) {
    Set<String> ids = new TreeSet<>();
    segments.forEach(segment -> ids.add(segment.id()));
    return ids;
  }

  private void byMonth(Part part) {
    heading(
        "Running spend of "
            + part.words()
            + ", % by ownership: with | without the policies; outcomes in the month");
    Map<String, double[]> treated = with.shares(Series.By.OWNERSHIP, Series.Of.RUNNING, part);
    Map<String, double[]> base = without.shares(Series.By.OWNERSHIP, Series.Of.RUNNING, part);
    List<String> ownerships =
        treated.keySet().stream()
            .filter(id -> anything(treated.get(id)) || anything(base.get(id)))
            .toList();
    List<Measure> outcomes =
        List.of(Measure.AWARDS, Measure.MIGRATED_TO, Measure.DISPLACED_TO, Measure.COMPLAINTS);
    Table table = new Table(1);
    List<String> head = new ArrayList<>(List.of("month"));
    head.addAll(ownerships);
    head.addAll(List.of("awards", "migrations", "displaced", "complaints"));
    table.row(head);
    List<long[]> totals = outcomes.stream().map(measure -> with.totals(measure, part)).toList();
    Set<Integer> months = whole ? monthsToShow(part) : fewMonths();
    for (int t : months) {
      List<String> row = new ArrayList<>(List.of(Months.text(start + t)));
      for (String ownership : ownerships) {
        row.add(percent(treated.get(ownership)[t]) + " | " + percent(base.get(ownership)[t]));
      }
      totals.forEach(total -> row.add(Long.toString(total[t])));
      table.row(row);
    }
    lines.addAll(table.lines());
  }

  private static boolean anything(double[] shares) {
    return Arrays.stream(shares).anyMatch(share -> share > 0);
  }

  /**
   * The month before each coming and going of a rule, that month, and three, six and twelve months
   * later; Decembers as far as there is room; and the last month.
   */
  private Set<Integer> fewMonths() {
    Set<Integer> show = new TreeSet<>(Set.of(last));
    for (int after : List.of(0, -1, 12, 3, 6)) {
      for (PolicyEvent event : with.policyEvents()) {
        add(event.month() - start + after, show);
      }
    }
    for (int t = last; t >= 0; t--) {
      if (Math.floorMod(start + t, 12) == 11) {
        add(t, show);
      }
    }
    return show;
  }

  private void add(int t, Set<Integer> show) {
    if (t >= 0 && t <= last && show.size() < FEW_MONTHS) {
      show.add(t);
    }
  }

  /**
   * Monthly around the rules' comings and goings, wherever policy acted, and Decembers; where that
   * is nearly every month, the last months of quarters.
   */
  private Set<Integer> monthsToShow(Part part) {
    Set<Integer> show = new TreeSet<>();
    for (PolicyEvent event : with.policyEvents()) {
      int change = event.month() - start;
      for (int t = change - MONTHS_BEFORE; t <= change + MONTHS_AFTER; t++) {
        show.add(t);
      }
    }
    for (Measure measure : List.of(Measure.DISPLACED_TO, Measure.COMPLAINTS, Measure.FORCED)) {
      long[] totals = with.totals(measure, part);
      for (int t = 0; t <= last; t++) {
        if (totals[t] > 0) {
          show.add(t);
        }
      }
    }
    for (int t = 0; t <= last; t++) {
      if (Math.floorMod(start + t, 12) == 11) {
        show.add(t);
      }
    }
    show.add(last);
    show.removeIf(t -> t < 0 || t > last);
    if (show.size() > MOST_MONTHS) {
      show.removeIf(t -> t != last && Math.floorMod(start + t, 3) != 2);
    }
    return show;
  }

  private void movers(Part part) {
    heading(
        "Running spend of "
            + part.words()
            + " in "
            + Months.text(start + last)
            + ", % by provider");
    Map<String, double[]> treated = with.shares(Series.By.PROVIDER, Series.Of.RUNNING, part);
    Map<String, double[]> base = without.shares(Series.By.PROVIDER, Series.Of.RUNNING, part);
    Table table = new Table(1).row(List.of("provider", "with", "without", "points"));
    treated.keySet().stream()
        .filter(id -> treated.get(id)[last] > 0 || base.get(id)[last] > 0)
        .sorted(Comparator.comparingDouble(id -> base.get(id)[last] - treated.get(id)[last]))
        .forEach(
            id ->
                table.row(
                    List.of(
                        id,
                        percent(treated.get(id)[last]),
                        percent(base.get(id)[last]),
                        points(treated.get(id)[last] - base.get(id)[last]))));
    lines.addAll(table.lines());
  }

  private void wholeMarket() {
    heading("Whole market, % by ownership in " + Months.text(start + last));
    Table table =
        new Table(1)
            .row(List.of("ownership", "running", "without", "awarded, all months", "without"));
    Map<String, double[]> running = with.shares(Series.By.OWNERSHIP, Series.Of.RUNNING, Part.WHOLE);
    Map<String, double[]> runningBase =
        without.shares(Series.By.OWNERSHIP, Series.Of.RUNNING, Part.WHOLE);
    Map<String, double[]> awarded = overall(with);
    Map<String, double[]> awardedBase = overall(without);
    for (String ownership : running.keySet()) {
      if (anything(running.get(ownership)) || anything(runningBase.get(ownership))) {
        table.row(
            List.of(
                ownership,
                percent(running.get(ownership)[last]),
                percent(runningBase.get(ownership)[last]),
                percent(awarded.get(ownership)[0]),
                percent(awardedBase.get(ownership)[0])));
      }
    }
    lines.addAll(table.lines());
  }

  /**
   * Shares of what was awarded in all months together: monthly shares weighted by what each month
   * awarded.
   */
  private static Map<String, double[]> overall(RunView run) {
    long[] awarded = run.totals(Measure.AWARDED_FEN, Part.WHOLE);
    double sum = Arrays.stream(awarded).sum();
    Map<String, double[]> shares = run.shares(Series.By.OWNERSHIP, Series.Of.AWARDED, Part.WHOLE);
    Map<String, double[]> overall = new TreeMap<>();
    shares.forEach(
        (id, byMonth) -> {
          double value = 0;
          for (int t = 0; t < byMonth.length; t++) {
            value += byMonth[t] * awarded[t];
          }
          overall.put(id, new double[] {sum == 0 ? 0 : value / sum});
        });
    return overall;
  }

  private void moved() {
    heading("All months, whole market");
    Table table = new Table(1).row(List.of("", "with", "without"));
    for (Measure measure :
        List.of(
            Measure.AWARDS,
            Measure.MIGRATED_TO,
            Measure.DISPLACED_TO,
            Measure.FORCED,
            Measure.SINGLE_SOURCE,
            Measure.COMPLAINTS,
            Measure.FAILED)) {
      table.row(List.of(words(measure), count(with, measure), count(without, measure)));
    }
    table.row(
        List.of(
            "a year's price of each award, added up, million " + CostReport.money(with),
            millions(with, Measure.AWARDED_FEN),
            millions(without, Measure.AWARDED_FEN)));
    lines.addAll(table.lines());
    lines.add("");
    lines.addAll(new CostReport(with, without).lines());
  }

  private static String words(Measure measure) {
    return switch (measure) {
      case MIGRATED_TO -> "migrations";
      case DISPLACED_TO -> "displaced awards";
      case FORCED -> "contracts ended early";
      case SINGLE_SOURCE -> "single-source awards";
      case FAILED -> "failed tenders";
      default -> measure.id();
    };
  }

  private static String count(RunView run, Measure measure) {
    return String.format(Locale.ROOT, "%,d", sum(run, measure));
  }

  private static String millions(RunView run, Measure measure) {
    return String.format(Locale.ROOT, "%,.0f", sum(run, measure) / 1e8);
  }

  private static long sum(RunView run, Measure measure) {
    return Arrays.stream(run.totals(measure, Part.WHOLE)).sum();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }

  private static String points(double difference) {
    return String.format(Locale.ROOT, "%+.1f", 100 * difference);
  }
}
