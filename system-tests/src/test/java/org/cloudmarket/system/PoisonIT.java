package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.stack.Service;
import org.cloudmarket.wire.topic.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Strangers write garbage to every topic while a run is under way. */
class PoisonIT {

  /** The default of procurement.dead-letters.kept. */
  private static final int KEPT = 10_000;

  private static final int TWENTY_MEGABYTES = 20_000_000;

  private static Producer<byte[], byte[]> producer(String compression) {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            Market.stack().bootstrapServers(),
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            2 * TWENTY_MEGABYTES,
            ProducerConfig.BUFFER_MEMORY_CONFIG,
            4L * TWENTY_MEGABYTES,
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            compression),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  @Test
  void garbageIsSetAsideByNameAndStopsNothing()
      throws IOException, InterruptedException, ExecutionException {
    Logs logs = Logs.fromNow();
    Map<String, Long> counts = DeadLetters.counts();
    Map<String, Long> meters = DeadLetters.meters();
    KafkaRun run = Market.order("tianjin-mandate", 91, 4);
    Market.until("the run is under way", () -> run.refresh().progress() > 0.1);

    Map<String, List<String>> written = write(garbage(run.id()));

    assertThat(run.refresh().progress()).as("written in mid-run").isLessThan(1);
    Market.finished(run);
    Market.until("all are set aside", () -> setAside(written.keySet()) >= size(written));
    assertThat(reasons(written.keySet())).isEqualTo(written);
    Map<String, Long> expected = new HashMap<>();
    written.forEach(
        (place, reasons) ->
            reasons.forEach(
                reason -> expected.merge(place.split("/", 2)[0] + " " + reason, 1L, Long::sum)));
    assertThat(DeadLetters.between(counts, DeadLetters.counts())).isEqualTo(expected);
    assertThat(DeadLetters.between(meters, DeadLetters.meters())).isEqualTo(expected);

    assertThat(run.digest()).isEqualTo(Market.reference("tianjin-mandate", 91).digest());
    assertThat(run.verification().path("equal").asBoolean()).isTrue();
    for (Service service : Service.values()) {
      assertThat(Http.send(Http.request(service, "/q/health/ready")).statusCode()).isEqualTo(200);
    }
    logs.haveNoError();
    Http.problem(
        Http.send(Http.request(Service.PROCUREMENT, "/api/runs/" + Garbage.NOBODYS_RUN)), 404);
  }

  private static List<Garbage> garbage(String run) {
    List<Garbage> garbage = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      switch (topic) {
        case DEAD_LETTERS -> garbage.addAll(Garbage.ofDeadLetters());
        case EXTERNAL_BIDS, BID_ANSWERS -> {} // What comes from outside: ExternalBiddersIT.
        default -> garbage.addAll(Garbage.of(topic, run));
      }
    }
    return garbage;
  }

  /** The reasons for which each place has to be set aside. */
  private static Map<String, List<String>> write(List<Garbage> garbage)
      throws InterruptedException, ExecutionException {
    Map<String, List<String>> written = new TreeMap<>();
    try (Producer<byte[], byte[]> producer = producer("none")) {
      for (Garbage each : garbage) {
        written.put(DeadLetters.place(producer.send(each.record()).get()), List.of(each.reason()));
      }
    }
    // Government's word is heard by a desk and by the projection, and each has its own trouble.
    written.put(write(Garbage.unprojectable().record()), List.of("unknown-run", "unprojectable"));
    return written;
  }

  /** The place where it is. */
  private static String write(ProducerRecord<byte[], byte[]> record)
      throws InterruptedException, ExecutionException {
    try (Producer<byte[], byte[]> producer = producer("none")) {
      return DeadLetters.place(producer.send(record).get());
    }
  }

  private static int size(Map<String, List<String>> written) {
    return written.values().stream().mapToInt(List::size).sum();
  }

  private static int setAside(Iterable<String> places) {
    try {
      return size(reasons(places));
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** What REST says of places. */
  private static Map<String, List<String>> reasons(Iterable<String> places)
      throws IOException, InterruptedException {
    Map<String, List<String>> all =
        DeadLetters.all("").stream()
            .collect(
                Collectors.groupingBy(
                    DeadLetters::place,
                    Collectors.mapping(
                        letter -> letter.path("reason").asText(), Collectors.toList())));
    Map<String, List<String>> reasons = new TreeMap<>();
    for (String place : places) {
      if (all.containsKey(place)) {
        reasons.put(place, all.get(place).stream().sorted().toList());
      }
    }
    return reasons;
  }

  @Test
  void aLetterSaysAllThatPeopleNeed() throws IOException, InterruptedException, ExecutionException {
    Garbage garbage = Garbage.of(Topic.BIDS, "run-poison").getFirst();
    String place = write(garbage.record());
    Market.until("it is set aside", () -> setAside(List.of(place)) == 1);
    String query = "&reason=malformed&topic=bids&run=" + Garbage.NOBODYS_RUN;

    List<JsonNode> found = DeadLetters.all(query);

    JsonNode letter =
        found.stream()
            .filter(each -> DeadLetters.place(each).equals(place))
            .findAny()
            .orElseThrow();
    assertThat(letter.path("desk").asText()).isEqualTo("procurement");
    assertThat(letter.path("key").asText()).isEqualTo("run-poison");
    assertThat(letter.path("bytes").asInt()).isEqualTo(garbage.record().value().length);
    assertThat(letter.path("type").asText()).isEqualTo("org.cloudmarket.bids-closed.v1");
    assertThat(letter.path("excerpt").asText()).isEqualTo("{\"run\":\"run-poison\",");
    assertThat(letter.path("detail").asText()).startsWith("malformed");
    assertThat(letter.path("time").asText()).startsWith("20").endsWith("Z");
    assertThat(found)
        .allSatisfy(
            each -> {
              assertThat(each.path("reason").asText()).isEqualTo("malformed");
              assertThat(each.path("topic").asText()).isEqualTo("bids");
              assertThat(each.path("run").asText()).isEqualTo(Garbage.NOBODYS_RUN);
            });
  }

  @Test
  void onlyTheNewestAreKeptAndAllAreCounted() throws IOException, InterruptedException {
    Map<String, Long> before = DeadLetters.counts();
    try (Producer<byte[], byte[]> producer = producer("none")) {
      for (int i = 0; i < KEPT + 1; i++) {
        var _ = producer.send(new ProducerRecord<>(Topic.AWARDS.text(), null));
      }
    }
    Market.until("all are counted", () -> counted(before, "awards unknown-type") == KEPT + 1);

    List<JsonNode> letters = DeadLetters.all("");

    assertThat(letters).hasSize(KEPT);
    assertThat(letters.stream().mapToLong(letter -> letter.path("id").asLong()).boxed())
        .isSortedAccordingTo(Comparator.reverseOrder())
        .doesNotHaveDuplicates();
  }

  private static long counted(Map<String, Long> before, String kind) {
    try {
      return DeadLetters.between(before, DeadLetters.counts()).getOrDefault(kind, 0L);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"reason=none", "topic=elsewhere", "run=No Run", "after=x", "limit=0", "colour=1"})
  void aBadFilterIsAProblem(String query) throws IOException, InterruptedException {
    JsonNode problem =
        Http.problem(
            Http.send(
                Http.request(
                    Service.PROCUREMENT, "/api/dead-letters?" + query.replace(" ", "%20"))),
            400);

    assertThat(problem.path("errors").path(0).path("pointer").asText())
        .isEqualTo("/" + query.split("=", 2)[0]);
  }

  /** It counts bytes as they are sent, so what shrinks may be longer. */
  @Test
  void theBrokerRefusesWhatIsMuchTooLongUnlessItShrinks()
      throws IOException, InterruptedException, ExecutionException {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            Topic.BIDS.text(),
            0,
            "run-poison".getBytes(StandardCharsets.UTF_8),
            new byte[TWENTY_MEGABYTES],
            Garbage.of(Topic.BIDS, "run-poison").getFirst().record().headers());
    try (Producer<byte[], byte[]> plain = producer("none");
        Producer<byte[], byte[]> shrinking = producer("gzip")) {
      assertThatThrownBy(() -> plain.send(record).get())
          .hasCauseInstanceOf(RecordTooLargeException.class);

      String place = DeadLetters.place(shrinking.send(record).get());

      Market.until("it is set aside", () -> setAside(List.of(place)) == 1);
      assertThat(reasons(List.of(place))).containsEntry(place, List.of("too-long"));
    }
  }
}
