package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.cloudmarket.analysis.certificate.CertificateJson;
import org.cloudmarket.analysis.certificate.Verification;
import org.cloudmarket.analysis.experiment.Evaluation;
import org.cloudmarket.analysis.experiment.Experiment;
import org.cloudmarket.analysis.experiment.ExperimentReader;
import org.cloudmarket.analysis.experiment.LocalWork;
import org.cloudmarket.analysis.experiment.ResultJson;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.local.stack.Replica;
import org.cloudmarket.local.stack.Service;
import org.cloudmarket.local.stack.Stack;
import org.cloudmarket.local.stack.StackOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two replicas of procurement-service work at experiments together. */
class ExperimentsIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String PATH = "/api/experiments";
  private static final Replica FIRST = new Replica(Service.PROCUREMENT, 1);
  private static final Replica SECOND = new Replica(Service.PROCUREMENT, 2);

  private static final String TIANJIN =
      """
      name: tianjin-effect
      title: What Tianjin's order moves
      kind: comparison
      scenario: tianjin-mandate
      set: {population.buyers: BUYERS, start: 2021-01, months: 24}
      arms:
        without: {without: all}
        with: {}
      baseline: without
      replications: COUNT
      outcomes:
        city-cloud: {figure: running-share, ofProvider: tianjin-city-cloud, cities: [tianjin], segments: [state-enterprise]}
        cost: {figure: cost-to-buyers}
      """;

  private static Stack stack;

  private static String tianjin(int buyers, int replications) {
    return TIANJIN.replace("BUYERS", "" + buyers).replace("COUNT", "" + replications);
  }

  @BeforeAll
  static void startTwo() throws InterruptedException {
    stack =
        Stack.start(
            StackOptions.forTest(Path.of("target", "experiments"), Service.PROCUREMENT)
                .withReplicas(2));
  }

  @AfterAll
  static void endBoth() {
    stack.close();
  }

  private static HttpRequest.Builder request(Replica replica, String path) {
    return HttpRequest.newBuilder(stack.address(replica).resolve(path)).timeout(Market.PATIENCE);
  }

  private static HttpResponse<String> post(String path, String yaml) {
    return send(
        request(FIRST, path)
            .header("Content-Type", "application/yaml")
            .POST(BodyPublishers.ofString(yaml)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode json(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode get(String path) {
    return json(send(request(FIRST, path)), 200);
  }

  private static String order(String document) {
    HttpResponse<String> response = post(PATH, document);
    String id = json(response, 201).path("id").asText();
    assertThat(response.headers().firstValue("Location")).contains(PATH + "/" + id);
    return PATH + "/" + id;
  }

  private static String finished(String experiment) throws InterruptedException {
    Market.until("the experiment ends", () -> isOver(experiment));
    JsonNode end = get(experiment);
    assertThat(end.path("status").asText()).as(end.path("error").asText()).isEqualTo("finished");
    return send(request(FIRST, experiment + "/result")).body();
  }

  private static String local(String document) {
    Experiment experiment = ExperimentReader.read(document, DocumentLibrary.shipped());
    return ResultJson.text(Evaluation.of(experiment, LocalWork.run(experiment, 2, (_, _) -> {})));
  }

  @Test
  void twoReplicasFindWhatOneProcessFindsToTheBit() throws Exception {
    String document = tianjin(600, 12);
    String experiment = order(document);

    String result = finished(experiment);

    assertThat(result).isEqualTo(local(document));
    JsonNode shown = get(experiment);
    assertThat(shown.path("outcomes")).isEqualTo(JSON.readTree(result).path("outcomes"));
    assertThat(shown.path("replications").asInt()).isEqualTo(12);
    assertThat(shown.path("runs").asInt()).isEqualTo(24);
    assertThat(shown.path("progress").asDouble()).isEqualTo(1);
    HttpResponse<String> report = send(request(FIRST, experiment + "/report"));
    assertThat(report.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
    assertThat(report.body()).startsWith("<!DOCTYPE html>").contains("tianjin-effect");
    assertThat(
            send(request(FIRST, experiment + "/result").header("Accept", "text/csv"))
                .body()
                .lines())
        .as("a header, and two outcomes of a period and its 24 months")
        .hasSize(1 + 2 * (1 + 24));
    // A small experiment may be over before the second replica has its part of the group.
    Deque<String> ordered = new ArrayDeque<>(List.of(experiment));
    Market.until(
        "both replicas have made runs",
        () -> {
          if (isOver(ordered.getLast())) {
            ordered.add(order(document));
          }
          return runsMadeBy(FIRST) > 0 && runsMadeBy(SECOND) > 0;
        });
    assertThat(
            Verification.ofSample(
                    CertificateJson.read(send(request(FIRST, experiment + "/certificate")).body()),
                    3,
                    1L,
                    1,
                    (_, _) -> {})
                .equal())
        .isTrue();
  }

  private static boolean isOver(String experiment) {
    return get(experiment).path("etaSeconds").isNull();
  }

  private static double runsMadeBy(Replica replica) {
    return metric(replica, "cloudmarket_experiment_runs_total");
  }

  private static double metric(Replica replica, String name) {
    return send(request(replica, "/q/metrics"))
        .body()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  @Test
  @Tag("long")
  void aReplicaThatIsKilledLosesNothing() throws InterruptedException {
    String document = tianjin(2_000, 100);
    String experiment = order(document);
    Market.until("it is under way", () -> get(experiment).path("progress").asDouble() > 0.1);
    Market.until(
        "the second replica works at it",
        () -> metric(SECOND, "cloudmarket_experiment_working") > 0);

    stack.kill(SECOND.label());
    double progress = get(experiment).path("progress").asDouble();
    String result = finished(experiment);
    stack.start(SECOND.label());

    assertThat(progress).as("killed in the middle").isLessThan(1);
    assertThat(result).isEqualTo(local(document));
  }

  @Test
  @Tag("long")
  void aPilotDecidesHowManyRunsFollow() throws InterruptedException {
    String document =
        tianjin(300, 0)
            .replace(
                "replications: 0", "precision: {outcome: cost, halfWidth: 1, pilot: 4, most: 5}");

    String result = finished(order(document));

    assertThat(result).isEqualTo(local(document));
  }

  @Test
  @Tag("long")
  void progressNeverGoesBackAndTheStreamEndsWithTheExperiment() throws Exception {
    String experiment =
        order(
            tianjin(300, 0)
                .replace(
                    "replications: 0",
                    "precision: {outcome: cost, halfWidth: 1, pilot: 8, most: 12}"));
    HttpResponse<Stream<String>> stream =
        CLIENT.send(
            request(FIRST, experiment).header("Accept", "text/event-stream").build(),
            BodyHandlers.ofLines());
    CompletableFuture<List<String>> lines =
        CompletableFuture.supplyAsync(() -> stream.body().toList());
    double last = 0;
    JsonNode now = get(experiment);
    while (!now.path("etaSeconds").isNull()) {
      assertThat(now.path("progress").asDouble()).isGreaterThanOrEqualTo(last);
      assertThat(now.path("runs").asInt()).isLessThanOrEqualTo(now.path("planned").asInt());
      last = now.path("progress").asDouble();
      now = get(experiment);
    }

    List<String> told = lines.get();
    List<Double> progress = told.stream().flatMap(line -> progress(line).stream()).toList();
    assertThat(progress).isNotEmpty().isSorted();
    assertThat(progress.getLast()).isEqualTo(1);
    assertThat(told).contains("event:experiment-ended", "data:{\"status\":\"finished\"}");
  }

  private static Optional<Double> progress(String line) {
    try {
      return line.startsWith("data:{\"id\"")
          ? Optional.of(JSON.readTree(line.substring(5)).path("progress").asDouble())
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatIsCancelledEndsAndCanBeDeleted() {
    String experiment = order(tianjin(2_000, 200));
    assertThat(send(request(FIRST, experiment).DELETE()).statusCode()).isEqualTo(409);

    JsonNode cancelled = json(post(experiment + "/cancel", ""), 200);

    assertThat(cancelled.path("status").asText()).isEqualTo("cancelled");
    assertThat(json(send(request(SECOND, experiment)), 200).path("outcomes")).isEmpty();
    assertThat(send(request(FIRST, experiment + "/result")).statusCode()).isEqualTo(409);
    assertThat(send(request(FIRST, experiment).DELETE()).statusCode()).isEqualTo(204);
    assertThat(send(request(FIRST, experiment)).statusCode()).isEqualTo(404);
  }

  @Test
  void everyFaultOfADocumentIsNamed() {
    String faulty =
        tianjin(500, 1)
            .replace("tianjin-mandate", "tianjin-mandat")
            .replace("kind:", "odd: 1\nkind:");

    JsonNode problem = json(post(PATH, faulty), 400);
    JsonNode validation = json(post(PATH + "/validation", faulty), 200);

    assertThat(problem.path("errors").findValuesAsText("pointer"))
        .contains("/odd", "/scenario", "/replications");
    assertThat(validation.path("valid").asBoolean()).isFalse();
    assertThat(validation.path("faults").findValuesAsText("pointer"))
        .isEqualTo(problem.path("errors").findValuesAsText("pointer"));
  }

  @Test
  void whatTakesTooLongIsRefusedWithItsEstimate() {
    String large = tianjin(50_000, 100_000);

    JsonNode problem = json(post(PATH, large), 409);
    JsonNode validation = json(post(PATH + "/validation", large), 200);

    assertThat(problem.path("type").asText()).endsWith(":experiment-too-large");
    assertThat(problem.at("/errors/0/detail").asText())
        .isEqualTo("comes to 200000 runs; an experiment has at most 50000");
    assertThat(problem.at("/errors/1/detail").asText())
        .matches(
            "takes about \\d+ minutes for 200000 runs; the setting"
                + " procurement.experiments.minutes-at-most allows 60, in which about \\d+ runs"
                + " fit");
    assertThat(validation.path("valid").asBoolean()).isTrue();
    assertThat(validation.path("runs").asInt()).isEqualTo(200_000);
    assertThat(validation.path("minutes").asDouble()).isGreaterThan(60);
    assertThat(validation.path("exceeded")).hasSize(2);
  }

  @Test
  void runsWithoutBuyersCountToo() {
    String endless =
        """
        name: endless
        kind: sensitivity
        scenario: tianjin-mandate
        set: {population.buyers: 0}
        rows: 65536
        replications: 100000
        factors: {policies.tianjin-mandate.enforcement: {from: 0.5, to: 1}}
        outcomes: {cost: {figure: cost-to-buyers}}
        """;

    JsonNode problem = json(post(PATH, endless), 409);

    assertThat(problem.at("/errors/0/detail").asText()).startsWith("comes to 19660800000 runs");
    assertThat(json(send(request(FIRST, "/q/health/live")), 200).path("status").asText())
        .isEqualTo("UP");
  }

  @Test
  @Tag("long")
  void anOrderThatComesAgainUnderItsKeyIsOneExperiment() throws InterruptedException {
    String key = "key-" + System.nanoTime();
    JsonNode first = json(keyed(key, tianjin(200, 4)), 201);

    JsonNode again = json(keyed(key, "# The same.\n" + tianjin(200, 4)), 200);
    JsonNode other = json(keyed(key, tianjin(200, 5)), 422);

    assertThat(again.path("id")).isEqualTo(first.path("id"));
    assertThat(other.path("type").asText()).endsWith(":idempotency-key-reused");
    finished(PATH + "/" + first.path("id").asText());
  }

  private static HttpResponse<String> keyed(String key, String yaml) {
    return send(
        request(FIRST, PATH)
            .header("Content-Type", "application/yaml")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(yaml)));
  }

  @Test
  @Tag("long")
  void recordsThatAreNoTasksStopNoWorker() throws Exception {
    List<String> bad =
        List.of(
            "{\"experiment\":\"a\\u0000\",\"task\":1,\"runs\":[]}",
            "{\"experiment\":\"nobodys\",\"task\":1,\"runs\":[{\"variant\":\"leg\",\"seed\":1}]}",
            "\u0000");
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", stack.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int partition = 0; partition < 32; partition++) {
        for (String record : bad) {
          producer
              .send(
                  new ProducerRecord<>(
                      "experiment-tasks", partition, null, record.getBytes(StandardCharsets.UTF_8)))
              .get();
        }
      }
    }
    String document = tianjin(200, 10);

    assertThat(finished(order(document))).isEqualTo(local(document));
  }

  @Test
  @Tag("long")
  void ofADeletedExperimentNothingIsShown() throws InterruptedException {
    String experiment = order(tianjin(200, 5));
    finished(experiment);
    String replications = experiment + "/replications?outcome=cost&arm=with";
    JsonNode two = get(replications + "&limit=2");
    assertThat(two.path("replications")).hasSize(2);
    assertThat(two.path("made").asInt()).isEqualTo(5);
    send(request(FIRST, experiment).DELETE());

    assertThat(send(request(FIRST, replications)).statusCode()).isEqualTo(404);
  }

  @Test
  @Tag("long")
  void theDocumentThatIsShownGivesTheSameResult() throws InterruptedException {
    String first = order(tianjin(200, 4));
    String yaml =
        send(request(FIRST, first + "/document").header("Accept", "application/yaml")).body();

    String second = order(yaml);

    assertThat(finished(second)).isEqualTo(finished(first));
  }
}
