package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.cloudmarket.local.stack.Service;
import org.junit.jupiter.api.Test;

/** People change the policies of a run while it goes on, and the run that they leave repeats it. */
class LivePoliciesIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String BONUS =
      "{id: bonus, instrument: score-preference, ownerships: [state], bonusPoints: 20}";

  @Test
  void whatIsEnactedAmendedAndRepealedByHandIsRepeatedByTheExportedRun() throws Exception {
    String run = order("60s", 14);

    // The same key means nothing to the service that pauses the run.
    JsonNode enacted = answered(bring("POST", run, "", BONUS, "pause"));
    assertThat(enacted.path("month").asText()).isEqualTo("2021-07");
    JsonNode again = JSON.readTree(bring("POST", run, "", BONUS, "pause").body());
    assertThat(again.path("id")).isEqualTo(enacted.path("id"));
    assertThat(again.path("state").asText()).isEqualTo("accepted");
    JsonNode exported =
        until(
            Service.PROCUREMENT,
            path(run) + "/scenario",
            each -> each.at("/policies/bonus").isObject());
    assertThat(exported.at("/policies/bonus/effective").asText()).isEqualTo("2021-07");

    // Before it is announced: it never comes.
    answered(bring("DELETE", run, "/tianjin-preference", "", null));
    control(run, "pause", "");
    control(run, "step", "{\"months\": 3}");
    until(Service.PROCUREMENT, path(run), each -> each.at("/digests/2").isObject());

    JsonNode amended = answered(bring("PATCH", run, "/bonus", "{bonusPoints: 40}", null));
    JsonNode repealed = answered(bring("DELETE", run, "/tianjin-mandate", "", null));
    assertThat(amended.path("month").asText()).isEqualTo("2021-10");
    assertThat(repealed.path("month").asText()).isEqualTo("2021-10");
    JsonNode policies = Http.get(Service.POLICY, path(run) + "/policies").path("policies");
    assertThat(policies.findValuesAsText("id"))
        .containsExactly("bonus", "bonus-2", "tianjin-mandate", "tianjin-preference");

    control(run, "pace", "{\"pace\": \"0ms\"}");
    control(run, "resume", "");
    JsonNode finished = finished(run);
    JsonNode proof = Http.get(Service.PROCUREMENT, path(run) + "/verification");
    JsonNode document = Http.get(Service.PROCUREMENT, path(run) + "/scenario");
    assertThat(proof.path("equal").asBoolean()).as(proof.toString()).isTrue();
    assertThat(document.at("/policies/bonus/end").asText()).isEqualTo("2021-10");
    assertThat(document.at("/policies/bonus-2/bonusPoints").asInt()).isEqualTo(40);
    assertThat(document.at("/policies/tianjin-mandate/end").asText()).isEqualTo("2021-10");
    assertThat(document.at("/policies/tianjin-preference/end").asText()).isEqualTo("2021-07");

    String repeated = ordered("{\"scenario\": " + document + ", \"seed\": 31, \"shards\": 2}");
    assertThat(finished(repeated).path("digests")).isEqualTo(finished.path("digests"));
  }

  @Test
  void whatCannotBeIsRefusedWithEveryFault() throws Exception {
    String run = order("60s", 2);

    JsonNode faults =
        Http.problem(
            bring(
                "POST",
                run,
                "",
                "{id: tianjin-mandate, instrument: score-preference, providers: [aws], colour: red,"
                    + " effective: 2021-05}",
                null),
            400);
    assertThat(faults.at("/errors").findValuesAsText("pointer"))
        .contains("/id", "/providers/0", "/colour");
    Http.problem(bring("PATCH", run, "/nothing", "{enforcement: 1}", null), 404);
    Http.problem(bring("DELETE", run, "/nothing", "", null), 404);
    Http.problem(Http.send(Http.request(Service.POLICY, path(run) + "/requests/none")), 404);
    answered(bring("POST", run, "", BONUS, "mine"));
    Http.problem(bring("DELETE", run, "/bonus", "", "mine"), 422);

    control(run, "pace", "{\"pace\": \"0ms\"}");
    finished(run);
    Http.problem(bring("DELETE", run, "/tianjin-mandate", "", null), 409);
  }

  @Test
  void aPolicyThatWasRequestedAndIsNotDecidedYetIsSaidToBeThat() throws Exception {
    String run = order("60s", 14);
    // Government does not hear of it, so it stays undecided.
    try (Connection database = Market.stack().database(Service.POLICY).connect();
        PreparedStatement insert =
            database.prepareStatement(
                "insert into bill (id, run, kind, policy, document, digest)"
                    + " values (?, ?, 'enact', 'awaited', '', '')")) {
      insert.setString(1, "request-of-" + run);
      insert.setString(2, run);
      insert.executeUpdate();
    }

    JsonNode pending = Http.problem(bring("DELETE", run, "/awaited", "", null), 409);

    assertThat(pending.path("type").asText()).endsWith(":policy-pending");
    Http.problem(bring("DELETE", run, "/nothing", "", null), 404);
  }

  private static String path(String run) {
    return "/api/runs/" + run;
  }

  /** A run that waits in its first month until policy-service has heard of it. */
  private static String order(String pace, int months) throws Exception {
    String run =
        ordered(
            """
            {"scenario": "tianjin-mandate", "seed": 31, "shards": 3, "pace": "%s",
             "set": {"population.buyers": 1000, "start": "2021-06", "months": %s}}
            """
                .formatted(pace, months));
    until(Service.POLICY, path(run) + "/policies", each -> !each.path("months").isEmpty());
    return run;
  }

  private static String ordered(String order) throws IOException, InterruptedException {
    HttpResponse<String> created = Http.post("/api/runs", order);
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    return JSON.readTree(created.body()).path("id").asText();
  }

  private static HttpResponse<String> bring(
      String method, String run, String policy, String body, String key)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        Http.request(Service.POLICY, path(run) + "/policies" + policy)
            .method(method, BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/yaml");
    }
    return Http.send(key == null ? request : request.header("Idempotency-Key", key));
  }

  private static void control(String run, String what, String body) throws Exception {
    HttpResponse<String> asked =
        Http.send(
            Http.request(Service.PROCUREMENT, path(run) + "/" + what)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", what)
                .POST(BodyPublishers.ofString(body)));
    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
    answered(Service.PROCUREMENT, asked);
  }

  private static JsonNode answered(HttpResponse<String> asked) throws Exception {
    return answered(Service.POLICY, asked);
  }

  private static JsonNode answered(Service service, HttpResponse<String> asked) throws Exception {
    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
    String address = JSON.readTree(asked.body()).at("/links/self").asText();
    assertThat(asked.headers().firstValue("Location").orElseThrow()).endsWith(address);
    return until(service, address, each -> !each.path("state").asText().equals("pending"));
  }

  private static JsonNode finished(String run) throws InterruptedException {
    return until(
        Service.PROCUREMENT, path(run), each -> each.path("status").asText().equals("finished"));
  }

  /** What a service comes to answer. */
  private static JsonNode until(Service service, String path, Predicate<JsonNode> so)
      throws InterruptedException {
    AtomicReference<JsonNode> last = new AtomicReference<>();
    Market.until(
        service.label() + " answers " + path,
        () -> {
          try {
            HttpResponse<String> answer = Http.send(Http.request(service, path));
            last.set(JSON.readTree(answer.body()));
            return answer.statusCode() == 200 && so.test(last.get());
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    return last.get();
  }
}
