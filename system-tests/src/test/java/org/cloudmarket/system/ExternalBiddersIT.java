package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.client.KafkaRun.Order;
import org.cloudmarket.local.report.ReferenceView;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.wire.settings.KafkaSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Providers whose bids come from outside, as programs of others make them. */
class ExternalBiddersIT {

  private static final Path EXAMPLES = Path.of("..", "clients", "bidders");
  private static final String BIDDER = "tencent-cloud";
  private static final int NPM_SECONDS = 60;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static KafkaRun order(int seed, int months, long paceMillis) {
    return order(seed, months, paceMillis, "external");
  }

  private static KafkaRun order(int seed, int months, long paceMillis, String strategy) {
    Map<String, String> market =
        Map.of(
            "population.buyers",
            "300",
            "months",
            Integer.toString(months),
            "providers." + BIDDER + ".strategy",
            strategy);
    return KafkaRun.start(Market.api(), new Order("no-policy", "", seed, 3, market, paceMillis));
  }

  /** A Python that has the standard client: the one of the path may be another than Debian's. */
  private static Optional<String> python() throws IOException, InterruptedException {
    for (String python : List.of("python3", "/usr/bin/python3")) {
      if (Programs.installed(python) || Files.isExecutable(Path.of(python))) {
        Process asked =
            new ProcessBuilder(python, "-c", "import confluent_kafka")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (asked.waitFor() == 0) {
          return Optional.of(python);
        }
      }
    }
    return Optional.empty();
  }

  private static Process example(String file, KafkaRun run, Path said, Path... key)
      throws IOException, InterruptedException {
    Optional<String> python = python();
    assumeTrue(python.isPresent(), "there is no Python with confluent-kafka");
    return started(List.of(python.get(), "-B", EXAMPLES.resolve(file).toString()), run, said, key);
  }

  private static Process started(List<String> program, KafkaRun run, Path said, Path... key)
      throws IOException {
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of(run.id(), BIDDER, Market.stack().bootstrapServers()));
    Stream.of(key).map(Path::toString).forEach(command::add);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(said.toFile())
        .start();
  }

  private static HttpResponse<String> register(KafkaRun run, String provider)
      throws IOException, InterruptedException {
    return Http.post(
        "/api/runs/" + run.id() + "/bidders",
        JSON.createObjectNode().put("provider", provider).toString());
  }

  /** Joins a run as its external provider. */
  private static Path join(KafkaRun run, Path folder) throws IOException, InterruptedException {
    HttpResponse<String> answer = register(run, BIDDER);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    return Files.writeString(
        folder.resolve("key.pem"), JSON.readTree(answer.body()).path("privateKey").asText());
  }

  @Test
  @Tag("long")
  void aBidderInPythonWinsAndTheRunRepeatsAlsoWhereProvidersAreKilled(@TempDir Path folder)
      throws IOException, InterruptedException {
    KafkaRun run = order(71, 18, 300);
    Path said = folder.resolve("said");
    Process bidder = example("bidder.py", run, said);
    try {
      Market.until("the run is under way", () -> run.refresh().progress() > 0.2);
      Market.stack().kill("provider-service");
      Market.stack().start("provider-service");
      assertThat(run.refresh().over()).as("killed in mid-run").isFalse();
      Market.finished(run);
    } finally {
      bidder.destroyForcibly();
    }

    assertThat(Files.readString(said, StandardCharsets.UTF_8)).isEmpty();
    assertThat(won(run)).as("contracts won from outside").isPositive();
    assertRepeats(run);
  }

  @Test
  @Tag("long")
  void aBidderThatLearnsEndsWithItsRunAndSaysWhatItHasLearnt(@TempDir Path folder)
      throws IOException, InterruptedException {
    KafkaRun run = order(72, 12, 0);
    Path said = folder.resolve("said");
    Process bidder = example("learning_bidder.py", run, said);
    try {
      Market.finished(run);
      assertThat(bidder.waitFor(30, TimeUnit.SECONDS)).as("it ends with its run").isTrue();
    } finally {
      bidder.destroyForcibly();
    }

    String text = Files.readString(said, StandardCharsets.UTF_8);
    assertThat(bidder.exitValue()).as(text).isZero();
    assertThat(text).contains("earned most a bid");
    assertThat(won(run)).isPositive();
    assertRepeats(run);
  }

  /** The topics are the same, and so is the program: the key alone lets its bids count. */
  @Test
  void whoHasJoinedARunBidsForItsProviderAndNobodyElseDoes(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path said = folder.resolve("said");
    List<JsonNode> answers = new ArrayList<>();
    KafkaRun run;
    Process bidder = null;
    try (Outsider outsider = new Outsider()) {
      run = order(75, 6, 0, "external-signed");
      bidder = example("bidder.py", run, said, join(run, folder));
      while (!run.refresh().over()) {
        outsider
            .hear("tenders")
            .filter(each -> each.message.path("run").asText().equals(run.id()))
            .filter(each -> each.message.has("units"))
            .forEach(each -> outsider.bid(each, each.message, BIDDER, 1));
        outsider.hear("bid-answers").forEach(each -> answers.add(each.message));
      }
      Market.finished(run);
      for (int i = 0; i < 10; i++) {
        outsider.hear("bid-answers").forEach(each -> answers.add(each.message));
      }
    } finally {
      if (bidder != null) {
        bidder.destroyForcibly();
      }
    }

    assertThat(Files.readString(said, StandardCharsets.UTF_8)).isEmpty();
    assertThat(answers)
        .filteredOn(each -> each.path("run").asText().equals(run.id()))
        .filteredOn(each -> each.path("priceFen").asLong() == 1)
        .isNotEmpty()
        .allMatch(each -> !each.path("verdict").asText().equals("accepted"))
        .anyMatch(each -> each.path("verdict").asText().equals("not-signed"));
    assertThat(won(run)).as("contracts won by who has joined").isPositive();
    assertThat(
            Market.api().get("/api/runs/" + run.id() + "/bidders").at("/items/0/provider").asText())
        .isEqualTo(BIDDER);
    assertRepeats(run);
    assertThat(Http.problem(register(run, BIDDER), 409).path("type").asText())
        .endsWith(":run-ended");
  }

  @Test
  void onlyAnExternalProviderOfARunThatHearsBidsCanBeJoined() throws Exception {
    KafkaRun run = order(76, 2, 0);

    assertThat(Http.problem(register(run, "alibaba-cloud"), 400).at("/errors/0/pointer").asText())
        .isEqualTo("/provider");
    assertThat(Http.problem(register(run, "nobody"), 400).at("/errors/0/detail").asText())
        .isEqualTo("is no external provider of the run; it has [" + BIDDER + "]");
    assertThat(Http.problem(Http.post("/api/runs/nothing/bidders", "{}"), 404)).isNotNull();
    Market.finished(run);
    KafkaRun again = KafkaRun.again(Market.api(), run, 76, 1);
    assertThat(register(again, BIDDER).statusCode()).isEqualTo(409);
    Market.finished(again);
  }

  /** As the guide says: what it needs is loaded by npm. */
  @Test
  void aBidderInJavaScriptThatHasJoinedWins(@TempDir Path folder)
      throws IOException, InterruptedException {
    assumeTrue(Programs.installed("node") && Programs.installed("npm"), "there is no Node and npm");
    Path program = Files.copy(EXAMPLES.resolve("bidder.mjs"), folder.resolve("bidder.mjs"));
    Files.copy(EXAMPLES.resolve("package.json"), folder.resolve("package.json"));
    assumeTrue(installs(folder), "npm cannot load kafkajs and lz4js: is there a network?");
    KafkaRun run = order(77, 6, 0, "external-signed");
    Path said = folder.resolve("said");
    Process bidder = started(List.of("node", program.toString()), run, said, join(run, folder));
    try {
      Market.finished(run);
    } finally {
      bidder.destroyForcibly();
    }

    assertThat(won(run)).as(Files.readString(said, StandardCharsets.UTF_8)).isPositive();
    assertRepeats(run);
  }

  private static boolean installs(Path folder) throws IOException, InterruptedException {
    Process npm =
        new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("npm").toFile())
            .start();
    if (npm.waitFor(NPM_SECONDS, TimeUnit.SECONDS)) {
      return npm.exitValue() == 0;
    }
    npm.destroyForcibly();
    return false;
  }

  /** Needs no Python: the client of this test is a client like any other. */
  @Test
  @Tag("long")
  void whoFloodsLiesOrComesLateHarmsNobody() throws IOException, InterruptedException {
    Map<String, Long> lettersBefore = DeadLetters.counts();
    Set<String> verdicts = new HashSet<>();
    List<JsonNode> answers = new ArrayList<>();
    KafkaRun run;
    try (Outsider outsider = new Outsider()) {
      run = order(73, 4, 0);
      outsider.flood(run.id());
      Map<String, JsonNode> first = new TreeMap<>();
      while (!run.refresh().over()) {
        outsider
            .hear("tenders")
            .filter(each -> each.message.path("run").asText().equals(run.id()))
            .filter(each -> each.message.has("units"))
            .forEach(
                each -> {
                  first.putIfAbsent(each.message.path("shard").asText(), each.message);
                  outsider.bid(each, each.message, BIDDER, 1_000_000_000_000L);
                  outsider.bid(each, each.message, BIDDER, 1);
                  outsider.bid(each, each.message, "alibaba-cloud", 1);
                  // One of the first month comes again with each tender, and is late some time.
                  outsider.bid(each, first.get(each.message.path("shard").asText()), BIDDER, 1);
                });
        outsider.hear("bid-answers").forEach(each -> answers.add(each.message));
      }
      for (int i = 0; i < 10; i++) {
        outsider.hear("bid-answers").forEach(each -> answers.add(each.message));
      }
    }
    Market.finished(run);

    answers.stream()
        .filter(each -> each.path("run").asText().equals(run.id()))
        .forEach(each -> verdicts.add(each.path("verdict").asText()));
    assertThat(verdicts).contains("accepted", "repeated", "not-external", "late");
    assertThat(won(run)).as("it asks more than any budget").isZero();
    assertThat(DeadLetters.counts()).isEqualTo(lettersBefore);
    assertRepeats(run);
  }

  @Test
  @Tag("long")
  void aRunWhoseBidderNeverComesGoesOnWithoutIt() throws InterruptedException {
    KafkaRun run = Market.finished(order(74, 2, 0));

    assertThat(won(run)).isZero();
    assertThat(Market.api().get("/api/runs/" + run.id() + "/scenario").path("acceptedBids"))
        .isEmpty();
    assertRepeats(run);
  }

  private static long won(KafkaRun run) {
    return AwardsReader.decided(Market.stack().bootstrapServers(), run.id()).stream()
        .filter(
            each -> each instanceof ContractAwarded award && award.win().provider().equals(BIDDER))
        .count();
  }

  /** In process and over Kafka, from what the run says of itself, and with nobody outside. */
  private static void assertRepeats(KafkaRun run) throws InterruptedException {
    JsonNode verification = run.verification();
    assertThat(verification.path("equal").asBoolean()).as(verification.toString()).isTrue();
    long seed = Market.api().get("/api/runs/" + run.id()).path("seed").asLong();
    assertThat(ReferenceView.of(run.scenario(), seed, 2).digest()).isEqualTo(run.digest());
    assertThat(Market.finished(KafkaRun.again(Market.api(), run, seed, 5)).digest())
        .isEqualTo(run.digest());
  }

  /**
   * What a program of others would do, with Kafka's own client and nothing of ours. It hears what
   * is said from when it was made on.
   */
  private static final class Outsider implements AutoCloseable {

    private record Heard(JsonNode message, int partition) {}

    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, KafkaConsumer<byte[], byte[]>> consumers = new HashMap<>();

    Outsider() {
      KafkaSettings settings = KafkaSettings.of(Market.stack().bootstrapServers());
      producer = new KafkaProducer<>(new HashMap<>(settings.producer()));
      for (String topic : List.of("tenders", "bid-answers")) {
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(new HashMap<>(settings.watcher("outsider")));
        List<TopicPartition> partitions =
            consumer.partitionsFor(topic).stream()
                .map(each -> new TopicPartition(topic, each.partition()))
                .toList();
        consumer.assign(partitions);
        // What others have written before would have to be read first, while the run goes on.
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        consumers.put(topic, consumer);
      }
    }

    /** Whatever is no bid, and much of it. */
    void flood(String run) {
      for (int i = 0; i < 40_000; i++) {
        String text =
            switch (i % 4) {
              case 0 -> "no bid";
              case 1 -> "{\"run\":\"" + run + "\"}";
              case 2 ->
                  "{\"run\":\"nobodys\",\"shard\":0,\"month\":\"2019-01\",\"tender\":\"b-1-c1\","
                      + "\"provider\":\"x\",\"priceFen\":1}";
              default ->
                  "{\"run\":\""
                      + run
                      + "\",\"shard\":"
                      + i % 3
                      + ",\"month\":\"2019-01\",\"tender\":\"b-1-c1\",\"provider\":\"x\",\"priceFen\":-1}";
            };
        send(i % 8, text);
      }
      producer.flush();
    }

    void bid(Heard heard, JsonNode tender, String provider, long fen) {
      send(
          heard.partition,
          JSON.createObjectNode()
              .put("run", tender.path("run").asText())
              .put("shard", tender.path("shard").asInt())
              .put("month", tender.path("month").asText())
              .put("tender", tender.path("tender").asText())
              .put("provider", provider)
              .put("priceFen", fen)
              .toString());
    }

    private void send(int partition, String text) {
      var _ =
          producer.send(
              new ProducerRecord<>(
                  "external-bids", partition, null, text.getBytes(StandardCharsets.UTF_8)));
    }

    Stream<Heard> hear(String topic) {
      List<Heard> heard = new ArrayList<>();
      for (ConsumerRecord<byte[], byte[]> record :
          consumers.get(topic).poll(Duration.ofMillis(100))) {
        // Other tests write what is no JSON, or nothing.
        if (record.value() == null) {
          continue;
        }
        try {
          heard.add(new Heard(JSON.readTree(record.value()), record.partition()));
        } catch (IOException e) {
          // As above.
        }
      }
      return heard.stream();
    }

    @Override
    public void close() {
      producer.close();
      consumers.values().forEach(KafkaConsumer::close);
    }
  }
}
