package org.cloudmarket.local.broker;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** The settings of a single-node KRaft broker, each with its reason. */
public final class BrokerSettings {

  private static final String HOST = "127.0.0.1";

  private BrokerSettings() {}

  /**
   * All of them.
   *
   * @param port where clients connect
   * @param controllerPort where the broker talks to its own controller
   * @param dir where the log segments go
   */
  public static Properties of(int port, int controllerPort, Path dir) {
    var settings = new Properties();
    settings.putAll(addresses(port, controllerPort, dir));
    settings.putAll(singleNode());
    settings.putAll(behaviour());
    settings.putAll(quickStart());
    settings.putAll(modestSize());
    return settings;
  }

  /** Those of the controller alone, on the same folder. */
  static Properties ofController(int controllerPort, Path dir) {
    var settings = new Properties();
    settings.putAll(of(0, controllerPort, dir));
    settings.put("process.roles", "controller");
    settings.put("listeners", "CONTROLLER://" + HOST + ":" + controllerPort);
    settings.remove("advertised.listeners");
    return settings;
  }

  private static Map<String, String> addresses(int port, int controllerPort, Path dir) {
    var s = new LinkedHashMap<String, String>();
    s.put("node.id", "1");
    // One process is both: there is nobody to elect and nothing to replicate.
    s.put("process.roles", "broker,controller");
    s.put("controller.quorum.voters", "1@" + HOST + ":" + controllerPort);
    // The loopback alone: the broker knows no passwords.
    s.put(
        "listeners",
        "PLAINTEXT://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort);
    s.put("advertised.listeners", "PLAINTEXT://localhost:" + port);
    s.put("controller.listener.names", "CONTROLLER");
    s.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    s.put("log.dirs", dir.toString());
    return s;
  }

  /** Kafka's defaults ask for three replicas of its own topics; here is one node. */
  private static Map<String, String> singleNode() {
    return Map.of(
        "default.replication.factor", "1",
        "min.insync.replicas", "1",
        "offsets.topic.replication.factor", "1",
        "transaction.state.log.replication.factor", "1",
        "transaction.state.log.min.isr", "1",
        "share.coordinator.state.topic.replication.factor", "1",
        "share.coordinator.state.topic.min.isr", "1");
  }

  private static Map<String, String> behaviour() {
    var s = new LinkedHashMap<String, String>();
    // A topic that a client invents has the wrong partition count, and nobody notices.
    s.put("auto.create.topics.enable", "false");
    // No client may hold back readers of committed records for longer than this.
    s.put("transaction.max.timeout.ms", "60000");
    // The default looks every 10 s: a killed service's transaction would block twice its timeout.
    s.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    // After a SIGKILL, the broker may come back only when its old session has run out.
    s.put("broker.session.timeout.ms", "6000");
    return s;
  }

  private static Map<String, String> quickStart() {
    var s = new LinkedHashMap<String, String>();
    // The broker is let in at a heartbeat; the default is one in 2 s.
    s.put("broker.heartbeat.interval.ms", "500");
    // All members of a group come at once: waiting 3 s for more gains nothing.
    s.put("group.initial.rebalance.delay.ms", "0");
    // The defaults, 50 partitions each, are for clusters; here they would only cost files.
    s.put("offsets.topic.num.partitions", "4");
    s.put("transaction.state.log.num.partitions", "4");
    s.put("share.coordinator.state.topic.num.partitions", "1");
    return s;
  }

  /** Two cores and half a gigabyte are enough for the market, and all that a laptop can spare. */
  private static Map<String, String> modestSize() {
    var s = new LinkedHashMap<String, String>();
    // Small segments are deleted and compacted soon: Streams' changelogs stay short to restore.
    s.put("log.segment.bytes", Integer.toString(64 << 20));
    // Enough for such a segment; the default preallocates 10 MiB, twice for each partition.
    s.put("log.index.size.max.bytes", Integer.toString(1 << 20));
    // The default of 128 MiB would be a quarter of the heap.
    s.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20));
    s.put("num.network.threads", "2");
    s.put("num.io.threads", "4");
    s.put("background.threads", "2");
    return s;
  }
}
