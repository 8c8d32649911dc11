package org.cloudmarket.local.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * The main class of the broker's process: formats the storage if it is new, cleans up after a
 * crash, then runs Kafka.
 */
public final class Broker {

  /** Settings that are added to ours, or take their place, if this file is in the folder. */
  public static final String FURTHER_SETTINGS = "further.properties";

  /** Kafka writes it at its orderly end, and deletes it at its start. */
  private static final String CLEAN_SHUTDOWN = ".kafka_cleanshutdown";

  private Broker() {}

  /**
   * Runs the broker until it is told to end, with its data in the folder that it runs in.
   *
   * @param args the port of clients, the port of the controller
   */
  public static void main(String[] args) throws IOException {
    var settings = Path.of("server.properties");
    // Relative, and no more: Kafka takes a comma for the end of a path, cuts blanks off, and reads
    // its settings in Latin 1.
    var log = Path.of("log");
    var all = BrokerSettings.of(Integer.parseInt(args[0]), Integer.parseInt(args[1]), log);
    var further = Path.of(FURTHER_SETTINGS);
    if (Files.exists(further)) {
      try (var in = Files.newBufferedReader(further)) {
        all.load(in);
      }
    }
    try (var out = Files.newBufferedWriter(settings)) {
      all.store(out, "Written at every start: changes here are lost");
    }
    if (!Files.exists(log.resolve("meta.properties"))) {
      format(settings);
    } else if (!Files.exists(log.resolve(CLEAN_SHUTDOWN))) {
      Leadership.giveUp(Integer.parseInt(args[1]), log);
    }
    Kafka.main(new String[] {settings.toString()});
  }

  private static void format(Path settings) {
    String[] arguments = {
      "format",
      "--cluster-id",
      Uuid.randomUuid().toString(),
      "--config",
      settings.toString(),
      // One replica has nobody to be in step with: without this a crash makes each election
      // unclean.
      "--feature",
      "eligible.leader.replicas.version=0"
    };
    int status = StorageTool.execute(arguments, System.out);
    if (status != 0) {
      throw new IllegalStateException("Kafka's storage tool ended with status " + status);
    }
  }
}
