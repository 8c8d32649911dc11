package org.cloudmarket.procurement.store.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.documents.scenario.ScenarioJson;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.procurement.store.scenario.Changes.Change;
import org.junit.jupiter.api.Test;

class ChangesTest {

  private static final DocumentLibrary LIBRARY = DocumentLibrary.shipped();

  private static Scenario scenario(String name, Map<String, String> set) {
    return LIBRARY.resolve(LIBRARY.get(name), Optional.empty(), set);
  }

  private static List<Change> changes(Scenario baseline, Scenario treatment) {
    return Changes.between(ScenarioJson.write(baseline), ScenarioJson.write(treatment));
  }

  @Test
  void aScenarioIsNotChangedAgainstItself() {
    assertThat(
            changes(scenario("tianjin-mandate", Map.of()), scenario("tianjin-mandate", Map.of())))
        .isEmpty();
  }

  @Test
  void aValueThatWasSetIsFoundWhereItStands() {
    List<Change> changes =
        changes(
            scenario("tianjin-mandate", Map.of()),
            scenario(
                "tianjin-mandate",
                Map.of("population.buyers", "77", "policies.tianjin-mandate.graceMonths", "1")));

    assertThat(changes)
        .extracting(Change::pointer)
        .containsExactly("/policies/tianjin-mandate/graceMonths", "/population/buyers");
    assertThat(changes.getLast().treatment().asInt()).isEqualTo(77);
  }

  @Test
  void aPolicyThatOnlyOneHasIsOneChangeAndNullInTheOther() {
    List<Change> changes =
        changes(scenario("no-policy", Map.of()), scenario("tianjin-mandate", Map.of()));

    assertThat(changes)
        .filteredOn(change -> change.pointer().equals("/policies/tianjin-mandate"))
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.baseline().isNull()).isTrue();
              assertThat(change.treatment().path("instrument").asText())
                  .isEqualTo("migration-mandate");
            });
    assertThat(changes).extracting(Change::pointer).doesNotContain("/name", "/title");
  }
}
