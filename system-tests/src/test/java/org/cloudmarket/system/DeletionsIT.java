package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.stack.Service;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.wire.codec.MessageCodec;
import org.cloudmarket.wire.settings.KafkaSettings;
import org.cloudmarket.wire.topic.Placement;
import org.cloudmarket.wire.topic.Records;
import org.cloudmarket.wire.topic.Topic;
import org.cloudmarket.wire.topic.Topics;
import org.junit.jupiter.api.Test;

/** What is deleted, by people or for its age, and what is left then. */
class DeletionsIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The services that know of a run what government said. */
  private static final List<Service> OTHERS = List.of(Service.POLICY, Service.PROVIDER);

  private static final Pattern DELETED_EXPERIMENTS =
      Pattern.compile(
          "cloudmarket_retention_deleted_total\\{[^}]*what=\"experiment\"[^}]*} ([0-9.E]+)");

  /** As small as one can be. */
  private static final String EXPERIMENT =
      """
      {"name": "soon-forgotten", "kind": "comparison", "scenario": "tianjin-mandate",
       "set": {"population.buyers": 100, "start": "2021-01", "months": 12},
       "arms": {"without": {"without": "all"}, "with": {}}, "baseline": "without",
       "replications": 4, "outcomes": {"cost": {"figure": "cost-to-buyers"}}}
      """;

  private static String awards(String run) {
    return path(run) + "/awards";
  }

  @Test
  void aRunThatGoesOnIsNotDeleted() throws IOException, InterruptedException {
    KafkaRun going = Market.order("no-policy", 62, 1);

    Http.problem(delete(going.id()), 409);

    Market.finished(going);
  }

  @Test
  void ofADeletedRunNothingIsLeftEvenIfItsRecordsComeAgain()
      throws IOException, InterruptedException, SQLException, ExecutionException {
    KafkaRun doomed = Market.finished(Market.order("tianjin-mandate", 63, 2, Market.MANDATES_YEAR));
    List<Decided> outcomes = AwardsReader.decided(Market.stack().bootstrapServers(), doomed.id());
    KafkaRun other = Market.shared("tianjin-mandate", 3);
    List<JsonNode> before = Http.all(awards(other.id()) + "?limit=500");
    assertThat(rows(doomed.id()))
        .containsKeys("award", "run", "run_month", "monthly_figure", "policy_event");

    assertThat(delete(doomed.id()).statusCode()).isEqualTo(204);

    assertThat(rows(doomed.id())).isEmpty();
    Http.problem(delete(doomed.id()), 404);
    Http.problem(Http.send(Http.request(Service.PROCUREMENT, awards(doomed.id()))), 404);

    for (Service service : OTHERS) {
      Market.until(service + " forgets", () -> said(service, doomed.id()) == 0);
    }
    Http.problem(Http.send(Http.request(Service.POLICY, path(doomed.id()) + "/policies")), 404);
    Http.problem(Http.send(Http.request(Service.PROVIDER, path(doomed.id()) + "/providers")), 404);
    assertThat(said(Service.POLICY, other.id())).as("of another run").isPositive();

    sayAgain(outcomes.subList(0, 10));
    assertThat(rows(doomed.id())).isEmpty();
    assertThat(Http.all(awards(other.id()) + "?limit=500")).as("of another run").isEqualTo(before);
  }

  @Test
  void aRunThatEndedLongerAgoThanRunsAreKeptIsDeletedInAllServices()
      throws IOException, InterruptedException, SQLException {
    KafkaRun young = Market.finished(Market.order("no-policy", 64, 1, Market.FEW));
    KafkaRun old = Market.finished(Market.order("no-policy", 65, 1, Market.FEW));
    for (Service service : OTHERS) {
      Market.until(service + " knows of it", () -> said(service, old.id()) > 0);
    }

    endsBack("run", young.id(), "29 days");
    endsBack("run", old.id(), "31 days");

    Market.until("it is deleted", () -> nothingIsLeft(old.id()));
    for (Service service : OTHERS) {
      Market.until(service + " forgets", () -> said(service, old.id()) == 0);
    }
    Http.problem(Http.send(Http.request(Service.PROCUREMENT, path(old.id()))), 404);
    assertThat(Http.send(Http.request(Service.PROCUREMENT, path(young.id()))).statusCode())
        .isEqualTo(200);
  }

  @Test
  void anExperimentThatEndedLongerAgoThanExperimentsAreKeptIsDeletedAndCounted()
      throws IOException, InterruptedException, SQLException {
    String young = finishedExperiment();
    String old = finishedExperiment();
    double before = deletedExperiments();

    endsBack("experiment", young, "29 days");
    endsBack("experiment", old, "31 days");

    Market.until("it is deleted and counted", () -> deletedExperiments() == before + 1);
    Http.problem(Http.send(Http.request(Service.PROCUREMENT, experiment(old))), 404);
    assertThat(Http.get(Service.PROCUREMENT, experiment(young)).path("status").asText())
        .isEqualTo("finished");
  }

  private static String experiment(String id) {
    return "/api/experiments/" + id;
  }

  private static String finishedExperiment() throws IOException, InterruptedException {
    HttpResponse<String> made = Http.post("/api/experiments", EXPERIMENT);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    String id = JSON.readTree(made.body()).path("id").asText();
    Market.until(
        id + " finishes",
        () -> Market.api().get(experiment(id)).path("status").asText().equals("finished"));
    return id;
  }

  /** How many experiments retention has deleted, as the service counts them. */
  private static double deletedExperiments() {
    try {
      String metrics = Http.send(Http.request(Service.PROCUREMENT, "/q/metrics")).body();
      Matcher counted = DELETED_EXPERIMENTS.matcher(metrics);
      assertThat(counted.find()).isTrue();
      return Double.parseDouble(counted.group(1));
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static boolean nothingIsLeft(String run) {
    try {
      return rows(run).isEmpty();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As if what the row is of had been ordered, and had ended, so much earlier. */
  private static void endsBack(String table, String id, String time) throws SQLException {
    try (Connection database = Market.stack().database(Service.PROCUREMENT).connect();
        PreparedStatement update =
            database.prepareStatement(
                "update "
                    + table
                    + " set ordered_at = ordered_at - ?::interval, ended_at = ended_at - ?::interval"
                    + " where id = ?")) {
      update.setString(1, time);
      update.setString(2, time);
      update.setString(3, id);
      assertThat(update.executeUpdate()).isOne();
    }
  }

  private static String path(String run) {
    return "/api/runs/" + run;
  }

  /** How much another service has of what government said of a run. */
  private static long said(Service service, String run) {
    try (Connection connection = Market.stack().database(service).connect();
        PreparedStatement count =
            connection.prepareStatement("select count(*) from said where run = ?")) {
      count.setString(1, run);
      try (ResultSet row = count.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpResponse<String> delete(String run) throws IOException, InterruptedException {
    return Http.send(Http.request(Service.PROCUREMENT, path(run)).DELETE());
  }

  /** Writes outcomes once more, and waits until the projection is behind them. */
  private static void sayAgain(List<Decided> outcomes)
      throws InterruptedException, ExecutionException, IOException {
    Records records = new Records(new Placement(Topics.DEFAULT_PARTITIONS), new MessageCodec());
    Set<String> behind = new HashSet<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            new HashMap<>(KafkaSettings.of(Market.stack().bootstrapServers()).producer()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (Decided outcome : outcomes) {
        producer.send(records.of(outcome)).get();
      }
      for (int partition = 0; partition < Topics.DEFAULT_PARTITIONS; partition++) {
        RecordMetadata mark =
            producer
                .send(
                    new ProducerRecord<>(
                        Topic.AWARDS.text(),
                        partition,
                        null,
                        "a mark".getBytes(StandardCharsets.UTF_8)))
                .get();
        behind.add(DeadLetters.place(mark));
      }
    }
    Market.until("all is projected", () -> places().containsAll(behind));
  }

  private static Set<String> places() {
    try {
      Set<String> places = new HashSet<>();
      DeadLetters.all("&topic=awards").forEach(each -> places.add(DeadLetters.place(each)));
      return places;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** How many rows the run has, by table; only the note that it was deleted is left out. */
  private static Map<String, Integer> rows(String run) throws SQLException {
    Map<String, Integer> rows = new TreeMap<>();
    try (Connection database = Market.stack().database(Service.PROCUREMENT).connect();
        PreparedStatement tables =
            database.prepareStatement(
                """
                select table_name, column_name, data_type from information_schema.columns
                where table_schema = 'public' and (column_name = 'run' or table_name = 'run' and column_name = 'id')
                """);
        ResultSet table = tables.executeQuery()) {
      while (table.next()) {
        String name = table.getString(1);
        String ofTheRun =
            table.getString(3).equals("integer")
                // The run's number goes with it, and what has a number that is nobody's is left.
                ? "run in (select key from award_run where run = ?)"
                    + " or run not in (select key from award_run)"
                : table.getString(2) + " = ?";
        try (PreparedStatement count =
            database.prepareStatement("select count(*) from " + name + " where " + ofTheRun)) {
          count.setString(1, run);
          try (ResultSet found = count.executeQuery()) {
            found.next();
            if (found.getInt(1) > 0) {
              rows.put(name, found.getInt(1));
            }
          }
        }
      }
    }
    return rows;
  }
}
