package org.cloudmarket.local.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.api.Test;

class EffectReportTest {

  private static final DocumentLibrary LIBRARY = DocumentLibrary.shipped();

  /** The lines on money, of a small run beside the same without policies. */
  private static List<String> money(String scenario) {
    return report(scenario, 300).stream()
        .filter(line -> line.contains("million") && line.contains("a year"))
        .toList();
  }

  private static List<String> report(String scenario, int buyers) {
    Scenario with =
        LIBRARY.resolve(
            LIBRARY.get(scenario),
            Optional.empty(),
            Map.of("population.buyers", "" + buyers, "months", "40"));
    Scenario without = with.withPolicies(List.of(), List.of());
    return EffectReport.of(ReferenceView.of(with, 1, 1), ReferenceView.of(without, 1, 1));
  }

  @Test
  void sumsOfAChineseMarketAreInYuan() {
    assertThat(money("tianjin-mandate"))
        .hasSize(2)
        .allMatch(line -> line.contains(" million yuan a year"));
  }

  @Test
  void theCostOfMovesStandsBesideThatOfPrices() {
    assertThat(report("tianjin-mandate", 3_000))
        .filteredOn(line -> line.contains("million yuan once"))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("  cost of migrations"),
            line ->
                assertThat(line)
                    .contains("Migrations in these awards cost ")
                    .endsWith(" more than without policy.")
                    .doesNotContain(" 0.0 "));
  }

  @Test
  void sumsOfAnotherMarketAreInItsOwnCurrency() {
    assertThat(money("eu-sovereign-cloud"))
        .hasSize(2)
        .allMatch(line -> line.contains(" million EUR a year"));
  }
}
