package org.cloudmarket.procurement.store.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.documents.scenario.ScenarioJson;
import org.cloudmarket.documents.scenario.ScenarioWriter;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.api.Test;

class MarketsTest {

  private static final DocumentLibrary LIBRARY = DocumentLibrary.shipped();
  private static final Scenario TIANJIN = LIBRARY.resolve(LIBRARY.get("tianjin-mandate"));

  private static ObjectNode document() {
    return ScenarioWriter.write(TIANJIN);
  }

  @Test
  void scenariosThatDifferInWordsOnlyAreTheSameMarket() {
    ObjectNode other = document();
    other.put("name", "another").put("title", "Another").put("story", "Another story");

    assertThat(Markets.of(ScenarioJson.read(other))).isEqualTo(Markets.of(TIANJIN));
  }

  @Test
  void scenariosThatDifferInOneNumberAreNot() {
    ObjectNode other = document();
    other.withObject("/population").put("buyers", TIANJIN.buyers() + 1);

    assertThat(Markets.of(ScenarioJson.read(other))).isNotEqualTo(Markets.of(TIANJIN));
  }

  @Test
  void scenariosThatDifferInTheirPoliciesAreNot() {
    ObjectNode other = document();
    other.putObject("policies");
    other.putObject("triggers");

    assertThat(Markets.of(ScenarioJson.read(other))).isNotEqualTo(Markets.of(TIANJIN));
  }
}
