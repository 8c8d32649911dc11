package org.cloudmarket.wire.codec;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cloudmarket.documents.scenario.PolicyJson;
import org.cloudmarket.documents.scenario.ScenarioJson;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.scenario.Scenario;

/** Documents as bytes: of resolved scenarios, and of policies by themselves. */
final class Scenarios {

  private Scenarios() {}

  static byte[] bytes(Scenario scenario) {
    return bytes(ScenarioJson.write(scenario));
  }

  static byte[] bytes(Policy policy) {
    return bytes(PolicyJson.write(policy));
  }

  static byte[] bytes(List<Policy> policies) {
    return bytes(PolicyJson.write(policies));
  }

  private static byte[] bytes(JsonNode document) {
    return document.toString().getBytes(StandardCharsets.UTF_8);
  }
}
