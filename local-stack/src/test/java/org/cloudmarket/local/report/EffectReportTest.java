package org.cloudmarket.local.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.local.report.RunView.Part;
import org.cloudmarket.model.figures.Measure;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.api.Test;

class EffectReportTest {

  private static final DocumentLibrary LIBRARY = DocumentLibrary.shipped();

  /** The lines on money, of a small run beside the same without policies. */
  private static List<String> money(String scenario) {
    return report(scenario, 300).stream().filter(line -> line.contains("million")).toList();
  }

  private static List<String> report(String scenario, int buyers) {
    RunView with = run(scenario, buyers);
    return EffectReport.of(with, withoutPolicies(with), true);
  }

  private static RunView run(String scenario, int buyers) {
    Scenario resolved =
        LIBRARY.resolve(
            LIBRARY.get(scenario),
            Optional.empty(),
            Map.of("population.buyers", "" + buyers, "months", "40"));
    return ReferenceView.of(resolved, 1, 1);
  }

  private static RunView withoutPolicies(RunView run) {
    return ReferenceView.of(run.scenario().withPolicies(List.of(), List.of()), 1, 1);
  }

  @Test
  void sumsOfAChineseMarketAreInYuan() {
    assertThat(money("tianjin-mandate"))
        .hasSize(3)
        .allMatch(line -> line.contains("million yuan") || line.contains("year's price of each"));
  }

  @Test
  void sumsOfAnotherMarketAreInItsOwnCurrency() {
    assertThat(money("eu-sovereign-cloud"))
        .hasSize(3)
        .allMatch(line -> line.contains("million EUR") || line.contains("year's price of each"));
  }

  @Test
  void whatAYearsPricesAddUpToIsCalledSo() {
    assertThat(String.join("\n", report("tianjin-mandate", 300)))
        .contains("a year's price of each award, added up, million yuan")
        .contains("which is a year's price of each, added up.")
        .doesNotContain("yuan a year");
  }

  @Test
  void movesCostWhatTheyCostInThePair() {
    RunView with = run("tianjin-mandate", 3_000);
    RunView without = withoutPolicies(with);

    assertThat(EffectReport.of(with, without, true))
        .filteredOn(line -> line.contains("paid once for moves"))
        .singleElement()
        .satisfies(
            line ->
                assertThat(numbers(line))
                    .containsExactly(
                        millions(moves(with)),
                        millions(moves(without)),
                        millions(moves(with) - moves(without)))
                    .doesNotContain(0.0));
  }

  @Test
  void everyMonthABuyerPaysATwelfthOfWhatItsContractCostsAYear() {
    RunView with = run("tianjin-mandate", 300);
    RunView without = withoutPolicies(with);
    long service = Arrays.stream(with.runningFen()).sum() / 12;

    assertThat(service).isBetween(1L, 40L * Arrays.stream(with.runningFen()).max().orElseThrow());
    assertThat(EffectReport.of(with, without, true))
        .filteredOn(line -> line.contains("a twelfth of running spend"))
        .singleElement()
        .satisfies(line -> assertThat(numbers(line)).startsWith(millions(service)));
  }

  /** What stands in a line behind its words. */
  private static List<Double> numbers(String line) {
    return Arrays.stream(line.strip().split("  +"))
        .skip(1)
        .map(number -> Double.valueOf(number.replace(",", "")))
        .toList();
  }

  private static double millions(long fen) {
    return Math.round(fen / 1e7) / 10.0;
  }

  private static long moves(RunView run) {
    return Arrays.stream(run.totals(Measure.PORTING_FEN, Part.WHOLE)).sum();
  }
}
