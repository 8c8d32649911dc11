package org.cloudmarket.log.codec;

import java.nio.charset.StandardCharsets;
import org.cloudmarket.log.scenario.ScenarioJson;
import org.cloudmarket.model.scenario.Scenario;

/** The resolved document of a scenario, as bytes. */
final class Scenarios {

  private Scenarios() {}

  static byte[] bytes(Scenario scenario) {
    return ScenarioJson.write(scenario).toString().getBytes(StandardCharsets.UTF_8);
  }
}
