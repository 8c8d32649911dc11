package org.cloudmarket.wire.codec;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.cloudmarket.documents.scenario.PolicyJson;
import org.cloudmarket.documents.scenario.ScenarioJson;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.wire.json.LastFew;

/** Documents as bytes: of resolved scenarios, and of policies by themselves. */
final class Scenarios {

  private static final class Written {
    private final Scenario scenario;
    private final byte[] bytes;

    private Written(Scenario scenario, byte[] bytes) {
      this.scenario = scenario;
      this.bytes = bytes;
    }
  }

  /** A run's order goes to each of its shards, and each shard keeps it as a fact. */
  private static final LastFew<Written> LAST = new LastFew<>();

  private Scenarios() {}

  /** The bytes are shared: whoever gets them reads only. */
  @SuppressWarnings("ReferenceEquality") // To compare two scenarios takes as long as to write one.
  static byte[] bytes(Scenario scenario) {
    Optional<Written> known = LAST.find(written -> written.scenario == scenario);
    if (known.isPresent()) {
      return known.get().bytes;
    }
    byte[] bytes = bytes(ScenarioJson.write(scenario));
    LAST.keep(new Written(scenario, bytes), bytes.length);
    return bytes;
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
