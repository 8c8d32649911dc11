package org.cloudmarket.local.broker;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.cloudmarket.local.process.ChildSpec;
import org.cloudmarket.local.process.JavaCommand;
import org.cloudmarket.local.process.Sockets;

/** How the broker's process is started, and when it is ready. */
public final class BrokerProcess {

  /** What it is called. */
  public static final String NAME = "broker";

  /** Kafka works through the page cache; the heap holds requests and metadata only. */
  private static final int HEAP_MEGABYTES = 512;

  private BrokerProcess() {}

  /**
   * @param port where clients connect
   * @param controllerPort for the broker itself
   * @param data its folder, which is there
   * @param temporary its folder for temporary files
   * @param log where its output goes
   */
  public static ChildSpec spec(int port, int controllerPort, Path data, Path temporary, Path log) {
    var classPath = System.getProperty("java.class.path");
    var options =
        new ArrayList<>(
            JavaCommand.startingSooner(
                NAME, Stream.of(classPath.split(File.pathSeparator)).map(Path::of).toList()));
    // Starts sooner than the others, and has no threads to take from two cores.
    options.addAll(JavaCommand.collector("-XX:+UseSerialGC"));
    options.addAll(
        List.of(
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss,SSS",
            "-Dorg.slf4j.simpleLogger.showShortLogName=true",
            // Says every setting of every client and server, several times over.
            "-Dorg.slf4j.simpleLogger.log.org.apache.kafka.common.config=warn"));
    var command =
        JavaCommand.of(
            HEAP_MEGABYTES,
            temporary,
            options,
            Broker.class.getName(),
            Integer.toString(port),
            Integer.toString(controllerPort));
    var address = "localhost:" + port;
    return new ChildSpec(
        NAME,
        address,
        command,
        Map.of("CLASSPATH", classPath),
        data,
        log,
        () -> Sockets.accepts(port) && isLetIn(address));
  }

  /** An open port is not enough: until the controller lets it in, a broker holds no partition. */
  private static boolean isLetIn(String address) throws Exception {
    var settings = new Properties();
    settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 1000);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 2000);
    try (var admin = Admin.create(settings)) {
      return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
    }
  }
}
