package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.cloudmarket.local.stack.Service;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** People pause, step, pace, resume and cancel a run while it goes on. */
class RunControlIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int STEP_MONTHS = 2;

  @Test
  void aRunThatWasPausedSteppedAndPacedEqualsItsReference() throws Exception {
    String run = order("50ms", 48);
    untilRun(run, each -> each.path("month").isTextual());

    JsonNode pause = answered(ask(run, "pause", ""));
    JsonNode paused = untilRun(run, each -> each.path("status").asText().equals("paused"));
    TimeUnit.MILLISECONDS.sleep(500);
    JsonNode later = untilRun(run, each -> each.path("status").asText().equals("paused"));
    assertThat(pause.path("state").asText()).isEqualTo("accepted");
    assertThat(later.path("digest")).isEqualTo(paused.path("digest"));

    int months = paused.path("digests").size();
    JsonNode step = answered(ask(run, "step", "{\"months\": " + STEP_MONTHS + "}"));
    JsonNode stepped =
        untilRun(
            run,
            each ->
                each.path("status").asText().equals("paused")
                    && each.path("digests").size() > months + 1);
    assertThat(stepped.path("digests")).hasSize(months + STEP_MONTHS);
    assertThat(step.path("month").asText()).isEqualTo(pause.path("month").asText());

    answered(ask(run, "pace", "{\"pace\": \"0ms\"}"));
    answered(ask(run, "resume", ""));
    JsonNode finished = untilRun(run, each -> each.path("status").asText().equals("finished"));
    assertThat(finished.path("pace").asText()).isEqualTo("0ms");
    JsonNode proof = Http.get(Service.PROCUREMENT, "/api/runs/" + run + "/verification");
    assertThat(proof.path("equal").asBoolean()).as(proof.toString()).isTrue();
    assertThat(kinds(run)).containsExactly("resume", "pace", "step", "pause");
  }

  @Test
  void aCancelledRunEndsAndWhatItHasEqualsTheReference() throws Exception {
    String run = order("200ms", 48);
    untilRun(run, each -> each.path("month").isTextual());

    JsonNode cancel = answered(ask(run, "cancel", ""));
    JsonNode ended = untilRun(run, each -> each.path("status").asText().equals("cancelled"));

    assertThat(cancel.path("state").asText()).isEqualTo("accepted");
    assertThat(ended.path("error").asText()).isEqualTo("cancelled on request");
    assertThat(ended.path("progress").asDouble()).isBetween(0.01, 0.99);
    JsonNode proof = Http.get(Service.PROCUREMENT, "/api/runs/" + run + "/verification");
    assertThat(proof.path("equal").asBoolean()).as(proof.toString()).isTrue();
    Http.problem(Http.post("/api/runs/" + run + "/cancel", ""), 409);
    assertThat(kinds(run)).containsExactly("cancel");
  }

  @Test
  void whatCannotBeDoneIsRefusedWithItsReason() throws Exception {
    String run = order("200ms", 12);

    JsonNode resume = answered(ask(run, "resume", ""));

    assertThat(resume.path("state").asText()).isEqualTo("refused");
    assertThat(resume.at("/errors/0/detail").asText()).isEqualTo("the run is not paused");
    answered(ask(run, "cancel", ""));
  }

  @Test
  @Tag("long")
  void aRequestThatIsRepeatedWithItsKeyIsDoneOnce() throws Exception {
    String run = order("100ms", 48);
    answered(ask(run, "pause", ""));
    JsonNode paused = untilRun(run, each -> each.path("status").asText().equals("paused"));

    JsonNode first = withKey(run, "step", "mine", 202);
    JsonNode second = withKey(run, "step", "mine", 202);
    JsonNode other = withKey(run, "resume", "mine", 422);

    assertThat(second.path("id")).isEqualTo(first.path("id"));
    assertThat(other.path("type").asText()).endsWith(":idempotency-key-reused");
    answered(second);
    int months = paused.path("digests").size() + 1;
    JsonNode stepped =
        untilRun(
            run,
            each ->
                each.path("status").asText().equals("paused")
                    && each.path("digests").size() >= months);
    assertThat(stepped.path("digests")).hasSize(months);
    answered(ask(run, "cancel", ""));
    untilRun(run, each -> each.path("status").asText().equals("cancelled"));
  }

  @Test
  void everyFaultOfARequestIsNamed() throws Exception {
    String run = order("0ms", 2);

    JsonNode step =
        Http.problem(Http.post("/api/runs/" + run + "/step", "{\"months\": 0, \"weeks\": 1}"), 400);
    JsonNode pace =
        Http.problem(Http.post("/api/runs/" + run + "/pace", "{\"pace\": \"fast\"}"), 400);
    JsonNode missing = Http.problem(Http.post("/api/runs/" + run + "/pace", "{}"), 400);

    assertThat(step.at("/errors").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/months", "/weeks");
    assertThat(pace.at("/errors/0/detail").asText()).contains("fast", "500ms");
    assertThat(missing.at("/errors/0/pointer").asText()).isEqualTo("/pace");
    JsonNode resume =
        Http.problem(Http.post("/api/runs/" + run + "/resume", "{\"months\": 3}"), 400);
    assertThat(resume.at("/errors/0/pointer").asText()).isEqualTo("/months");
    Http.problem(
        Http.send(Http.request(Service.PROCUREMENT, "/api/runs/" + run + "/requests?after=%00")),
        400);
    Http.problem(Http.post("/api/runs/run-nowhere/pause", ""), 404);
    Http.problem(
        Http.send(Http.request(Service.PROCUREMENT, "/api/runs/" + run + "/requests/none")), 404);
  }

  private static String order(String pace, int months) throws IOException, InterruptedException {
    HttpResponse<String> created =
        Http.post(
            "/api/runs",
            """
            {"scenario": "tianjin-mandate", "seed": 31, "shards": 3, "pace": "%s",
             "set": {"population.buyers": 500, "months": %s}}
            """
                .formatted(pace, months));
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    return JSON.readTree(created.body()).path("id").asText();
  }

  private static JsonNode ask(String run, String what, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> taken = Http.post("/api/runs/" + run + "/" + what, body);
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
    JsonNode request = JSON.readTree(taken.body());
    assertThat(taken.headers().firstValue("Location").orElse(""))
        .endsWith(request.at("/links/self").asText());
    return request;
  }

  private static JsonNode withKey(String run, String what, String key, int status)
      throws IOException, InterruptedException {
    HttpResponse<String> taken =
        Http.send(
            Http.request(Service.PROCUREMENT, "/api/runs/" + run + "/" + what)
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.noBody()));
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(status);
    return JSON.readTree(taken.body());
  }

  /** The request, as soon as government has heard it. */
  private static JsonNode answered(JsonNode request) throws InterruptedException {
    return until(
        request.at("/links/self").asText(), each -> !each.path("state").asText().equals("pending"));
  }

  private static JsonNode untilRun(String run, Predicate<JsonNode> condition)
      throws InterruptedException {
    return until("/api/runs/" + run, condition);
  }

  private static JsonNode until(String path, Predicate<JsonNode> condition)
      throws InterruptedException {
    JsonNode[] last = new JsonNode[1];
    Market.until(
        path,
        () -> {
          last[0] = get(path);
          return condition.test(last[0]);
        });
    return last[0];
  }

  private static JsonNode get(String path) {
    try {
      return Http.get(Service.PROCUREMENT, path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<String> kinds(String run) throws IOException, InterruptedException {
    return Http.get(Service.PROCUREMENT, "/api/runs/" + run + "/requests")
        .path("items")
        .findValuesAsText("kind");
  }
}
