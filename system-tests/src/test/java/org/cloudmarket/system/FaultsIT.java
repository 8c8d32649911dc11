package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.cloudmarket.local.broker.BrokerProcess;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.client.KafkaRun.Order;
import org.cloudmarket.local.client.ProcurementApi;
import org.cloudmarket.local.stack.Replica;
import org.cloudmarket.local.stack.Service;
import org.cloudmarket.local.stack.Stack;
import org.cloudmarket.local.stack.StackOptions;
import org.cloudmarket.wire.topic.Placement;
import org.cloudmarket.wire.topic.Topic;
import org.cloudmarket.wire.topic.Topics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two replicas of each service, and what may happen to one of them, or to the broker. */
@Tag("soak")
class FaultsIT {

  private static final String MANDATE = "tianjin-mandate";
  private static final long SEED = 81;

  /** A run on every partition. */
  private static final int SHARDS = Topics.DEFAULT_PARTITIONS;

  private static final long AWAY_SECONDS = 2;

  private static final int DEATHS = 20;

  /** Two of these at once keep two cores busy. */
  private static final Map<String, String> LOADED =
      Map.of("population.buyers", "6000", "months", "20");

  private static Stack stack;

  @BeforeAll
  static void startTwoOfEach() throws InterruptedException {
    stack =
        Stack.start(
            StackOptions.forTest(Path.of("target", "replicas"), Service.values()).withReplicas(2));
  }

  /** Slow enough that it is not over before its fault, however fast the machine. */
  private static final long PACE_MILLIS = 600;

  @AfterAll
  static void endAll() {
    stack.close();
  }

  @BeforeEach
  void bothReplicasOfEachServiceAreAtWork() throws InterruptedException {
    for (String name : stack.names()) {
      stack.start(name);
    }
    Market.until("each group's work is shared by two", () -> shared(owners()));
  }

  @Test
  void aReplicaThatDiesForGoodLeavesItsWorkToTheOther() throws InterruptedException {
    KafkaRun run = underWay();
    Set<String> victims = victims(run);
    Set<String> survivors = survivors(victims);

    try (ReadinessWatch watch = new ReadinessWatch(addresses(survivors))) {
      victims.forEach(stack::kill);
      assertThat(run.refresh().over()).as("over when they died").isFalse();
      proven(run);

      assertThat(owners().values())
          .allSatisfy(each -> assertThat(survivors).containsAll(each.values()));
      assertThat(victims).allMatch(name -> stack.pid(name).isEmpty());
      assertThat(watch.answers()).isPositive();
      assertThat(watch.refusals()).as("a rebalance makes nobody less ready").isEmpty();
    }
  }

  @Test
  void aReplicaThatIsTakenForDeadAndComesBackChangesNothing()
      throws InterruptedException, SQLException, IOException {
    KafkaRun run = underWay();
    Set<String> victims = victims(run);
    Set<String> survivors = survivors(victims);
    String projecting = label(Service.PROCUREMENT, 2);
    List<Long> pids = victims.stream().map(name -> stack.pid(name).orElseThrow()).toList();

    // It stops in the middle of a transaction, with the rows that another would need next.
    try (Connection hold = connect()) {
      hold.setAutoCommit(false);
      try (Statement lock = hold.createStatement()) {
        lock.execute("lock table run_month in exclusive mode");
      }
      Market.until("its projection waits", () -> sessions(projecting, "active") > 0);
      for (String victim : victims) {
        signal("STOP", victim);
      }
      hold.rollback();
    }
    try {
      assertThat(run.refresh().over()).as("over when they stopped").isFalse();
      Market.until(
          "it holds its rows and does nothing",
          () -> sessions(projecting, "idle in transaction") > 0);
      Market.until("others have its partitions", () -> ownedBy(survivors, owners()));
      Market.until("others have its rows", () -> sessions(projecting, "idle in transaction") == 0);
      assertThat(run.refresh().over()).as("over when they came back").isFalse();
    } finally {
      for (String victim : victims) {
        signal("CONT", victim);
      }
    }

    proven(run);
    Market.until("they share the work again", () -> shared(owners()));
    assertThat(victims)
        .extracting(name -> stack.pid(name).orElseThrow())
        .as("none had to be started again")
        .containsExactlyInAnyOrderElementsOf(pids);
  }

  @Test
  void aBrokerThatDiesAndComesBackWithItsDataLosesNothingAndRepeatsNothing()
      throws InterruptedException {
    KafkaRun run = underWay();
    Map<String, Optional<Long>> before = pids();

    stack.kill(BrokerProcess.NAME);
    assertThat(run.refresh().over()).as("over when it died").isFalse();
    TimeUnit.SECONDS.sleep(AWAY_SECONDS);
    stack.start(BrokerProcess.NAME);

    proven(run);
    Map<String, Optional<Long>> after = pids();
    assertThat(after.remove(BrokerProcess.NAME)).isNotEqualTo(before.remove(BrokerProcess.NAME));
    assertThat(after).as("services wait and go on").isEqualTo(before);
  }

  @Test
  void twentyDeathsOfTheBrokerUnderLoadLoseNothingAndRepeatNothing()
      throws InterruptedException, IOException {
    Map<String, Long> lettersBefore = deadLetters();
    for (int death = 1; death <= DEATHS; death++) {
      long seed = SEED + death;
      KafkaRun run = loaded(MANDATE, seed);
      KafkaRun beside = loaded("no-policy", seed);
      Market.until("the run is under way", () -> run.refresh().progress() > 0.1);

      ProcurementApi api = new ProcurementApi(stack.service(Service.PROCUREMENT));
      long killed = System.nanoTime();
      stack.kill(BrokerProcess.NAME);
      try (Standstill standstill = new Standstill(api, run.id());
          Standstill besides = new Standstill(api, beside.id())) {
        stack.start(BrokerProcess.NAME);
        long back = System.nanoTime();
        Market.comesThrough(run);
        Market.comesThrough(beside);

        Market.proven(stack, run, MANDATE, seed, LOADED);
        Market.proven(stack, beside, "no-policy", seed, LOADED);
        System.out.printf(
            Locale.ROOT,
            "death %2d: broker back after %.1f s, runs stood still for %.1f and %.1f s, equal, each"
                + " award once%n",
            death,
            (back - killed) / 1e9,
            standstill.longestSeconds(),
            besides.longestSeconds());
      }
    }
    assertThat(deadLetters()).isEqualTo(lettersBefore);
  }

  @Test
  void aServiceWhoseOffsetsAreForgottenAsksAgainAndHearsNothingTwice() throws InterruptedException {
    KafkaRun run = underWay();
    String group = Service.PROVIDER.label();

    stack.kill(label(Service.PROVIDER, 1));
    stack.kill(label(Service.PROVIDER, 2));
    Market.until("nobody is in its group", () -> Offsets.deserted(stack.bootstrapServers(), group));
    Offsets.forget(stack.bootstrapServers(), group);
    stack.start(label(Service.PROVIDER, 1));
    stack.start(label(Service.PROVIDER, 2));

    proven(run);
  }

  @Test
  void aRunWhoseRecordsAreDeletedBeforeTheyAreHeardFailsByName() throws InterruptedException {
    KafkaRun run = underWay();
    stack.kill(label(Service.PROVIDER, 1));
    stack.kill(label(Service.PROVIDER, 2));
    Market.until("buyers have no answer", () -> stands(run));

    Offsets.deleteAll(stack.bootstrapServers(), Topic.TENDERS.text());
    stack.start(label(Service.PROVIDER, 1));
    stack.start(label(Service.PROVIDER, 2));

    Market.until("the run ends", () -> run.refresh().over());
    assertThat(run.state()).isEqualTo("failed");
    assertThat(run.error()).contains("records were lost: tenders-");
  }

  @Test
  void aPausedRunOutlivesTheRecordsThatItHasHeard() throws InterruptedException {
    ProcurementApi api = new ProcurementApi(stack.service(Service.PROCUREMENT));
    KafkaRun run = underWay();
    ask(api, run, "pause");
    Market.until("the run is paused", () -> run.refresh().state().equals("paused"));
    Market.until("nothing of it is left to read", () -> stands(run));

    for (Replica each : replicas().toList()) {
      stack.kill(each.label());
    }
    for (Topic topic : List.of(Topic.TENDERS, Topic.BIDS)) {
      Offsets.deleteAll(stack.bootstrapServers(), topic.text());
    }
    for (Replica each : replicas().toList()) {
      stack.start(each.label());
    }
    Market.until("each group's work is shared by two", () -> shared(owners()));

    ask(api, run, "resume");
    Market.until("the run ends", () -> run.refresh().over());
    proven(run);
  }

  private static void ask(ProcurementApi api, KafkaRun run, String what) {
    api.post("/api/runs/" + run.id() + "/" + what, JsonNodeFactory.instance.objectNode());
  }

  /** Whether a month goes by in which nothing moves. */
  private static boolean stands(KafkaRun run) {
    try {
      double before = run.refresh().progress();
      TimeUnit.SECONDS.sleep(AWAY_SECONDS);
      return run.refresh().progress() == before;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static KafkaRun loaded(String scenario, long seed) {
    ProcurementApi api = new ProcurementApi(stack.service(Service.PROCUREMENT));
    return KafkaRun.start(api, new Order(scenario, "", seed, 4, LOADED, PACE_MILLIS));
  }

  private static Map<String, Long> deadLetters() throws IOException, InterruptedException {
    Map<String, Long> counts = new TreeMap<>();
    ProcurementApi api = new ProcurementApi(stack.service(Service.PROCUREMENT));
    for (JsonNode count : api.get("/api/dead-letters/counts")) {
      counts.put(count.path("topic") + " " + count.path("reason"), count.path("count").asLong());
    }
    return counts;
  }

  private static KafkaRun underWay() throws InterruptedException {
    ProcurementApi api = new ProcurementApi(stack.service(Service.PROCUREMENT));
    KafkaRun run =
        KafkaRun.start(api, new Order(MANDATE, "", SEED, SHARDS, Market.SMALL, PACE_MILLIS));
    Market.until("the run is under way", () -> run.refresh().progress() > 0.1);
    return run;
  }

  private static void proven(KafkaRun run) throws InterruptedException {
    Market.proven(stack, run, MANDATE, SEED);
  }

  private static Map<String, Map<TopicPartition, String>> owners() {
    return Owners.of(stack.bootstrapServers());
  }

  /** Both replicas have partitions of every group, and no partition is without an owner. */
  static boolean shared(Map<String, Map<TopicPartition, String>> owners) {
    return owners.values().stream()
        .allMatch(
            each ->
                each.size() % Topics.DEFAULT_PARTITIONS == 0
                    && new HashSet<>(each.values()).size() == 2);
  }

  private static boolean ownedBy(
      Set<String> processes, Map<String, Map<TopicPartition, String>> owners) {
    return owners.values().stream()
        .allMatch(each -> !each.isEmpty() && processes.containsAll(each.values()));
  }

  /** One replica of each service: of government, the one that has the run. */
  private static Set<String> victims(KafkaRun run) {
    int partition = new Placement(Topics.DEFAULT_PARTITIONS).ofRun(run.id());
    String government =
        owners().get("policy-service").get(new TopicPartition(Topic.RUNS.text(), partition));
    return Set.of(government, label(Service.PROVIDER, 2), label(Service.PROCUREMENT, 2));
  }

  private static Set<String> survivors(Set<String> victims) {
    return replicas()
        .map(Replica::label)
        .filter(name -> !victims.contains(name))
        .collect(Collectors.toSet());
  }

  private static List<URI> addresses(Set<String> names) {
    return replicas()
        .filter(replica -> names.contains(replica.label()))
        .map(stack::address)
        .toList();
  }

  private static Stream<Replica> replicas() {
    return Stream.of(Service.values())
        .flatMap(service -> Stream.of(new Replica(service, 1), new Replica(service, 2)));
  }

  private static String label(Service service, int number) {
    return new Replica(service, number).label();
  }

  private static Map<String, Optional<Long>> pids() {
    return stack.names().stream().collect(Collectors.toMap(name -> name, stack::pid));
  }

  private static void signal(String signal, String name) throws IOException, InterruptedException {
    long pid = stack.pid(name).orElseThrow();
    int status = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
    assertThat(status).as(signal + " to " + name).isZero();
  }

  /** How many sessions of a process are in the middle of a projection, in this state. */
  private static int sessions(String process, String state) {
    try (Connection connection = connect();
        PreparedStatement count =
            connection.prepareStatement(
                """
                select count(*) from pg_stat_activity
                where application_name = ? and state = ? and backend_xid is not null
                  and (state <> 'active' or wait_event_type = 'Lock')
                """)) {
      count.setString(1, process);
      count.setString(2, state);
      try (ResultSet found = count.executeQuery()) {
        found.next();
        return found.getInt(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Connection connect() throws SQLException {
    return stack.database(Service.PROCUREMENT).connect();
  }
}
