package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.stack.Service;
import org.junit.jupiter.api.Test;

/** Whatever clients send, the services answer it in their own words, and go on. */
class FuzzIT {

  private static final long SEED = 20_261_127;

  /** As many as fit into the time of every build; the profile soak sends more. */
  private static final int REQUESTS = Integer.getInteger("fuzz.requests", 1_500);

  /** A class's name with its package, or a line of a stack trace. */
  private static final Pattern OF_OUR_INSIDES =
      Pattern.compile("\\b[a-z]+(\\.[a-z0-9]+)+\\.[A-Z]\\w+|\\w+(Exception|Error)\\b|\\tat ");

  private static final List<String> LIVE = List.of("ordered", "running", "paused");

  private static final String ORDER =
      """
      {"scenario": "no-policy", "seed": 3, "shards": 1,
       "set": {"population.buyers": 20, "months": 2}}
      """;

  private static final String EXPERIMENT =
      """
      {"name": "fuzz", "kind": "comparison", "scenario": "tianjin-mandate",
       "set": {"population.buyers": 20, "start": "2021-08", "months": 2},
       "arms": {"without": {"without": "all"}, "with": {}},
       "baseline": "without", "replications": 2, "outcomes": {"cost": {"figure": "cost-to-buyers"}}}
      """;

  @Test
  void noRequestBreaksAService() throws Exception {
    KafkaRun run = Market.shared("tianjin-mandate", 1);
    String path = "/api/runs/" + run.id();
    String tender =
        Http.get(Service.PROCUREMENT, path + "/awards?limit=1").at("/items/0/tender").asText();
    Logs logs = Logs.fromNow();
    RandomRequests requests =
        new RandomRequests(
            SEED,
            Operation.all(),
            Map.of("id", run.id(), "tender", tender, "name", "tianjin-mandate"),
            Map.of(
                "POST /api/runs of procurement-service", ORDER,
                "POST /api/experiments of procurement-service", EXPERIMENT,
                "POST /api/experiments/validation of procurement-service", EXPERIMENT));

    Map<Integer, Integer> statuses = new TreeMap<>();
    for (int i = 0; i < REQUESTS; i++) {
      RandomRequests.Made request = requests.next();
      HttpResponse<String> answer = Http.send(request.toSend());
      String what = "seed " + SEED + ", request " + i + ": " + request;
      if (answer.statusCode() >= 500) {
        assertThat(answer.statusCode()).as(what + " " + answer.body()).isEqualTo(503);
      }
      assertThat(OF_OUR_INSIDES.matcher(answer.body()).results().map(found -> found.group()))
          .as(what)
          .isEmpty();
      if (answer.statusCode() >= 400 && !request.operation().method().equals("HEAD")) {
        Http.problem(answer, answer.statusCode());
      }
      statuses.merge(answer.statusCode(), 1, Integer::sum);
    }

    endWhatWasBegun();
    logs.haveNoError();
    // Neither all is refused nor all is taken: the requests reach behind the door.
    assertThat(statuses).as("" + statuses).containsKeys(200, 400, 404, 406, 415);
  }

  private static void endWhatWasBegun() throws Exception {
    for (JsonNode run : Http.all("/api/runs?limit=500")) {
      if (LIVE.contains(run.path("status").asText())) {
        Http.post("/api/runs/" + run.path("id").asText() + "/cancel", "{}");
      }
    }
    for (JsonNode experiment : Http.all("/api/experiments?limit=500")) {
      if (LIVE.contains(experiment.path("status").asText())) {
        Http.post("/api/experiments/" + experiment.path("id").asText() + "/cancel", "");
      }
    }
  }
}
