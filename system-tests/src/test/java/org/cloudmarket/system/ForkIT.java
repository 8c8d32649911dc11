package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.stack.Service;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What would have come if a policy had been another from some month on. */
class ForkIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void aForkIsItsParentUpToTheMonthAndGoesItsOwnWayFromThere() throws Exception {
    KafkaRun parent = Market.finished(Market.order("tianjin-mandate", 31, 2, Market.MANDATES_YEAR));

    HttpResponse<String> answer =
        fork(
            parent.id(),
            "2021-11",
            "{\"policies.tianjin-mandate\": null, \"policies.bonus\": {\"instrument\":"
                + " \"score-preference\", \"ownerships\": [\"private\"], \"bonusPoints\": 20}}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    String path = JSON.readTree(answer.body()).at("/links/self").asText();
    Market.until(path + " ends", () -> status(path).equals("finished"));

    JsonNode fork = Http.get(Service.PROCUREMENT, path);
    assertThat(fork.at("/fork/run").asText()).isEqualTo(parent.id());
    assertThat(fork.at("/fork/from").asText()).isEqualTo("2021-11");
    assertThat(fork.path("seed").asLong()).isEqualTo(31);
    List<String> before = digests(Http.get(Service.PROCUREMENT, "/api/runs/" + parent.id()));
    List<String> after = digests(fork);
    assertThat(after.subList(0, 4)).isEqualTo(before.subList(0, 4));
    assertThat(after.getLast()).isNotEqualTo(before.getLast());
    JsonNode proof = Http.get(Service.PROCUREMENT, fork.at("/links/verification").asText());
    assertThat(proof.path("equal").asBoolean()).as(proof.toString()).isTrue();

    JsonNode told = Http.get(Service.PROCUREMENT, fork.at("/links/comparison").asText());
    assertThat(told.at("/firstDivergence/month").asText()).isBetween("2021-11", "2022-06");
    assertThat(told.at("/firstDivergence/cause/policies").toString())
        .containsAnyOf("bonus", "tianjin-mandate");
    assertThat(told.path("changes").findValuesAsText("pointer"))
        .containsExactly("/policies/bonus", "/policies/tianjin-mandate/end");
  }

  @Test
  @Tag("long")
  void aRunThatGoesOnIsForkedInMonthsThatItHasClosed() throws Exception {
    JsonNode parent =
        JSON.readTree(
            Http.post(
                    "/api/runs",
                    "{\"scenario\": \"tianjin-mandate\", \"pace\": \"100ms\", \"set\":"
                        + " {\"population.buyers\": 100, \"months\": 96}}")
                .body());
    String path = parent.at("/links/self").asText();
    Market.until("a month is closed", () -> !month(path).equals("null"));
    String closed = month(path);
    assertThat(Http.post(parent.at("/links/cancel").asText(), "").statusCode()).isEqualTo(202);

    HttpResponse<String> answer = fork(parent.path("id").asText(), closed, "{}");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    JsonNode cancel = JSON.readTree(answer.body()).at("/links/cancel");
    assertThat(Http.post(cancel.asText(), "").statusCode()).isEqualTo(202);
  }

  @Test
  void whatCannotBeForkedIsRefusedWithEveryFault() throws Exception {
    KafkaRun parent = Market.finished(Market.order("no-policy", 31, 1, Market.MANDATES_YEAR));

    JsonNode problem =
        Http.problem(
            Http.post(
                "/api/runs",
                "{\"fork\": {\"run\": \""
                    + parent.id()
                    + "\", \"from\": \"2021-09\"}, \"seed\": 7, \"changes\":"
                    + " {\"population.buyers\": 10, \"policies.x.enforcement\": 1}}"),
            400);

    assertThat(problem.path("errors").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder(
            "/seed", "/changes/population.buyers", "/changes/policies.x.enforcement");
    assertThat(refused(fork(parent.id(), "2022-07", "{}"))).containsExactly("/fork/from");
    assertThat(refused(fork("run-none", "2022-07", "{}"))).containsExactly("/fork/run");
    assertThat(refused(Http.post("/api/runs", "{\"fork\": 7}"))).containsExactly("/fork");
  }

  private static HttpResponse<String> fork(String run, String from, String changes)
      throws IOException, InterruptedException {
    return Http.post(
        "/api/runs",
        "{\"fork\": {\"run\": \""
            + run
            + "\", \"from\": \""
            + from
            + "\"}, \"shards\": 3, \"changes\": "
            + changes
            + "}");
  }

  private static List<String> refused(HttpResponse<String> answer) throws IOException {
    return Http.problem(answer, 400).path("errors").findValuesAsText("pointer");
  }

  private static String status(String path) {
    return field(path, "status");
  }

  private static String month(String path) {
    return field(path, "month");
  }

  private static String field(String path, String field) {
    try {
      return Http.get(Service.PROCUREMENT, path).path(field).asText();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<String> digests(JsonNode run) {
    List<String> digests = new ArrayList<>();
    run.path("digests").forEach(each -> digests.add(each.path("digest").asText()));
    return digests;
  }
}
