package org.cloudmarket.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.cloudmarket.local.broker.Broker;
import org.cloudmarket.local.broker.BrokerProcess;
import org.cloudmarket.local.client.ProcurementApi;
import org.cloudmarket.local.database.DatabaseAddress;
import org.cloudmarket.local.database.Postgres;
import org.cloudmarket.local.process.Child;
import org.cloudmarket.local.process.ChildSpec;
import org.cloudmarket.local.process.Folders;
import org.cloudmarket.local.process.Startup;

/**
 * The processes of a stack, of which a test says how each is started: with further settings of the
 * broker, a changed folder of the database, other addresses. It lies in this package to start them
 * as the stack does.
 */
public final class PartedStack implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final Path folder;
  private final Ports ports = Ports.free();
  private final Postgres postgres =
      new Postgres(ports.postgresql(), Stream.of(Service.values()).map(Service::database).toList());
  private final SequencedMap<String, Child> children = new LinkedHashMap<>();

  /** Nothing runs yet. What an earlier test has left in the folder goes. */
  public PartedStack(Path folder) throws IOException {
    this.folder = folder.toAbsolutePath();
    Folders.remove(this.folder);
    Files.createDirectories(this.folder.resolve("logs"));
    Files.createDirectories(broker());
    Files.createDirectories(database());
  }

  /** The broker's folder. */
  public Path broker() {
    return folder.resolve("kafka");
  }

  /** The database's folder. */
  public Path database() {
    return folder.resolve("postgresql");
  }

  /** Where Kafka clients connect that nothing stands before. */
  public String bootstrapServers() {
    return "localhost:" + ports.broker();
  }

  /** Where PostgreSQL listens. */
  public int databasePort() {
    return ports.postgresql();
  }

  /** The root of the project. */
  public Path home() {
    return options().home();
  }

  /** A file that PostgreSQL alone may read. */
  public void giveToDatabase(Path file, String text) throws IOException {
    Folders.writePrivate(file, text);
    Files.setOwner(file, Files.getOwner(database())); // It sheds root, where it is started by him.
  }

  /** Where the broker talks to itself. */
  public int controllerPort() {
    return ports.controller();
  }

  /** A port that nothing of the stack uses. */
  public int sparePort() {
    return ports.of(new Replica(Service.PROVIDER, Replica.MOST));
  }

  /** Where the database of a service is, and with which role. */
  public DatabaseAddress database(Service service) {
    return postgres.address(service.database());
  }

  /** The API of the first procurement-service. */
  public ProcurementApi api() {
    return api(1);
  }

  /** The API of a replica of procurement-service, by its number. */
  public ProcurementApi api(int number) {
    return new ProcurementApi(options().address(new Replica(Service.PROCUREMENT, number)));
  }

  private StackOptions options() {
    return StackOptions.forTest(folder, Service.values()).withPorts(ports);
  }

  /** Starts the broker, and waits for it. */
  public void startBroker(Map<String, String> settings, Map<String, String> environment)
      throws IOException, InterruptedException {
    Properties further = new Properties();
    further.putAll(settings);
    try (var out = Files.newBufferedWriter(broker().resolve(Broker.FURTHER_SETTINGS))) {
      further.store(out, null);
    }
    start(
        with(
            environment,
            BrokerProcess.spec(
                ports.broker(),
                ports.controller(),
                broker(),
                temporary(BrokerProcess.NAME),
                log(BrokerProcess.NAME))));
  }

  /** What a test does to the files that PostgreSQL is about to read. */
  public interface Change {
    void make(Path folder) throws IOException;
  }

  /** Starts PostgreSQL, and waits for it. */
  public void startDatabase(Change change) throws IOException, InterruptedException {
    ChildSpec spec = postgres.spec(database(), false, options().cache(), log(Postgres.NAME));
    change.make(database());
    start(spec);
  }

  /**
   * Starts a process of a service, and waits for it.
   *
   * @param environment what is said to it otherwise than the stack says it
   */
  public void startService(Replica replica, Map<String, String> environment)
      throws IOException, InterruptedException {
    startService(replica, home(), environment);
  }

  /**
   * As {@link #startService(Replica, Map)}, of another build.
   *
   * @param home the root of the project that was built
   */
  public void startService(Replica replica, Path home, Map<String, String> environment)
      throws IOException, InterruptedException {
    StackOptions options = options();
    start(
        ServiceProcess.spec(
            replica,
            home,
            options.address(replica),
            service -> options.address(new Replica(service, 1)),
            bootstrapServers(),
            database(replica.service()),
            environment,
            temporary(replica.label()),
            log(replica.label())));
  }

  private void start(ChildSpec spec) throws InterruptedException {
    Child child = new Child(spec, (_, _) -> {});
    children.put(spec.name(), child);
    child.launch();
    awaitReady(List.of(spec.name()));
  }

  private static ChildSpec with(Map<String, String> environment, ChildSpec spec) {
    Map<String, String> both = new HashMap<>(spec.environment());
    both.putAll(environment);
    return new ChildSpec(
        spec.name(),
        spec.address(),
        spec.command(),
        both,
        spec.directory(),
        spec.log(),
        spec.readiness());
  }

  /** A process that was started once, whether it runs or not. */
  public Child child(String name) {
    return children.get(name);
  }

  /** Whether a process of this name was ever started. */
  public boolean has(String name) {
    return children.containsKey(name);
  }

  /** All that were started, in that order. */
  public List<Child> children() {
    return List.copyOf(children.values());
  }

  /** Waits until these processes answer. */
  public void awaitReady(List<String> names) throws InterruptedException {
    Startup.await(names.stream().map(this::child).toList(), PATIENCE, (_, _) -> {});
  }

  private Path temporary(String name) throws IOException {
    return Files.createDirectories(folder.resolve("tmp").resolve(name));
  }

  /** Where a process prints to. */
  public Path log(String name) {
    return folder.resolve("logs").resolve(name + ".log");
  }

  /** Ends all, services first. The folder stays, so that logs can be read. */
  @Override
  public void close() {
    children.reversed().values().forEach(Child::end);
  }
}
