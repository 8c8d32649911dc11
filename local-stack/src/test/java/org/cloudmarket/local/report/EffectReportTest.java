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
    Scenario with =
        LIBRARY.resolve(
            LIBRARY.get(scenario),
            Optional.empty(),
            Map.of("population.buyers", "300", "months", "40"));
    Scenario without = with.withPolicies(List.of(), List.of());
    return EffectReport.of(ReferenceView.of(with, 1, 1), ReferenceView.of(without, 1, 1)).stream()
        .filter(line -> line.contains("million") && line.contains("a year"))
        .toList();
  }

  @Test
  void sumsOfAChineseMarketAreInYuan() {
    assertThat(money("tianjin-mandate"))
        .hasSize(2)
        .allMatch(line -> line.contains(" million yuan a year"));
  }

  @Test
  void sumsOfAnotherMarketAreInItsOwnCurrency() {
    assertThat(money("eu-sovereign-cloud"))
        .hasSize(2)
        .allMatch(line -> line.contains(" million EUR a year"));
  }
}
