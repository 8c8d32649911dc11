package org.cloudmarket.local.report;

import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.cloudmarket.local.report.RunView.Part;
import org.cloudmarket.model.figures.Measure;
import org.cloudmarket.model.market.Currencies;

/**
 * What a policy cost buyers, told in two ways. The price of each award is held beside the same
 * tender without policy. What all buyers paid, for service and for moves, is held beside the run
 * without policy.
 *
 * <p>The cost of moves is told of the pair alone. The same tender without policy has today's
 * holder: where policy has moved the buyer already, a move back that it spares counts as a saving.
 */
final class CostReport {

  private static final double FEN_A_MILLION = 1e8;

  private final RunView with;
  private final RunView without;

  CostReport(RunView with, RunView without) {
    this.with = with;
    this.without = without;
  }

  List<String> lines() {
    return Stream.concat(awards().stream(), paid().stream()).toList();
  }

  private List<String> awards() {
    long paid = sum(with, Measure.TOUCHED_FEN);
    long otherwise = sum(with, Measure.TOUCHED_COUNTERFACTUAL_FEN);
    if (otherwise == 0) {
      return List.of("Cost to buyers: no award was touched by a policy.");
    }
    return List.of(
        String.format(
            Locale.ROOT,
            "Cost to buyers: awards that policy touched (%,d) cost %.1f%% %s than the same tenders without",
            sum(with, Measure.TOUCHED),
            100.0 * Math.abs(paid - otherwise) / otherwise,
            paid < otherwise ? "less" : "more"),
        String.format(
            Locale.ROOT,
            "  policy: %,.1f million %s %s on %,.1f million, which is a year's price of each, added up.",
            millions(Math.abs(paid - otherwise)),
            money(with),
            paid < otherwise ? "less" : "more",
            millions(otherwise)));
  }

  private List<String> paid() {
    Table table =
        new Table(1)
            .row(
                List.of(
                    "all buyers, "
                        + with.scenario().months()
                        + " months together, million "
                        + money(with),
                    "with",
                    "without",
                    "difference"));
    row(
        table,
        "paid for service: each month a twelfth of running spend",
        service(with),
        service(without));
    row(
        table,
        "paid once for moves",
        sum(with, Measure.PORTING_FEN),
        sum(without, Measure.PORTING_FEN));
    return table.lines();
  }

  private static void row(Table table, String what, long with, long without) {
    table.row(List.of(what, amount(with), amount(without), difference(with - without)));
  }

  /** What a month's running contracts cost in it, in fen, over all months. */
  private static long service(RunView run) {
    return Arrays.stream(run.runningFen()).sum() / 12;
  }

  private static String amount(long fen) {
    return String.format(Locale.ROOT, "%,.1f", millions(fen));
  }

  private static String difference(long fen) {
    return String.format(Locale.ROOT, "%+,.1f", millions(fen));
  }

  private static double millions(long fen) {
    return fen / FEN_A_MILLION;
  }

  /** What a run's money is called. */
  static String money(RunView run) {
    Currency currency = run.scenario().currency();
    return currency.equals(Currencies.CNY) ? "yuan" : currency.getCurrencyCode();
  }

  private static long sum(RunView run, Measure measure) {
    return Arrays.stream(run.totals(measure, Part.WHOLE)).sum();
  }
}
