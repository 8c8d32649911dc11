package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.client.KafkaRun.Order;
import org.cloudmarket.local.client.ProcurementApi;
import org.cloudmarket.local.stack.PartedStack;
import org.cloudmarket.local.stack.Replica;
import org.cloudmarket.local.stack.Service;
import org.cloudmarket.wire.topic.Topics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * This build takes over from an earlier one while a run goes on. {@code -Dearlier.build=FOLDER}
 * names a checkout of the earlier one, which is built.
 */
@Tag("long")
class UpgradeIT {

  private static final String EARLIER = System.getProperty("earlier.build", "");

  private static final String SCENARIO = "tianjin-mandate";
  private static final long SEED = 71;
  private static final int SHARDS = 4;

  /** Slow enough that the services start before the run is over. */
  private static final long SLOW_PACE_MILLIS = 60_000;

  private static final Duration PATIENCE = Duration.ofMinutes(15);

  @Test
  void replicasOfThisBuildJoinThoseOfAnEarlierOneAndTakeOverInMidRun() throws Exception {
    assumeTrue(!EARLIER.isEmpty(), "-Dearlier.build names no earlier build");
    assertThat(Path.of(EARLIER)).as("-Dearlier.build").isAbsolute();
    try (PartedStack stack = new PartedStack(Path.of("target", "upgrade"))) {
      stack.startBroker(Map.of(), Map.of());
      stack.startDatabase(_ -> {});
      Topics.create(stack.bootstrapServers(), Topics.DEFAULT_PARTITIONS);
      for (Service service : Service.values()) {
        stack.startService(new Replica(service, 1), Path.of(EARLIER), Map.of());
      }
      KafkaRun begun =
          KafkaRun.start(
              stack.api(),
              new Order(SCENARIO, "", SEED, SHARDS, Market.MANDATES_YEAR, SLOW_PACE_MILLIS));
      Market.until("a month is whole", PATIENCE, () -> begun.refresh().progress() > 0);

      for (Service service : Service.values()) {
        stack.startService(new Replica(service, 2), Map.of());
      }
      Market.until(
          "each group's work is shared by two",
          PATIENCE,
          () -> FaultsIT.shared(Owners.of(stack.bootstrapServers())));
      double shared = begun.refresh().progress();
      Market.until("both have made a month", PATIENCE, () -> begun.refresh().progress() > shared);
      for (Service service : Service.values()) {
        stack.child(new Replica(service, 1).label()).stop();
      }

      ProcurementApi api = stack.api(2);
      KafkaRun run = KafkaRun.of(api, begun.id());
      assertThat(run.over()).as("over before this build had it alone").isFalse();
      api.post(
          "/api/runs/" + run.id() + "/pace",
          JsonNodeFactory.instance.objectNode().put("pace", "0ms"));
      Market.comesThrough(run);
      Market.equalsReference(stack.bootstrapServers(), run, SCENARIO, SEED, Market.MANDATES_YEAR);
    }
  }
}
