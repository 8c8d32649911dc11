package org.cloudmarket.wire.codec;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.cloudmarket.documents.scenario.PolicyJson;
import org.cloudmarket.documents.scenario.ScenarioJson;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.scenario.Scenario;

/** Documents as bytes: of resolved scenarios, and of policies by themselves. */
final class Scenarios {

  private static final int PLACES = 16;

  /** Longer documents are written anew each time, so that what is kept is 4 MiB at most. */
  private static final int LONGEST_BYTES = 256 * 1024;

  private static final class Written {
    private final Scenario scenario;
    private final byte[] bytes;

    private Written(Scenario scenario, byte[] bytes) {
      this.scenario = scenario;
      this.bytes = bytes;
    }
  }

  /** The last few. A run's order goes to each of its shards, and each shard keeps it as a fact. */
  private static final AtomicReferenceArray<Written> LAST = new AtomicReferenceArray<>(PLACES);

  private static final AtomicInteger NEXT = new AtomicInteger();

  private Scenarios() {}

  /** The bytes are shared: whoever gets them reads only. */
  @SuppressWarnings("ReferenceEquality") // To compare two scenarios takes as long as to write one.
  static byte[] bytes(Scenario scenario) {
    for (int place = 0; place < PLACES; place++) {
      Written written = LAST.get(place);
      if (written != null && written.scenario == scenario) {
        return written.bytes;
      }
    }
    byte[] bytes = bytes(ScenarioJson.write(scenario));
    if (bytes.length <= LONGEST_BYTES) {
      LAST.set(Math.floorMod(NEXT.getAndIncrement(), PLACES), new Written(scenario, bytes));
    }
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
