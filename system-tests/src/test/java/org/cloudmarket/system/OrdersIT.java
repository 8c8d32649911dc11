package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.stack.Service;
import org.cloudmarket.wire.codec.Trace;
import org.junit.jupiter.api.Test;

/** Orders of runs, in either format, once each. */
class OrdersIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SMALL =
      "{\"scenario\": \"no-policy\", \"seed\": 3, \"set\": {\"months\": 3, \"population.buyers\": 200}}";

  @Test
  void anOrderInYamlBeginsARun() throws Exception {
    HttpResponse<String> created =
        order(
            "application/yaml",
            UUID.randomUUID().toString(),
            """
            # The smallest.
            seed: 3
            scenario: {name: mine, extends: no-policy}
            set: {months: 3, population.buyers: 200}
            """);

    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    assertThat(JSON.readTree(created.body()).path("scenario").asText()).isEqualTo("mine");
    JsonNode problem =
        Http.problem(order("application/yaml", "k", "scenario: no-policy\nshards: 0"), 400);
    assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo("/shards");
  }

  @Test
  void anOrderThatIsSentAgainUnderItsKeyIsTheSameRun() throws Exception {
    String key = UUID.randomUUID().toString();

    HttpResponse<String> first = order("application/json", key, SMALL);
    HttpResponse<String> again = order("application/json", key, SMALL.replace(" ", ""));
    HttpResponse<String> other = order("application/json", key, SMALL.replace("3,", "4,"));
    HttpResponse<String> without = Http.post("/api/runs", SMALL);

    assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
    assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
    assertThat(id(again)).isEqualTo(id(first));
    assertThat(again.headers().firstValue("Location"))
        .isEqualTo(first.headers().firstValue("Location"));
    assertThat(Http.problem(other, 422).path("type").asText()).endsWith(":idempotency-key-reused");
    assertThat(id(without)).isNotEqualTo(id(first));
    Http.problem(order("application/json", "x".repeat(300), SMALL), 400);
  }

  @Test
  void whoeverOrdersARunFindsTheirTraceOnEachOfItsAwards() throws Exception {
    String id = UUID.randomUUID().toString().replace("-", "");
    String trace = "00-" + id + "-b7ad6b7169203331-0";

    KafkaRun followed = followed(trace + "1");
    KafkaRun alone = followed(trace + "0");

    assertThat(Http.get(Service.PROCUREMENT, "/api/runs/" + followed.id()).path("traceId").asText())
        .isEqualTo(id);
    assertThat(AwardsReader.traces(Market.stack().bootstrapServers(), followed.id()))
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.map(Trace::text)).contains(trace + "1"));
    assertThat(Http.get(Service.PROCUREMENT, "/api/runs/" + alone.id()).has("traceId")).isFalse();
    assertThat(AwardsReader.traces(Market.stack().bootstrapServers(), alone.id()))
        .isNotEmpty()
        .allMatch(Optional::isEmpty);
    assertThat(followed.digest()).isEqualTo(alone.digest());
  }

  private static KafkaRun followed(String traceparent) throws Exception {
    HttpResponse<String> created =
        Http.send(
            Http.request(Service.PROCUREMENT, "/api/runs")
                .header("Content-Type", "application/json")
                .header(Trace.HEADER, traceparent)
                .POST(BodyPublishers.ofString(SMALL)));
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    return Market.finished(KafkaRun.of(Market.api(), id(created)));
  }

  @Test
  void ordersAtTheSameTimeUnderOneKeyAreOneRun() throws Exception {
    String key = UUID.randomUUID().toString();
    Callable<HttpResponse<String>> order = () -> order("application/json", key, SMALL);

    try (ExecutorService clients = Executors.newFixedThreadPool(4)) {
      List<Future<HttpResponse<String>>> answers =
          clients.invokeAll(List.of(order, order, order, order));

      Set<String> runs = new HashSet<>();
      List<Integer> statuses = new ArrayList<>();
      for (Future<HttpResponse<String>> answer : answers) {
        runs.add(id(answer.get()));
        statuses.add(answer.get().statusCode());
      }
      assertThat(runs).hasSize(1);
      assertThat(statuses).containsExactlyInAnyOrder(201, 200, 200, 200);
    }
  }

  @Test
  void whatIsNotKnownYetIsNull() throws Exception {
    HttpResponse<String> created =
        Http.post("/api/runs", SMALL.replace("{\"s", "{\"pace\": \"60s\", \"s"));
    JsonNode run = JSON.readTree(created.body());

    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    for (String field : List.of("arm", "month", "error", "digest", "headline")) {
      assertThat(run.has(field)).as(field).isTrue();
      assertThat(run.path(field).isNull()).as(field + ": " + run.path(field)).isTrue();
    }
    assertThat(run.path("digests")).isEmpty();
    JsonNode proof = Http.get(Service.PROCUREMENT, run.at("/links/verification").asText());
    assertThat(proof.has("month")).isTrue();
    Http.post(run.at("/links/cancel").asText(), "");
  }

  /** What a crash between writing an order down and sending it leaves, and a minute later. */
  @Test
  void anOrderThatACrashCameBeforeHasFailedAndSaysSo() throws Exception {
    String key = UUID.randomUUID().toString();
    String made = id(order("application/json", key, SMALL));
    String lost = "lost-" + UUID.randomUUID().toString().substring(0, 8);
    try (Connection connection = Market.stack().database(Service.PROCUREMENT).connect();
        PreparedStatement crash =
            connection.prepareStatement(
                """
                insert into run
                select (jsonb_populate_record(r, jsonb_build_object(
                  'id', ?::text, 'idempotency_key', ?::text, 'started', false,
                  'acknowledged', false, 'outcome', null, 'outcome_month', null,
                  'ordered_at', now() - interval '2 minutes'))).*
                from run r where id = ?
                """)) {
      crash.setString(1, lost);
      crash.setString(2, key + "-lost");
      crash.setString(3, made);
      crash.executeUpdate();
    }

    JsonNode again = JSON.readTree(order("application/json", key + "-lost", SMALL).body());
    Http.send(Http.request(Service.PROCUREMENT, "/api/runs/" + lost).DELETE());

    assertThat(again.path("id").asText()).isEqualTo(lost);
    assertThat(again.path("status").asText()).isEqualTo("failed");
    assertThat(again.path("error").asText()).contains("under another key");
  }

  @Test
  void runsAreFoundAgainByWhatTheyAre() throws Exception {
    String word = "w" + UUID.randomUUID().toString().substring(0, 8);
    String set = "{\"months\": 3, \"population.buyers\": 200, \"title\": \"A %s of it\"}";
    String baseline =
        id(
            Http.post(
                "/api/runs",
                "{\"scenario\": \"no-policy\", \"set\": " + set.formatted(word) + "}"));
    String treatment =
        id(
            Http.post(
                "/api/runs",
                "{\"scenario\": \"tianjin-mandate\", \"pace\": \"60s\", \"baseline\": \"%s\", \"set\": %s}"
                    .formatted(baseline, set.formatted(word.toUpperCase(Locale.ROOT)))));
    Market.until("the first ends", () -> found(word + "&status=finished").size() == 1);

    JsonNode both = found(word);
    assertThat(both.findValuesAsText("id")).containsExactly(treatment, baseline);
    assertThat(both.at("/0/changes/population.buyers").asInt()).isEqualTo(200);
    assertThat(both.at("/0/moreChanges").asInt()).isZero();
    assertThat(both.at("/0/baseline").asText()).isEqualTo(baseline);
    assertThat(both.at("/0/links/comparison").asText()).contains(baseline, treatment);
    assertThat(both.at("/1/baseline").isNull()).isTrue();
    assertThat(found(word + "&scenario=no-policy").findValuesAsText("id"))
        .containsExactly(baseline);
    assertThat(found(word + "&since=2200-01-01")).isEmpty();
    assertThat(found(word + "&since=2020-01-01&limit=1")).hasSize(1);
    assertThat(found("100%25")).isEmpty();
    // Whatever a run's state, it is found under what it says.
    for (JsonNode run : Http.all("/api/runs?limit=500")) {
      if (run.path("status").asText().equals("finished")) {
        String status = "&limit=500&status=finished";
        assertThat(found(run.path("id").asText() + status)).as(run.toString()).hasSize(1);
      }
    }
    Http.problem(
        order(
            "application/json",
            UUID.randomUUID().toString(),
            "{\"scenario\": \"no-policy\", \"baseline\": \"run-nowhere\"}"),
        400);
    Http.post("/api/runs/" + treatment + "/cancel", "{}");
  }

  private static JsonNode found(String query) {
    try {
      return Http.get(Service.PROCUREMENT, "/api/runs?q=" + query).path("items");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpResponse<String> order(String type, String key, String text)
      throws IOException, InterruptedException {
    return Http.send(
        Http.request(Service.PROCUREMENT, "/api/runs")
            .header("Content-Type", type)
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(text)));
  }

  private static String id(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body()).path("id").asText();
  }
}
