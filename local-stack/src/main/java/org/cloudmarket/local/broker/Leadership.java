package org.cloudmarket.local.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.utils.Time;

/**
 * Takes the partitions from a broker that crashed, before it starts again.
 *
 * <p>A broker that crashed finds itself the leader of everything in its own metadata. It begins to
 * load the groups' offsets, registers, is no leader for a moment, then leader again, and loads them
 * once more. Where the first load ends after the second has begun, Kafka (4.1.1, and up to 4.4.0)
 * takes it for the second: the coordinator is active with an empty memory, tells its groups that
 * they have committed nothing, and loads again and again. A busy machine or a large topic of
 * offsets is enough. Without a leader in its metadata the broker loads once.
 */
final class Leadership {

  private static final long PATIENCE_SECONDS = 60;

  private Leadership() {}

  /** Runs the controller for as long as it takes to forget the broker's last registration. */
  static void giveUp(int controllerPort, Path log) {
    var settings = BrokerSettings.ofController(controllerPort, log);
    int node = Integer.parseInt(settings.getProperty("node.id"));
    var controller = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
    try {
      controller.startup();
      unregister(node, controllerPort);
    } finally {
      controller.shutdown();
      controller.awaitShutdown();
    }
  }

  private static void unregister(int node, int controllerPort) {
    Map<String, Object> settings =
        Map.of(
            AdminClientConfig.BOOTSTRAP_CONTROLLERS_CONFIG,
            "localhost:" + controllerPort,
            AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
            200);
    try (var admin = Admin.create(settings)) {
      admin.unregisterBroker(node).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // It was never registered, or cannot be reached: then it starts as Kafka starts it.
      System.out.println("The broker keeps its leadership: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
