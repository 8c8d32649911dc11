package org.cloudmarket.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.cloudmarket.local.broker.BrokerProcess;
import org.cloudmarket.local.database.DatabaseAddress;
import org.cloudmarket.local.database.Postgres;
import org.cloudmarket.local.process.Child;
import org.cloudmarket.local.process.ChildSpec;
import org.cloudmarket.local.process.StackFailure;
import org.cloudmarket.local.process.Startup;
import org.cloudmarket.wire.topic.Topics;

/**
 * The whole system on one machine: a Kafka broker, PostgreSQL and the services, each a process of
 * its own. No process outlives the one that started the stack, however that one ends.
 */
public final class Stack implements AutoCloseable {

  /**
   * A service that rewrites a large table when it is new takes minutes; one that ends is noticed.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  /** As long as the processes of a launcher that was killed may take to go. */
  private static final Duration LEFTOVERS = Duration.ofSeconds(15);

  private static final Duration BETWEEN_LOOKS_AT_THE_DISK = Duration.ofSeconds(1);

  private final StackOptions options;
  private final StackFolder folder;
  private final Postgres postgres;
  private final Supervisor supervisor;
  private final SequencedMap<String, Child> children = new LinkedHashMap<>();
  private final Thread hook = new Thread(this::close, "stack-close");
  private final CompletableFuture<StackFailure> failure = new CompletableFuture<>();
  private boolean closing;

  private Stack(StackOptions options) {
    this.options = options;
    this.folder = StackFolder.open(options.folder(), options.keep());
    this.postgres =
        new Postgres(
            options.ports().postgresql(),
            Stream.of(Service.values()).map(Service::database).toList());
    this.supervisor =
        new Supervisor(options.restarts(), options.progress(), InstantSource.system());
  }

  /**
   * Starts everything and waits until it answers. If that fails, nothing is left running.
   *
   * @throws StackFailure if it cannot be started, with the reason
   * @throws CancellationException if this process is being ended meanwhile
   */
  public static Stack start(StackOptions options) throws InterruptedException {
    var stack = new Stack(options);
    try {
      Runtime.getRuntime().addShutdownHook(stack.hook);
      stack.startAll();
      return stack;
    } catch (StackFailure e) {
      // Asked before the data goes: with it the reason would go.
      var reason = stack.diskIsFull() ? stack.failure.join() : e;
      stack.close();
      throw reason;
    } catch (RuntimeException | InterruptedException e) {
      stack.close();
      throw e;
    }
  }

  /**
   * Waits for as long as the stack can go on.
   *
   * @throws StackFailure once it cannot, with the reason; it is to be closed then
   */
  public void await() throws InterruptedException {
    try {
      throw failure.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Does nothing as long as a run can come to its end.
   *
   * @throws StackFailure if the stack cannot go on, or a process of it stays down
   */
  public void requireWhole() {
    if (failure.isDone()) {
      throw failure.join();
    }
    supervisor
        .givenUp()
        .ifPresent(
            name -> {
              throw new StackFailure(
                  name + " stays down, and without it no run ends; see " + log(name));
            });
  }

  /** Where Kafka clients connect. */
  public String bootstrapServers() {
    return "localhost:" + options.ports().broker();
  }

  /** Where the database of a service is found, with the role that owns it. */
  public DatabaseAddress database(Service service) {
    return postgres.address(service.database());
  }

  /** Where a service answers; of several replicas, the first. */
  public URI service(Service service) {
    return address(new Replica(service, 1));
  }

  /** Where a replica of a service answers. */
  public URI address(Replica replica) {
    return options.address(replica);
  }

  /** The names of the processes, in the order in which they were started. */
  public List<String> names() {
    synchronized (children) {
      return List.copyOf(children.keySet());
    }
  }

  /** The id of the process of this name; empty if it does not run. */
  public Optional<Long> pid(String name) {
    return child(name).pid();
  }

  /** The file that the process of this name prints to. */
  public Path log(String name) {
    return folder.log(name);
  }

  /** Starts the process of this name if it does not run, and waits until it answers. */
  public void start(String name) throws InterruptedException {
    var child = child(name);
    child.launch();
    await(List.of(child));
  }

  /** Stops the process of this name in an orderly way; it stays down until it is started. */
  public void stop(String name) {
    child(name).stop();
  }

  /**
   * Ends the process of this name by SIGKILL. To the supervisor, if there is one, that is a crash.
   */
  public void kill(String name) {
    child(name).kill();
  }

  /** Stops the process of this name and starts it again. */
  public void restart(String name) throws InterruptedException {
    stop(name);
    start(name);
  }

  /** Ends everything, services first, and removes the data unless it is to be kept. */
  @Override
  public synchronized void close() {
    List<Child> all;
    synchronized (children) {
      if (closing) {
        return;
      }
      closing = true;
      all = List.copyOf(children.values());
    }
    supervisor.rest();
    if (!all.isEmpty()) {
      options.progress().stopping();
      endAll(all.stream().filter(child -> isService(child.name())).toList());
      endAll(all);
      options.progress().stopped();
    }
    if (!options.keep()) {
      folder.removeData();
    }
    folder.removeTemporary();
    folder.removeConnectionServices();
    folder.record().remove();
    folder.close();
    removeHook();
  }

  private void startAll() throws InterruptedException {
    requireFreePorts();
    options.progress().starting(folder.logs());
    if (options.fresh() || !options.keep()) {
      folder.removeData();
    }
    folder.removeTemporary();
    watchDisk();
    startInfrastructure();
    createTopics();
    startServices();
  }

  private void startInfrastructure() throws InterruptedException {
    var ports = options.ports();
    var broker =
        launch(
            BrokerProcess.spec(
                ports.broker(),
                ports.controller(),
                folder.makeKafka(),
                folder.temporary(BrokerProcess.NAME),
                folder.log(BrokerProcess.NAME)));
    var database =
        launch(
            postgres.spec(
                folder.postgresql(), options.keep(), options.cache(), folder.log(Postgres.NAME)));
    postgres.writeConnectionServices(folder.connectionServices());
    await(List.of(broker, database));
  }

  /** What must be there before the first client connects. */
  private void createTopics() throws InterruptedException {
    Topics.create(bootstrapServers(), Topics.DEFAULT_PARTITIONS);
  }

  private void startServices() throws InterruptedException {
    var launched = new ArrayList<Child>();
    for (var replica : options.processes()) {
      launched.add(
          launch(
              ServiceProcess.spec(
                  replica,
                  options.home(),
                  address(replica),
                  this::service,
                  bootstrapServers(),
                  database(replica.service()),
                  options.settings().apply(replica.service()),
                  folder.temporary(replica.label()),
                  folder.log(replica.label()))));
    }
    await(launched);
  }

  private Child launch(ChildSpec spec) {
    var child = new Child(spec, this::died);
    synchronized (children) {
      if (closing) {
        throw new CancellationException("The stack is being closed");
      }
      children.put(spec.name(), child);
      var addresses = new LinkedHashMap<String, String>();
      children.forEach((name, c) -> addresses.put(name, c.spec().address()));
      folder.record().write(addresses);
    }
    beginLog(spec.log());
    child.launch();
    return child;
  }

  private void died(Child child, int status) {
    if (!diskIsFull()) {
      supervisor.died(child, status);
    }
  }

  private void watchDisk() {
    Thread.ofPlatform()
        .daemon()
        .name("disk-watch")
        .start(
            () -> {
              try {
                while (!isClosing() && !diskIsFull()) {
                  Thread.sleep(BETWEEN_LOOKS_AT_THE_DISK);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private boolean isClosing() {
    synchronized (children) {
      return closing;
    }
  }

  /** Whether the disk is full; if it is, the stack cannot go on. */
  private boolean diskIsFull() {
    DiskSpace.toGoOn(options.folder()).shortage().ifPresent(failure::complete);
    return failure.isDone();
  }

  private void await(List<Child> launched) throws InterruptedException {
    Startup.await(
        launched,
        PATIENCE,
        (child, took) -> {
          supervisor.watch(child);
          options.progress().ready(child.name(), child.spec().address(), took);
        });
  }

  private void requireFreePorts() throws InterruptedException {
    var patience = folder.record().exists() ? LEFTOVERS : Duration.ZERO;
    long deadline = System.nanoTime() + patience.toNanos();
    var busy = options.ports().busy(options.processes());
    while (!busy.isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(100);
      busy = options.ports().busy(options.processes());
    }
    if (!busy.isEmpty()) {
      throw new StackFailure(BusyPorts.message(busy));
    }
  }

  private Child child(String name) {
    synchronized (children) {
      return Optional.ofNullable(children.get(name))
          .orElseThrow(() -> new NoSuchElementException(name + " is none of " + children.keySet()));
    }
  }

  private void removeHook() {
    if (Thread.currentThread().equals(hook)) {
      return;
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is going down already, and the hook will find nothing left to do.
    }
  }

  private static boolean isService(String name) {
    return !name.equals(BrokerProcess.NAME) && !name.equals(Postgres.NAME);
  }

  /** All at once: each may take seconds. */
  private static void endAll(List<Child> children) {
    var threads = children.stream().map(child -> Thread.ofPlatform().start(child::end)).toList();
    for (var thread : threads) {
      boolean interrupted = false;
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          // Children are never left behind for the sake of a hurry.
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** A new log; that of the stack before lies beside it. */
  private static void beginLog(Path log) {
    try {
      if (Files.exists(log)) {
        Files.move(
            log,
            log.resolveSibling(log.getFileName() + ".before"),
            StandardCopyOption.REPLACE_EXISTING);
      }
      Files.writeString(log, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
