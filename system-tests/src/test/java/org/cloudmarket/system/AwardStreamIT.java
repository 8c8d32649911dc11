package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.stack.Service;
import org.junit.jupiter.api.Test;

/** A run's outcomes, watched as they are committed. */
class AwardStreamIT {

  record Event(String id, String name, String data) {

    /** A block of the stream; of a comment, all is empty. */
    static Event of(String block) {
      return new Event(field(block, "id:"), field(block, "event:"), field(block, "data:"));
    }

    private static String field(String block, String name) {
      return block
          .lines()
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(name.length()).strip())
          .findFirst()
          .orElse("");
    }
  }

  private static List<Event> watch(KafkaRun run, String lastEventId)
      throws IOException, InterruptedException {
    return watch("/api/runs/" + run.id() + "/awards", lastEventId);
  }

  /** All events of a stream, up to its end. */
  static List<Event> watch(String path, String lastEventId)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        Http.request(Service.PROCUREMENT, path).header("Accept", "text/event-stream");
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    return new ArrayList<>(
        Stream.of(Http.send(request).body().split("\n\n", -1))
            .map(Event::of)
            .filter(event -> !event.name().isEmpty())
            .toList());
  }

  @Test
  void whoWatchesFromTheOrderOnSeesEveryOutcomeOnceAndThenTheEnd()
      throws IOException, InterruptedException {
    KafkaRun run = Market.order("tianjin-mandate", 51, 3);

    List<Event> events = watch(run, "");

    Event end = events.removeLast();
    assertThat(end.name()).isEqualTo("run-ended");
    assertThat(end.data()).contains("finished");
    assertThat(events).extracting(Event::id).doesNotHaveDuplicates();
    assertThat(events).allMatch(event -> event.data().contains("\"run\":\"" + run.id() + "\""));
    assertThat(events)
        .hasSameSizeAs(AwardsReader.decided(Market.stack().bootstrapServers(), run.id()));
  }

  @Test
  void whoComesBackGoesOnWhereItWas() throws IOException, InterruptedException {
    KafkaRun run = Market.shared("tianjin-mandate", 3);
    List<Event> all = watch(run, "");
    int half = all.size() / 2;

    List<Event> rest = watch(run, all.get(half).id());

    assertThat(rest).isEqualTo(all.subList(half + 1, all.size()));
  }

  @Test
  void whatIsNoEventsIdIsAProblem() throws IOException, InterruptedException {
    KafkaRun run = Market.finished(Market.order("no-policy", 53, 1, Market.FEW));
    String last =
        watch(run, "").reversed().stream()
            .map(Event::id)
            .filter(id -> !id.isEmpty())
            .findFirst()
            .orElseThrow();
    String partition = last.split("-", 2)[0];
    long offset = Long.parseLong(last.split("-", 2)[1]);

    for (String id :
        List.of(
            "yesterday",
            // Far behind the run's last record.
            partition + "-" + (offset + 1_000_000),
            // A partition that the run has nothing on, and one that there is not.
            (Integer.parseInt(partition) + 1) % 8 + "-" + offset,
            "4711-" + offset)) {
      JsonNode problem =
          Http.problem(
              Http.send(
                  Http.request(Service.PROCUREMENT, "/api/runs/" + run.id() + "/awards")
                      .header("Accept", "text/event-stream")
                      .header("Last-Event-ID", id)),
              400);
      assertThat(problem.path("errors").findValuesAsText("pointer"))
          .containsExactly("/Last-Event-ID");
    }
  }

  @Test
  void whatIsBehindTheLogOfARunThatGoesOnIsNoEventsId() throws IOException, InterruptedException {
    KafkaRun run = Market.order("tianjin-mandate", 54, 1);
    Market.until("the run is under way", () -> run.refresh().progress() > 0);
    String first = watchUntilTheFirst(run);

    Http.problem(
        Http.send(
            Http.request(Service.PROCUREMENT, "/api/runs/" + run.id() + "/awards")
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", first + "000000")),
        400);
    Market.finished(run);
  }

  private static String watchUntilTheFirst(KafkaRun run) throws IOException, InterruptedException {
    HttpRequest request =
        Http.request(Service.PROCUREMENT, "/api/runs/" + run.id() + "/awards")
            .header("Accept", "text/event-stream")
            .build();
    try (HttpClient client = HttpClient.newHttpClient();
        Stream<String> lines = client.send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
      String first =
          lines.filter(line -> line.startsWith("id:")).findFirst().orElseThrow().substring(3);
      client.shutdownNow();
      return first.strip();
    }
  }
}
