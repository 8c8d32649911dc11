package org.cloudmarket.local.stack;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.cloudmarket.local.database.DatabaseAddress;
import org.cloudmarket.local.process.ChildSpec;
import org.cloudmarket.local.process.JavaCommand;
import org.cloudmarket.local.process.RunnableJar;
import org.cloudmarket.local.process.StackFailure;

/** How a service's process is started, and when it is ready. */
final class ServiceProcess {

  private static final Path APPLICATION = Path.of("target", "quarkus-app", "quarkus-run.jar");

  private ServiceProcess() {}

  /**
   * @param replica which
   * @param home the root of the project
   * @param address where it is to listen
   * @param services where the first replica of each service listens
   * @param kafka the broker
   * @param database its own database
   * @param settings further variables of its environment
   * @param temporary its folder for temporary files
   * @param log where its output goes
   */
  static ChildSpec spec(
      Replica replica,
      Path home,
      URI address,
      Function<Service, URI> services,
      String kafka,
      DatabaseAddress database,
      Map<String, String> settings,
      Path temporary,
      Path log) {
    var service = replica.service();
    var application = home.resolve(service.label()).resolve(APPLICATION);
    if (!Files.exists(application)) {
      throw new StackFailure(service.label() + " is not built: run './mvnw package'");
    }
    var environment = new HashMap<String, String>();
    environment.put("CLASSPATH", JavaCommand.guardClassPath() + File.pathSeparator + application);
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(address.getPort()));
    environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka);
    environment.put("SERVICE_INSTANCE", replica.label());
    environment.put("SERVICE_PROCUREMENT", "" + services.apply(Service.PROCUREMENT));
    environment.putAll(datasource(database));
    if (replica.service() == Service.PROCUREMENT) {
      environment.put("PROCUREMENT_NEIGHBOURS_POLICY", "" + services.apply(Service.POLICY));
      environment.put("PROCUREMENT_NEIGHBOURS_PROVIDER", "" + services.apply(Service.PROVIDER));
    }
    // The loopback alone, unless the user's own environment says otherwise: there is no login.
    environment.put(
        "QUARKUS_HTTP_HOST", System.getenv().getOrDefault("QUARKUS_HTTP_HOST", "127.0.0.1"));
    environment.putAll(settings);
    return new ChildSpec(
        replica.label(),
        address.toString(),
        command(service, temporary, RunnableJar.read(application)),
        environment,
        // What it writes unasked, as a JVM that crashes does, is found beside its log; and nothing
        // is
        // read from where the user happens to stand.
        log.getParent(),
        log,
        () -> Health.isReady(address));
  }

  private static List<String> command(Service service, Path temporary, RunnableJar jar) {
    var options = new ArrayList<>(jar.options());
    if (service == Service.POLICY) {
      // It has little to do: the second compiler would take more of two processors than it saves.
      options.add("-XX:TieredStopAtLevel=1");
    }
    // Throughput counts; for so small a heap the JVM would choose a collector with one thread.
    options.addAll(JavaCommand.collector("-XX:+UseParallelGC"));
    options.addAll(JavaCommand.startingSooner(service.label(), jar.classPath()));
    return JavaCommand.of(service.heapMegabytes(), temporary, options, jar.mainClass());
  }

  private static Map<String, String> datasource(DatabaseAddress database) {
    return Map.of(
        "QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl(),
        "QUARKUS_DATASOURCE_USERNAME", database.user(),
        "QUARKUS_DATASOURCE_PASSWORD", database.password());
  }
}
