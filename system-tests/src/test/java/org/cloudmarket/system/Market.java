package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.local.client.ApiRefusal;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.client.KafkaRun.Order;
import org.cloudmarket.local.client.ProcurementApi;
import org.cloudmarket.local.report.ReferenceView;
import org.cloudmarket.local.stack.Service;
import org.cloudmarket.local.stack.Stack;
import org.cloudmarket.local.stack.StackOptions;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.wire.settings.KafkaSettings;
import org.cloudmarket.wire.topic.Topic;

/**
 * The whole system, started once for all tests as a user would start it. It ends with the tests.
 */
final class Market {

  /** Longer than the slowest run on a busy machine, with a crash and a restart in it. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  /**
   * Small enough for a test: two years with the mandate and its softening, in all parts of the
   * market, and many of its buyers in Tianjin.
   */
  static final Map<String, String> SMALL = muchOfItInTianjin(800, "2021-01", 24);

  /** A year of few buyers, where no more is asked than that there is a run. */
  static final Map<String, String> FEW = Map.of("population.buyers", "200", "months", "12");

  /** The year in which the mandate comes, of few buyers. */
  static final Map<String, String> MANDATES_YEAR =
      Map.of("population.buyers", "600", "start", "2021-07", "months", "12");

  /** Where its data and logs are. */
  static final Path FOLDER = Path.of("target", "market");

  /** Longer than any test: what is to expire has its end set back. */
  private static final Map<String, String> RETENTION =
      Map.of(
          "PROCUREMENT_RETENTION_RUNS", "30D",
          "PROCUREMENT_RETENTION_EXPERIMENTS", "30D",
          "PROCUREMENT_RETENTION_PAUSE", "1S");

  private static Stack stack;

  private Market() {}

  /** A small market where a rule for Tianjin can still be seen: many of its buyers are there. */
  static Map<String, String> muchOfItInTianjin(int buyers, String start, int months) {
    return Map.of(
        "population.buyers",
        "" + buyers,
        "population.cities.tianjin",
        "3000",
        "start",
        start,
        "months",
        "" + months);
  }

  static synchronized Stack stack() {
    if (stack == null) {
      try {
        stack =
            Stack.start(
                StackOptions.forTest(FOLDER, Service.values())
                    .withSettings(
                        service -> service == Service.PROCUREMENT ? RETENTION : Map.of()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while the market started", e);
      }
    }
    return stack;
  }

  static ProcurementApi api() {
    return new ProcurementApi(stack().service(Service.PROCUREMENT));
  }

  static KafkaRun order(String scenario, long seed, int shards) {
    return order(scenario, seed, shards, SMALL);
  }

  static KafkaRun order(String scenario, long seed, int shards, Map<String, String> changes) {
    return KafkaRun.start(api(), new Order(scenario, "", seed, shards, changes));
  }

  /** The seed of the runs that tests share. */
  static final long SHARED_SEED = 11;

  private static final Map<List<Object>, KafkaRun> SHARED = new HashMap<>();

  /**
   * A run that has finished and that several tests ask: whoever comes first orders it. Nobody
   * changes what is there of it.
   */
  static synchronized KafkaRun shared(String scenario, int shards) throws InterruptedException {
    List<Object> which = List.of(scenario, shards);
    if (!SHARED.containsKey(which)) {
      SHARED.put(which, finished(order(scenario, SHARED_SEED, shards)));
    }
    return SHARED.get(which);
  }

  /**
   * Deletes records of {@code awards}, as retention does, before offsets by partition. Runs that
   * tests share are begun anew for those who come later and read them from the log.
   */
  static synchronized void deleteAwards(Map<Integer, Long> before)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, RecordsToDelete> records = new HashMap<>();
    before.forEach(
        (partition, offset) ->
            records.put(
                new TopicPartition(Topic.AWARDS.text(), partition),
                RecordsToDelete.beforeOffset(offset)));
    try (Admin admin =
        Admin.create(new HashMap<>(KafkaSettings.of(stack().bootstrapServers()).admin()))) {
      admin.deleteRecords(records).all().get();
    }
    SHARED.clear();
  }

  static KafkaRun finished(KafkaRun run) throws InterruptedException {
    until("run " + run.id() + " ends", () -> run.refresh().over());
    assertThat(run.state()).as(run.error()).isEqualTo("finished");
    return run;
  }

  /** As {@link #finished}, where the API may be away for a while. */
  static KafkaRun comesThrough(KafkaRun run) throws InterruptedException {
    until("run " + run.id() + " ends", () -> over(run));
    assertThat(run.state()).as(run.error()).isEqualTo("finished");
    return run;
  }

  private static boolean over(KafkaRun run) {
    try {
      return run.refresh().over();
    } catch (ApiRefusal refusal) {
      assertThat(refusal.status()).as(refusal.getMessage()).isIn(0, 503);
      return false;
    }
  }

  /**
   * The run comes to its end, whatever has happened to it: each outcome stands in {@code awards}
   * once, and the digest is the reference's, wherever it is looked for.
   */
  static void proven(Stack stack, KafkaRun run, String scenario, long seed)
      throws InterruptedException {
    proven(stack, run, scenario, seed, SMALL);
  }

  /** The same for a run that was ordered with other changes. */
  static void proven(
      Stack stack, KafkaRun run, String scenario, long seed, Map<String, String> changes)
      throws InterruptedException {
    comesThrough(run);
    equalsReference(stack.bootstrapServers(), run, scenario, seed, changes);
  }

  /**
   * What a run that has finished left behind is its reference's, wherever it is looked for.
   *
   * @return how many outcomes it has
   */
  static int equalsReference(
      String bootstrapServers,
      KafkaRun run,
      String scenario,
      long seed,
      Map<String, String> changes) {
    Scenario resolved = resolved(scenario, changes);
    String expected = reference(scenario, seed, changes).digest();
    List<Decided> decided = AwardsReader.decided(bootstrapServers, run.id());
    assertThat(AwardsReader.repeated(decided)).isEmpty();
    assertThat(AwardsReader.digest(decided, resolved.start(), resolved.end())).isEqualTo(expected);
    assertThat(run.digest()).isEqualTo(expected);
    JsonNode verification = run.verification();
    assertThat(verification.path("equal").asBoolean()).as(verification.toString()).isTrue();
    return decided.size();
  }

  static void until(String what, BooleanSupplier condition) throws InterruptedException {
    until(what, PATIENCE, condition);
  }

  static void until(String what, Duration patience, BooleanSupplier condition)
      throws InterruptedException {
    Instant end = Instant.now().plus(patience);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("until " + what).isBefore(end);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private static final Map<List<Object>, ReferenceView> REFERENCES = new HashMap<>();

  /** The same scenario in this process. */
  static ReferenceView reference(String scenario, long seed) {
    return reference(scenario, seed, SMALL);
  }

  private static synchronized ReferenceView reference(
      String scenario, long seed, Map<String, String> changes) {
    return REFERENCES.computeIfAbsent(
        List.of(scenario, seed, changes),
        _ -> ReferenceView.of(resolved(scenario, changes), seed, 1));
  }

  static Scenario resolved(String scenario) {
    return resolved(scenario, SMALL);
  }

  private static Scenario resolved(String scenario, Map<String, String> changes) {
    DocumentLibrary shipped = DocumentLibrary.shipped();
    return shipped.resolve(shipped.get(scenario), Optional.empty(), changes);
  }
}
