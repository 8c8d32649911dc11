package org.cloudmarket.local.stack;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.cloudmarket.local.broker.BrokerProcess;
import org.cloudmarket.local.database.Postgres;
import org.cloudmarket.local.process.Folders;

/**
 * What a stack is made of and where.
 *
 * @param home the root of the project: the services and the PostgreSQL binaries are found below it
 * @param folder holds the stack's data and logs
 * @param keep whether the data stays when the stack ends, and is found again
 * @param fresh whether data of an earlier stack is removed first
 * @param ports where everything listens
 * @param services those to start beside the broker and PostgreSQL
 * @param replicas how many processes of each service; 1 to {@link Replica#MOST}
 * @param restarts whether a process that ends unasked is started again
 * @param settings further variables of the environment of each service
 * @param progress told of what happens
 */
public record StackOptions(
    Path home,
    Path folder,
    boolean keep,
    boolean fresh,
    Ports ports,
    Set<Service> services,
    int replicas,
    boolean restarts,
    Function<Service, Map<String, String>> settings,
    Progress progress) {

  private static final String FOLDER = ".market";
  private static final String DESK_THREADS = "DESK_THREADS";

  public StackOptions {
    home = home.toAbsolutePath().normalize();
    folder = Folders.real(folder);
    services = Set.copyOf(services);
    if (replicas < 1 || replicas > Replica.MOST) {
      throw new IllegalArgumentException(
          "A service has 1 to " + Replica.MOST + " replicas, not " + replicas);
    }
  }

  /** Everything, at the ports that people expect, with data that goes when the stack ends. */
  public static StackOptions standard(Path home) {
    return new StackOptions(
        home,
        home.resolve(FOLDER),
        false,
        false,
        Ports.standard(),
        EnumSet.allOf(Service.class),
        1,
        true,
        _ -> threads(System.getenv(), Runtime.getRuntime().availableProcessors()),
        Progress.SILENT);
  }

  /**
   * How many threads the desks of a service have. They and the broker share the processors: with
   * two of these, a second thread only makes more and smaller transactions of the same work.
   */
  static Map<String, String> threads(Map<String, String> environment, int processors) {
    boolean asUsual = environment.containsKey(DESK_THREADS) || processors > 2;
    return asUsual ? Map.of() : Map.of(DESK_THREADS, "1");
  }

  /**
   * For tests: free ports, nothing restarted, and no services but those named.
   *
   * @param folder below the module's target folder, so that the logs of a failure can be read
   */
  public static StackOptions forTest(Path folder, Service... services) {
    return new StackOptions(
        ProjectHome.find(),
        folder,
        false,
        true,
        Ports.free(),
        Set.of(services),
        1,
        false,
        _ -> Map.of(),
        Progress.SILENT);
  }

  /** The same with data in a folder that outlives the stack. */
  public StackOptions withData(Path data) {
    return new StackOptions(
        home, data, true, fresh, ports, services, replicas, restarts, settings, progress);
  }

  /** The same, without what an earlier stack has left in the data folder. */
  public StackOptions withFresh(boolean value) {
    return new StackOptions(
        home, folder, keep, value, ports, services, replicas, restarts, settings, progress);
  }

  /** The same at other ports. */
  public StackOptions withPorts(Ports value) {
    return new StackOptions(
        home, folder, keep, fresh, value, services, replicas, restarts, settings, progress);
  }

  /** The same with so many processes of each service. */
  public StackOptions withReplicas(int value) {
    return new StackOptions(
        home, folder, keep, fresh, ports, services, value, restarts, settings, progress);
  }

  /** The same with processes restarted, or not. */
  public StackOptions withRestarts(boolean value) {
    return new StackOptions(
        home, folder, keep, fresh, ports, services, replicas, value, settings, progress);
  }

  /** The same with further variables of the environment of each service. */
  public StackOptions withSettings(Function<Service, Map<String, String>> value) {
    Function<Service, Map<String, String>> all =
        service -> {
          var both = new HashMap<>(settings.apply(service));
          both.putAll(value.apply(service));
          return both;
        };
    return new StackOptions(
        home, folder, keep, fresh, ports, services, replicas, restarts, all, progress);
  }

  /** The same with somebody told of what happens. */
  public StackOptions withProgress(Progress value) {
    return new StackOptions(
        home, folder, keep, fresh, ports, services, replicas, restarts, settings, value);
  }

  /** The processes of services to start. */
  List<Replica> processes() {
    return Replica.of(services, replicas);
  }

  /** Where each process answers, by its name, once the stack is up. */
  public Map<String, String> addresses() {
    var addresses = new LinkedHashMap<String, String>();
    processes().forEach(replica -> addresses.put(replica.label(), address(replica).toString()));
    addresses.put(BrokerProcess.NAME, "localhost:" + ports.broker());
    addresses.put(Postgres.NAME, "localhost:" + ports.postgresql());
    return addresses;
  }

  /** Where a service's process answers. */
  URI address(Replica replica) {
    return URI.create("http://localhost:" + ports.of(replica));
  }

  /**
   * Where PostgreSQL is unpacked: one place for all stacks of this project, or the stack's own
   * folder where the project is not this user's to write to.
   */
  Path cache() {
    var shared = home.resolve(FOLDER);
    boolean ours = Files.isWritable(Files.exists(shared) ? shared : home);
    return (ours ? shared : folder).resolve("cache");
  }
}
