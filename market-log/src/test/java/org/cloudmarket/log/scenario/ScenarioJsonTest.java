package org.cloudmarket.log.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.api.Test;

class ScenarioJsonTest {

  private final Scenario scenario = Scenarios.everything();

  @Test
  void writeThenReadIsTheIdentity() {
    assertThat(ScenarioJson.read(ScenarioJson.write(scenario))).isEqualTo(scenario);
  }

  @Test
  void aParserThatMakesBinaryFractionsOfDecimalsReadsTheSame() throws Exception {
    JsonNode parsed = new ObjectMapper().readTree(ScenarioJson.write(scenario).toString());

    assertThat(ScenarioJson.read(parsed)).isEqualTo(scenario);
  }
}
