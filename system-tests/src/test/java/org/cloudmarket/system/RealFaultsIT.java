package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.cloudmarket.local.broker.BrokerProcess;
import org.cloudmarket.local.client.ApiRefusal;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.client.KafkaRun.Order;
import org.cloudmarket.local.database.Postgres;
import org.cloudmarket.local.process.Child;
import org.cloudmarket.local.stack.PartedStack;
import org.cloudmarket.local.stack.Replica;
import org.cloudmarket.local.stack.Service;
import org.cloudmarket.wire.topic.Topics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What machines do to a run, at moments that a seed chooses. {@code -Dfaults.each=N} does N of each
 * kind; without it, those kinds are done once that no other test tries. After each, the run has the
 * reference's digest, each award is there once, and the database is complete.
 */
@Tag("long")
class RealFaultsIT {

  private static final int EACH = Integer.getInteger("faults.each", 0);
  private static final int FIRST_SEED = Integer.getInteger("faults.seed", 0);

  /** Kinds with commas between; empty for all. */
  private static final List<String> KINDS =
      Stream.of(System.getProperty("faults.kinds", "").split(",", -1))
          .filter(kind -> !kind.isEmpty())
          .toList();

  private static final String SCENARIO = "tianjin-mandate";
  private static final int SHARDS = 4;
  private static final long PACE_MILLIS = 400;

  /** So slow that second processes come and go within a few months. */
  private static final long SLOW_PACE_MILLIS = 20_000;

  /** What a machine needs at the most that has no time for us. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  /** Longer than the sessions of groups, of transactions and with the database, which are 10 s. */
  private static final int BEYOND_A_SESSION_SECONDS = 14;

  private static final int FULL_SECONDS = 5;

  /** What the disks hold: all runs stay on them. */
  private static final int A_STACK_MEBIBYTES = 300;

  private static final int A_RUN_MEBIBYTES = 2;
  private static final int BLOCK_BYTES = 64 * 1024;

  /** What can happen, and whether no other test tries it. */
  enum Kind {
    POLICY_SERVICE_KILLED(false),
    PROVIDER_SERVICE_KILLED(false),
    PROCUREMENT_SERVICE_KILLED(false),
    BROKER_KILLED(false),
    DATABASE_KILLED(false),
    POLICY_SERVICE_STOPPED(true),
    PROVIDER_SERVICE_STOPPED(false),
    PROCUREMENT_SERVICE_STOPPED(false),
    BROKER_STOPPED(false),
    DATABASE_STOPPED(false),
    REPLICAS_JOIN_AND_LEAVE(false),
    BROKER_CUT_OFF(true),
    DATABASE_CUT_OFF(false),
    BROKER_DISK_FULL(true),
    DATABASE_DISK_FULL(true),
    CLOCKS_SET_BACK(true);

    private final boolean triedOnce;

    Kind(boolean triedOnce) {
      this.triedOnce = triedOnce;
    }
  }

  /** What one fault did. */
  private record Trial(double standstillSeconds, int outcomes, int startedAgain) {}

  private static final Map<Kind, List<Trial>> TRIALS = new EnumMap<>(Kind.class);

  private static PartedStack stack;
  private static Cable toBroker;
  private static Cable toDatabase;
  private static Clocks clocks;
  private static SmallDisk brokerDisk;
  private static SmallDisk databaseDisk;

  @BeforeAll
  static void startOnCablesClocksAndDisksThatCanFail() throws IOException, InterruptedException {
    Path folder = Path.of("target", "faults").toAbsolutePath();
    SmallDisk.releaseAll(folder);
    stack = new PartedStack(folder);
    clocks = Clocks.in(folder);
    int mebibytes = A_STACK_MEBIBYTES + Kind.values().length * EACH * A_RUN_MEBIBYTES;
    brokerDisk = SmallDisk.at(stack.broker(), mebibytes);
    databaseDisk = SmallDisk.at(stack.database(), mebibytes);
    toBroker = Cable.to(stack.sparePort());
    toDatabase = Cable.to(stack.databasePort());
    stack.startBroker(behind(toBroker), clocks.environment());
    stack.startDatabase(_ -> {});
    Topics.create(stack.bootstrapServers(), Topics.DEFAULT_PARTITIONS);
    for (Service service : Service.values()) {
      stack.startService(new Replica(service, 1), environment(service));
    }
  }

  /** A listener of its own for the services, which find it at the other end of the cable. */
  private static Map<String, String> behind(Cable cable) {
    String own = stack.bootstrapServers().replace("localhost", "127.0.0.1");
    Map<String, String> settings = new HashMap<>();
    settings.put(
        "listeners",
        String.format(
            Locale.ROOT,
            "PLAINTEXT://%s,CONTROLLER://127.0.0.1:%d,SERVICES://127.0.0.1:%d",
            own,
            stack.controllerPort(),
            stack.sparePort()));
    settings.put(
        "advertised.listeners",
        "PLAINTEXT://" + stack.bootstrapServers() + ",SERVICES://localhost:" + cable.port());
    settings.put(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SERVICES:PLAINTEXT");
    settings.put("inter.broker.listener.name", "PLAINTEXT");
    return settings;
  }

  private static Map<String, String> environment(Service service) {
    Map<String, String> environment = new HashMap<>(clocks.environment());
    environment.put("KAFKA_BOOTSTRAP_SERVERS", "localhost:" + toBroker.port());
    environment.put(
        "QUARKUS_DATASOURCE_JDBC_URL",
        stack
            .database(service)
            .jdbcUrl()
            .replace(":" + stack.databasePort(), ":" + toDatabase.port()));
    return environment;
  }

  @AfterAll
  static void endAllAndSayWhatWasDone() throws IOException, InterruptedException {
    stack.close();
    toBroker.close();
    toDatabase.close();
    brokerDisk.release();
    databaseDisk.release();
    TRIALS.forEach(
        (kind, trials) -> {
          List<Double> seconds = trials.stream().map(Trial::standstillSeconds).sorted().toList();
          System.out.printf(
              Locale.ROOT,
              "%-28s %3d times, all equal, %,7d outcomes once each; stood still for %.1f s at the"
                  + " least, %.1f in the middle, %.1f at the most; %d processes started again%n",
              kind,
              trials.size(),
              trials.stream().mapToInt(Trial::outcomes).sum(),
              seconds.getFirst(),
              seconds.get(seconds.size() / 2),
              seconds.getLast(),
              trials.stream().mapToInt(Trial::startedAgain).sum());
        });
  }

  @ParameterizedTest
  @EnumSource
  void aRunComesToTheReferencesEndWhateverHappens(Kind kind)
      throws IOException, InterruptedException {
    assumeTrue(EACH > 0 || kind.triedOnce, "other tests try it; -Pfaults tries it many times");
    assumeTrue(possible(kind), "this machine cannot: see docs/reliability.md");
    assumeTrue(KINDS.isEmpty() || KINDS.contains(kind.name()), "it was not asked for");
    for (int trial = 0; trial < Math.max(1, EACH); trial++) {
      Trial done = attempt(kind, FIRST_SEED + 100 * kind.ordinal() + trial);
      TRIALS.computeIfAbsent(kind, _ -> new ArrayList<>()).add(done);
    }
  }

  private static boolean possible(Kind kind) {
    return switch (kind) {
      case BROKER_DISK_FULL -> brokerDisk.isThere();
      case DATABASE_DISK_FULL -> databaseDisk.isThere();
      case CLOCKS_SET_BACK -> clocks.canBeSet();
      default -> true;
    };
  }

  private static Trial attempt(Kind kind, int seed) throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(seed);
    boolean slow = kind == Kind.REPLICAS_JOIN_AND_LEAVE;
    KafkaRun run =
        KafkaRun.start(
            stack.api(),
            new Order(
                SCENARIO,
                "",
                seed,
                SHARDS,
                Market.MANDATES_YEAR,
                slow ? SLOW_PACE_MILLIS : PACE_MILLIS));
    double moment = slow ? 0.05 : 0.1 + random.nextDouble(0.5);
    Market.until("the run is so far", PATIENCE, () -> run.refresh().progress() >= moment);

    assertThat(run.over()).as("over before %s", kind).isFalse();
    AtomicInteger startedAgain = new AtomicInteger();
    double standstill;
    try (Standstill watch = new Standstill(stack.api(), run.id())) {
      startedAgain.addAndGet(strike(kind, run));
      Market.until(
          "the run is over after " + kind + ", seed " + seed,
          PATIENCE,
          () -> {
            startedAgain.addAndGet(startDeadAgain());
            return isOver(run);
          });
      standstill = watch.longestSeconds();
    }
    stack.awaitReady(
        stack.children().stream().map(Child::name).filter(name -> !hasLeft(name)).toList());
    assertThat(run.state()).as(run.error()).isEqualTo("finished");
    int outcomes =
        Market.equalsReference(stack.bootstrapServers(), run, SCENARIO, seed, Market.MANDATES_YEAR);
    Trial trial = new Trial(standstill, outcomes, startedAgain.get());
    System.out.printf(
        Locale.ROOT,
        "%s, seed %d, at %.0f%% of its run: stood still for %.1f s, equal, %d outcomes once each%n",
        kind,
        seed,
        100 * moment,
        trial.standstillSeconds,
        outcomes);
    return trial;
  }

  /** The API may be away, and slow to say so. */
  private static boolean isOver(KafkaRun run) {
    try {
      return run.refresh().over();
    } catch (ApiRefusal away) {
      return false;
    }
  }

  /** Does it, and undoes it. How many processes it has started again itself. */
  private static int strike(Kind kind, KafkaRun run) throws IOException, InterruptedException {
    switch (kind) {
      case POLICY_SERVICE_KILLED -> killAndStart(Service.POLICY.label());
      case PROVIDER_SERVICE_KILLED -> killAndStart(Service.PROVIDER.label());
      case PROCUREMENT_SERVICE_KILLED -> killAndStart(Service.PROCUREMENT.label());
      case BROKER_KILLED -> killAndStart(BrokerProcess.NAME);
      case DATABASE_KILLED -> killAndStart(Postgres.NAME);
      case POLICY_SERVICE_STOPPED -> stop(Service.POLICY.label());
      case PROVIDER_SERVICE_STOPPED -> stop(Service.PROVIDER.label());
      case PROCUREMENT_SERVICE_STOPPED -> stop(Service.PROCUREMENT.label());
      case BROKER_STOPPED -> stop(BrokerProcess.NAME);
      case DATABASE_STOPPED -> stop(Postgres.NAME);
      case REPLICAS_JOIN_AND_LEAVE -> joinAndLeave(run);
      case BROKER_CUT_OFF -> cutOff(toBroker);
      case DATABASE_CUT_OFF -> cutOff(toDatabase);
      case BROKER_DISK_FULL -> fill(brokerDisk);
      case DATABASE_DISK_FULL -> fill(databaseDisk);
      case CLOCKS_SET_BACK -> {
        clocks.setBack();
        TimeUnit.SECONDS.sleep(FULL_SECONDS);
        clocks.setRight();
      }
    }
    return kind.name().endsWith("_KILLED") ? 1 : 0;
  }

  private static void killAndStart(String name) {
    stack.child(name).kill();
    stack.child(name).launch();
  }

  /** As the launcher does it. */
  private static int startDeadAgain() {
    List<Child> dead =
        stack.children().stream()
            .filter(child -> !child.isAlive() && !hasLeft(child.name()))
            .toList();
    dead.forEach(Child::launch);
    return dead.size();
  }

  /** Second replicas come for one kind of fault, and go again. */
  private static boolean hasLeft(String name) {
    return Stream.of(Service.values()).map(RealFaultsIT::second).anyMatch(name::equals);
  }

  private static String second(Service service) {
    return new Replica(service, 2).label();
  }

  /** All that belongs to it: PostgreSQL is a process for each session. */
  private static void stop(String name) throws IOException, InterruptedException {
    signal("STOP", name);
    try {
      TimeUnit.SECONDS.sleep(BEYOND_A_SESSION_SECONDS);
    } finally {
      signal("CONT", name);
    }
  }

  private static void signal(String signal, String name) throws IOException, InterruptedException {
    ProcessHandle main = ProcessHandle.of(stack.child(name).pid().orElseThrow()).orElseThrow();
    List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
    Stream.concat(main.descendants(), Stream.of(main))
        .map(each -> Long.toString(each.pid()))
        .forEach(command::add);
    new ProcessBuilder(command).start().waitFor(); // Sessions of PostgreSQL may have ended by now.
  }

  private static void joinAndLeave(KafkaRun run) throws IOException, InterruptedException {
    try {
      for (Service service : Service.values()) {
        if (stack.has(second(service))) {
          stack.child(second(service)).launch();
          stack.awaitReady(List.of(second(service)));
        } else {
          stack.startService(new Replica(service, 2), environment(service));
        }
      }
    } finally {
      for (Service service : Service.values()) {
        if (stack.has(second(service))) {
          stack.child(second(service)).stop();
        }
      }
    }
    assertThat(run.refresh().over()).as("over before they had gone").isFalse();
    stack
        .api()
        .post(
            "/api/runs/" + run.id() + "/pace",
            JsonNodeFactory.instance.objectNode().put("pace", PACE_MILLIS + "ms"));
  }

  private static void cutOff(Cable cable) throws InterruptedException {
    cable.cut();
    try {
      TimeUnit.SECONDS.sleep(BEYOND_A_SESSION_SECONDS);
    } finally {
      cable.mend();
    }
  }

  private static void fill(SmallDisk disk) throws IOException, InterruptedException {
    disk.fill();
    try {
      TimeUnit.SECONDS.sleep(FULL_SECONDS);
    } finally {
      disk.empty();
    }
  }

  /** A small disk of its own for a folder, where this user may mount one. */
  private static final class SmallDisk {
    private final Path folder;
    private final boolean there;

    private SmallDisk(Path folder, boolean there) {
      this.folder = folder;
      this.there = there;
    }

    static SmallDisk at(Path folder, int megabytes) throws IOException, InterruptedException {
      return new SmallDisk(
          folder,
          done("mount", "-t", "tmpfs", "-o", "mode=0700,size=" + megabytes + "m", "tmpfs", folder));
    }

    /** Those that a test has left behind which was killed. */
    static void releaseAll(Path below) throws IOException, InterruptedException {
      if (Files.isDirectory(below)) {
        try (Stream<Path> folders = Files.list(below)) {
          for (Path folder : folders.sorted(Comparator.naturalOrder()).toList()) {
            while (done("umount", folder)) {}
          }
        }
      }
    }

    boolean isThere() {
      return there;
    }

    void fill() throws IOException {
      byte[] block = new byte[BLOCK_BYTES];
      try (OutputStream out = Files.newOutputStream(ballast())) {
        while (true) {
          out.write(block);
        }
      } catch (IOException full) {
        assertThat(full).hasMessageContaining("No space left");
      }
    }

    void empty() throws IOException {
      Files.delete(ballast());
    }

    private Path ballast() {
      return folder.resolve("ballast");
    }

    void release() throws IOException, InterruptedException {
      if (there) {
        assertThat(done("umount", folder)).isTrue();
      }
    }

    private static boolean done(Object... command) throws IOException, InterruptedException {
      List<String> words = Stream.of(command).map(Object::toString).toList();
      Process process =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    }
  }

  /** The clocks of the broker and of the services, where libfaketime is installed. */
  private record Clocks(Path file, List<Path> library) {

    private static final String RIGHT = "+0";
    private static final String AN_HOUR_SLOW = "-3600";

    static Clocks in(Path folder) throws IOException {
      Clocks clocks = new Clocks(folder.resolve("clock"), find());
      clocks.setRight();
      return clocks;
    }

    private static List<Path> find() throws IOException {
      List<Path> found = new ArrayList<>();
      for (Path folder : List.of(Path.of("/usr/lib"), Path.of("/usr/lib64"))) {
        if (Files.isDirectory(folder)) {
          try (Stream<Path> files =
              Files.find(folder, 3, (path, _) -> path.endsWith("faketime/libfaketimeMT.so.1"))) {
            files.forEach(found::add);
          }
        }
      }
      return found;
    }

    boolean canBeSet() {
      return !library.isEmpty();
    }

    Map<String, String> environment() {
      return library.isEmpty()
          ? Map.of()
          : Map.of(
              "LD_PRELOAD", library.getFirst().toString(),
              "FAKETIME_TIMESTAMP_FILE", file.toString(),
              "FAKETIME_CACHE_DURATION", "1",
              "FAKETIME_DONT_FAKE_MONOTONIC", "1",
              // Otherwise a JVM's threads that wait for some time do not wait at all.
              "FAKETIME_FORCE_MONOTONIC_FIX", "0");
    }

    void setBack() throws IOException {
      Files.writeString(file, AN_HOUR_SLOW);
    }

    void setRight() throws IOException {
      Files.writeString(file, RIGHT);
    }
  }
}
