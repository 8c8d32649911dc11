package org.cloudmarket.exchange.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.cloudmarket.exchange.contract.Method;
import org.cloudmarket.exchange.mapping.Proposal;
import org.cloudmarket.exchange.mapping.WhoIsWho;
import org.cloudmarket.exchange.market.Assumption;
import org.cloudmarket.exchange.market.Figures;
import org.cloudmarket.exchange.market.ImportedMarket;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.scenario.Scenario;

/** What was used of some data, what was missing, what was proposed, and how the market compares. */
public final class ImportReport {

  /** The console shows so many proposals of each kind, those with the least confidence first. */
  private static final int SHOWN = 8;

  /** A figure of the data and of the market. */
  private static final String ROW = "  %-58s %16s %16s";

  private final ImportedMarket market;
  private final List<String> lines = new ArrayList<>();

  private ImportReport(ImportedMarket market) {
    this.market = market;
  }

  /** The short report for the console. */
  public static List<String> lines(ImportedMarket market) {
    ImportReport report = new ImportReport(market);
    report.heading();
    report.counts();
    report.comparison();
    report.proposals(SHOWN);
    return report.lines;
  }

  /** The whole report, in Markdown. */
  public static String markdown(ImportedMarket market) {
    ImportReport report = new ImportReport(market);
    report.lines.add("# " + market.scenario().title());
    report.lines.add("");
    report.heading();
    report.fenced(report::counts);
    report.fenced(report::comparison);
    report.fenced(() -> report.proposals(Integer.MAX_VALUE));
    report.fenced(report::assumptions);
    return String.join("\n", report.lines) + "\n";
  }

  /** A part as it stands on the console: its columns stay beneath each other. */
  private void fenced(Runnable part) {
    lines.add("");
    lines.add("```");
    int before = lines.size();
    part.run();
    while (lines.size() > before && lines.get(before).isEmpty()) {
      lines.remove(before);
    }
    lines.add("```");
  }

  private void heading() {
    Scenario scenario = market.scenario();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s: %s to %s in %s; when it begins, %,d contracts run; segments: %d, providers: %d",
            scenario.name(),
            Months.text(scenario.start()),
            Months.text(scenario.end() - 1),
            scenario.currency().getCurrencyCode(),
            market.running(),
            scenario.segments().size(),
            scenario.providers().size()));
    if (!market.named().isEmpty()) {
      lines.add(
          "Named buyers: "
              + market.named().size()
              + "; with a part for each provider that they have: "
              + scenario.namedBuyers().size());
    }
  }

  private void counts() {
    lines.add("");
    lines.add("What was read");
    market.data().counts().forEach((what, count) -> count(what, count));
    count("contracts used", market.data().contracts().size());
    count("buyers", market.data().buyers().size());
    count("suppliers", market.data().suppliers().size());
    long unheard =
        market.data().contracts().stream().filter(contract -> contract.bidders() == 0).count();
    if (unheard > 0) {
      count("contracts used of which it is not known how many bid", (int) unheard);
    }
  }

  private void count(String what, int count) {
    lines.add(String.format(Locale.ROOT, "  %,10d  %s", count, what));
  }

  private void comparison() {
    Figures data = market.observed();
    Figures model = market.simulated();
    lines.add("");
    lines.add(
        "The data beside the market without policy, "
            + market.seeds()
            + " seeds together, in the same months");
    lines.add(String.format(Locale.ROOT, ROW, "", "data", "market"));
    money("running contracts at the beginning, a year", data.runningFen(), model.runningFen());
    number("awards a year", data.awardsPerYear(), model.awardsPerYear());
    money("annual value of a year's awards", data.awardedPerYearFen(), model.awardedPerYearFen());
    number("months of a contract", data.meanTermMonths(), model.meanTermMonths());
    number("bids per award", data.meanBidders(), model.meanBidders());
    percent("awards with one bid", data.singleBids(), model.singleBids());
    percent("awards to the holder of what ends", data.renewed(), model.renewed());
    percent("tenders that brought no contract", data.failed(), model.failed());
    percent("concentration of awards (Herfindahl)", data.concentration(), model.concentration());
    TreeSet<String> ids = new TreeSet<>(data.running().keySet());
    ids.addAll(data.awarded().keySet());
    for (String id : ids) {
      percent("part of awards: " + id, part(data, id), part(model, id));
    }
    lines.add("  A dash: not known, or there was nothing to measure.");
    direct();
  }

  private static double part(Figures figures, String id) {
    return figures.awarded().isEmpty() ? Double.NaN : figures.awarded().getOrDefault(id, 0.0);
  }

  /** The model knows no direct award without policy, and no threshold. */
  private void direct() {
    double[] amounts =
        market.data().contracts().stream()
            .filter(contract -> contract.method() == Method.DIRECT)
            .mapToDouble(contract -> contract.amount().doubleValue())
            .sorted()
            .toArray();
    if (amounts.length > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  Direct awards in the data: %,d, nine in ten of them below %,.0f. The model awards"
                  + " all by contest, whatever they cost.",
              amounts.length,
              amounts[(int) (amounts.length * 0.9)]));
    }
  }

  private void money(String what, double data, double model) {
    row(what, data, model, "%,.0f", 0.01);
  }

  private void number(String what, double data, double model) {
    row(what, data, model, "%,.1f", 1);
  }

  private void percent(String what, double data, double model) {
    row(what, data, model, "%.1f%%", 100);
  }

  private void row(String what, double data, double model, String form, double factor) {
    lines.add(
        String.format(Locale.ROOT, ROW, what, cell(data, form, factor), cell(model, form, factor)));
  }

  private static String cell(double value, String form, double factor) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, form, value * factor) : "-";
  }

  private void proposals(int most) {
    lines.add("");
    lines.add("Proposed, since the mapping does not say it (confidence, what, why)");
    proposals("buyer", market.who().segments(), most);
    proposals("supplier", market.who().providers(), most);
    int before = lines.size();
    for (WhoIsWho.Seller seller : market.who().sellers().values()) {
      if (!seller.ownership().said()) {
        proposal(
            seller.ownership().confidencePercent(),
            "provider " + seller.id() + " is " + seller.ownership().word(),
            seller.ownership().why());
      }
    }
    shorten(before, most, "ownerships");
    if (most < Integer.MAX_VALUE) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %,d numbers of the market are assumed or fitted; the report lists them",
              market.assumptions().size()));
    }
    for (String unused : market.unused()) {
      lines.add("  Notice: " + unused);
    }
  }

  private <T> void proposals(String kind, Map<String, Proposal<T>> all, int most) {
    int before = lines.size();
    all.entrySet().stream()
        .filter(each -> !each.getValue().said())
        .sorted(
            Comparator.<Map.Entry<String, Proposal<T>>>comparingInt(
                    each -> each.getValue().confidencePercent())
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(
            each ->
                proposal(
                    each.getValue().confidencePercent(),
                    kind + " '" + each.getKey() + "' is " + each.getValue().word(),
                    each.getValue().why()));
    shorten(before, most, kind + "s");
  }

  private void proposal(int percent, String what, String why) {
    lines.add(String.format(Locale.ROOT, "  %3d%%  %s: %s", percent, what, why));
  }

  private void shorten(int from, int most, String what) {
    int more = lines.size() - from - most;
    if (more > 0) {
      lines.subList(from + most, lines.size()).clear();
      lines.add("        and " + more + " more " + what + "; the mapping has all");
    }
  }

  private void assumptions() {
    lines.add("Assumed or fitted (confidence, path, value, why)");
    for (Assumption each : market.assumptions()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %3d%%  %s: %s: %s",
              each.confidencePercent(),
              each.path(),
              each.value(),
              each.why()));
    }
  }
}
