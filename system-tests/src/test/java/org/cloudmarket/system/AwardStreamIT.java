package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cloudmarket.local.broker.BrokerProcess;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.client.KafkaRun.Order;
import org.cloudmarket.local.stack.Service;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.wire.topic.Topics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run's outcomes, watched as they are committed. */
class AwardStreamIT {

  private static final ObjectMapper JSON = new ObjectMapper();

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
    return new ArrayList<>(
        Stream.of(Http.send(stream(path, lastEventId)).body().split("\n\n", -1))
            .map(Event::of)
            .filter(event -> !event.name().isEmpty())
            .toList());
  }

  private static HttpRequest.Builder stream(String path, String lastEventId) {
    HttpRequest.Builder request =
        Http.request(Service.PROCUREMENT, path).header("Accept", "text/event-stream");
    return lastEventId.isEmpty() ? request : request.header("Last-Event-ID", lastEventId);
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
  void tenWhoWatchARunTogetherAreEachSentAllOfIt() throws Exception {
    KafkaRun run = Market.order("tianjin-mandate", 57, 3);
    List<Future<List<Event>>> watching = new ArrayList<>();
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int reader = 0; reader < 10; reader++) {
        watching.add(readers.submit(() -> watch(run, "")));
        TimeUnit.MILLISECONDS.sleep(50); // Not all of them from the same place on.
      }
    }

    List<Decided> decided = AwardsReader.decided(Market.stack().bootstrapServers(), run.id());
    for (Future<List<Event>> each : watching) {
      List<Event> events = each.get();
      assertThat(events.removeLast().name()).isEqualTo("run-ended");
      assertThat(events).extracting(Event::id).doesNotHaveDuplicates();
      assertThat(events).hasSameSizeAs(decided);
    }
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
  @Tag("long")
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

  @ParameterizedTest
  @Tag("long")
  @ValueSource(ints = {1, 3, 10})
  void whatTheLogHasDeletedComesFromTheDatabase(int shards) throws Exception {
    KafkaRun run = Market.finished(Market.order("tianjin-mandate", 55, shards, Market.FEW));
    List<Event> all = watch(run, "");
    Positions half = Positions.of(all.get(all.size() / 2));
    Positions end = Positions.of(all.getLast());

    Market.deleteAwards(half.last());
    assertThat(watch(run, "")).isEqualTo(all);
    assertThat(watch(run, all.get(3).id())).isEqualTo(all.subList(4, all.size()));

    Market.deleteAwards(end.last());
    assertThat(watch(run, "")).isEqualTo(all);
    assertThat(watch(run, all.get(3).id())).isEqualTo(all.subList(4, all.size()));
    assertThat(run.verification().path("equal").asBoolean()).isTrue();
  }

  /** The last offset in each partition, as the id of an event says it. */
  record Positions(Map<Integer, Long> last) {
    static Positions of(Event event) {
      return new Positions(
          Stream.of(event.id().split("\\."))
              .map(each -> each.split("-"))
              .collect(
                  Collectors.toMap(
                      each -> Integer.parseInt(each[0]), each -> Long.parseLong(each[1]))));
    }
  }

  @Test
  @Tag("long")
  void whoeverCameBeforeTheLogWasDeletedGoesOnWithWhatIsNew() throws Exception {
    KafkaRun run = slowly(56);
    Market.until("the run is under way", () -> run.refresh().progress() > 0.2);
    String first = watchUntilTheFirst(run);
    Http.send(
        Http.request(Service.PROCUREMENT, "/api/runs/" + run.id() + "/pause")
            .POST(BodyPublishers.noBody()));
    Market.until("it is paused", () -> run.refresh().state().equals("paused"));

    // Up to its end, the marks of transactions behind the last record among it.
    Map<Integer, Long> whole = new HashMap<>();
    for (int partition = 0; partition < Topics.DEFAULT_PARTITIONS; partition++) {
      whole.put(partition, TO_THE_END);
    }
    Market.deleteAwards(whole);
    try (var watchers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<Event>> all = watchers.submit(() -> watch(run, ""));
      Future<List<Event>> rest = watchers.submit(() -> watch(run, first));
      TimeUnit.SECONDS.sleep(1);
      Http.send(
          Http.request(Service.PROCUREMENT, "/api/runs/" + run.id() + "/resume")
              .POST(BodyPublishers.noBody()));

      JsonNode pages = Http.get(Service.PROCUREMENT, awards(run) + "?limit=1");
      assertThat(pages.path("items")).isNotEmpty();
      eachOnce(all.get(), run);
      assertThat(rest.get()).extracting(Event::id).doesNotContain(first);
      assertThat(rest.get()).hasSameSizeAs(all.get().subList(1, all.get().size()));
    }
  }

  private static final long TO_THE_END = -1;

  private static String awards(KafkaRun run) {
    return "/api/runs/" + run.id() + "/awards";
  }

  private static KafkaRun slowly(long seed) {
    return KafkaRun.start(
        Market.api(), new Order("tianjin-mandate", "", seed, 3, Market.MANDATES_YEAR, 300));
  }

  /** The stream ends with the run, and its outcomes are those of the pages, each once. */
  private static void eachOnce(List<Event> events, KafkaRun run)
      throws IOException, InterruptedException {
    assertThat(events.getLast().name()).isEqualTo("run-ended");
    assertThat(events).extracting(Event::id).doesNotHaveDuplicates();
    List<JsonNode> watched = new ArrayList<>();
    for (Event event : events.subList(0, events.size() - 1)) {
      watched.add(((ObjectNode) JSON.readTree(event.data())).put("type", event.name()));
    }
    Market.finished(run);
    assertThat(watched).containsExactlyInAnyOrderElementsOf(Http.all(awards(run) + "?limit=500"));
  }

  @Test
  @Tag("long")
  void whatIsLostForGoodIsSaidMonthByMonth() throws Exception {
    KafkaRun run = Market.finished(Market.order("no-policy", 57, 2, Market.FEW));
    List<Event> all = watch(run, "");
    String month = JSON.readTree(all.get(all.size() / 2).data()).path("month").asText();
    int lost = delete(run, month);

    List<Event> events = watch(run, "");

    assertThat(events).hasSize(all.size() - lost + 1);
    Event missing = events.get(events.size() - 2);
    assertThat(missing.name()).isEqualTo("missing");
    assertThat(JSON.readTree(missing.data()))
        .isEqualTo(
            JSON.readTree(
                String.format(Locale.ROOT, "{\"month\": \"%s\", \"outcomes\": %d}", month, lost)));
  }

  private static int delete(KafkaRun run, String month) throws SQLException {
    try (Connection database = Market.stack().database(Service.PROCUREMENT).connect();
        PreparedStatement delete =
            database.prepareStatement(
                """
                delete from award
                where run = (select key from award_run where run = ?) and month = ?
                """)) {
      delete.setString(1, run.id());
      delete.setInt(2, Months.parse(month));
      return delete.executeUpdate();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?city=tianjin", "?type=complaint-filed&displaced=true"})
  void whoHasAllOfARunThatHasEndedIsToldToStayAway(String filter)
      throws IOException, InterruptedException {
    KafkaRun run = Market.shared("tianjin-mandate", 3);
    List<Event> all = watch(awards(run) + filter, "");

    for (Event last : all.subList(Math.max(0, all.size() - 2), all.size())) {
      HttpResponse<String> answer = Http.send(stream(awards(run) + filter, last.id()));
      assertThat(answer.statusCode()).as("behind " + last).isEqualTo(204);
      assertThat(answer.body()).isEmpty();
    }
  }

  @Test
  @Tag("long")
  @Tag("soak")
  void whoeverComesBackAsABrowserDoesOutlivesTheBroker() throws Exception {
    KafkaRun run = slowly(59);
    try (var watchers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<Event>> watched = watchers.submit(() -> followed(awards(run)));
      Market.until("the run is under way", () -> run.refresh().progress() > 0.1);

      Market.stack().kill(BrokerProcess.NAME);
      Future<List<Event>> late = watchers.submit(() -> followed(awards(run)));
      TimeUnit.SECONDS.sleep(2);
      Market.stack().start(BrokerProcess.NAME);

      Market.comesThrough(run);
      eachOnce(watched.get(), run);
      eachOnce(late.get(), run);
    }
  }

  /** What an EventSource gets: it comes back when a stream breaks, and stops when it is told to. */
  private static List<Event> followed(String path) throws InterruptedException {
    List<Event> events = new ArrayList<>();
    String last = "";
    while (true) {
      try {
        HttpResponse<Stream<String>> answer = Http.lines(stream(path, last));
        if (answer.statusCode() == 204) {
          return events;
        }
        assertThat(answer.statusCode()).as("what is no stream ends an EventSource").isEqualTo(200);
        StringBuilder block = new StringBuilder();
        for (String line : (Iterable<String>) answer.body()::iterator) {
          block.append(line).append('\n');
          Event event = Event.of(block.toString());
          if (line.isEmpty()) {
            block.setLength(0);
          }
          if (line.isEmpty() && !event.name().isEmpty() && !event.name().equals("cut-off")) {
            events.add(event);
            last = event.id();
          }
        }
      } catch (IOException | UncheckedIOException e) {
        // It broke: the next takes up where this one was.
      }
      TimeUnit.MILLISECONDS.sleep(300);
    }
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
