package org.cloudmarket.log.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.api.Test;

class ShippedDocumentsTest {

  private final DocumentLibrary library = DocumentLibrary.shipped();

  @Test
  void everyDocumentAndEveryArmResolvesWithoutFaultOrWarning() {
    assertThat(library.documents().values())
        .allSatisfy(
            document ->
                assertThat(library.check(document)).isEqualTo(new Findings(List.of(), List.of())));
  }

  @Test
  void everyScenarioAndArmIsReadAgainFromItsYaml() {
    for (ScenarioDocument document : library.scenarios()) {
      for (String arm : library.arms(document).keySet()) {
        Scenario scenario = library.resolve(document, Optional.of(arm), Map.of());

        ScenarioDocument again = ScenarioDocument.parse(ScenarioJson.yaml(scenario));

        assertThat(library.resolve(again)).isEqualTo(scenario);
      }
    }
  }
}
