package org.cloudmarket.wire.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.BidsMessage.BidsClosed;
import org.cloudmarket.model.message.RunsMessage.CancelRequested;
import org.cloudmarket.model.message.RunsMessage.ShardFailed;
import org.cloudmarket.model.message.TendersMessage.MarketAnnounced;
import org.cloudmarket.model.message.TendersMessage.MarketEnded;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;
import org.cloudmarket.model.message.TendersMessage.TendersClosed;
import org.cloudmarket.wire.codec.CloudEvents;
import org.cloudmarket.wire.codec.FactCodec;
import org.cloudmarket.wire.codec.MessageCodec;
import org.cloudmarket.wire.codec.Specimens;
import org.cloudmarket.wire.codec.Trace;
import org.cloudmarket.wire.topic.Placement;
import org.cloudmarket.wire.topic.Topic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeskTopologyTest {

  private static final int MONTH = Specimens.MONTH;
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final List<String> seen = new ArrayList<>();
  private final DeskObserver observer =
      new DeskObserver() {
        @Override
        public void setAside(String desk, String topic, String reason, String detail) {
          seen.add(desk + " set aside from " + topic + ": " + reason);
        }

        @Override
        public void refused(String desk, String reason, String detail) {
          seen.add(desk + " refused from outside: " + reason);
        }

        @Override
        public void repeated(String desk, String topic) {
          seen.add(desk + " left out a record of " + topic);
        }

        @Override
        public void failed(
            String desk, DeskKey key, OptionalInt month, Optional<Trace> trace, Throwable cause) {
          String at = month.isPresent() ? " in " + Months.text(month.getAsInt()) : "";
          String by = trace.map(each -> ", followed by " + each.id()).orElse("");
          seen.add(desk + " failed: " + key + at + by + ": " + cause.getMessage());
        }
      };
  private final MessageCodec codec = new MessageCodec();
  private Wire wire = newWire();

  private Wire newWire() {
    return new Wire(
        DeskTopology.of(CountingDesk.wiring(), new Placement(1), observer, LogBounds.UNKNOWN));
  }

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void whatADeskSaysGoesOutInItsOrderToTheTopicOfEachMessage() {
    begin("run-1", 0);
    tender("run-1", 0, "one");
    tender("run-1", 0, "two");

    wire.put(new TendersClosed("run-1", 0, MONTH, 2));

    assertThat(wire.take(Topic.BIDS))
        .containsExactly(
            new BidsClosed("run-1", 0, MONTH, 1),
            new BidsClosed("run-1", 0, MONTH, 2),
            new BidsClosed("run-1", 0, MONTH, -2));
    assertThat(wire.take(Topic.RUNS))
        .containsExactly(
            new CancelRequested("run-1", "first"), new CancelRequested("run-1", "second"));
  }

  @Test
  void aRecordHasTheKeyOfItsShardAndTheHeadersOfACloudEvent() {
    begin("run-1", 3);

    tender("run-1", 3, "one");

    TestRecord<byte[], byte[]> record = wire.takeRecords(Topic.BIDS).getFirst();
    assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("run-1/3");
    assertThat(Wire.header(record, CloudEvents.TYPE)).isEqualTo("org.cloudmarket.bids-closed.v1");
    assertThat(Wire.header(record, CloudEvents.SOURCE)).isEqualTo("/runs/run-1/shards/3");
    assertThat(Wire.header(record, CloudEvents.ID)).isEqualTo("bids-closed/2021-09");
  }

  @Test
  void everyRunAndShardHasItsOwnDesk() {
    begin("run-1", 0);
    begin("run-1", 1);
    begin("run-1", 11);
    begin("run-2", 0);
    tender("run-1", 0, "one");
    tender("run-1", 1, "one");
    tender("run-1", 1, "two");
    tender("run-1", 11, "one");
    tender("run-2", 0, "one");

    assertThat(wire.take(Topic.BIDS))
        .containsExactly(
            new BidsClosed("run-1", 0, MONTH, 1),
            new BidsClosed("run-1", 1, MONTH, 1),
            new BidsClosed("run-1", 1, MONTH, 2),
            new BidsClosed("run-1", 11, MONTH, 1),
            new BidsClosed("run-2", 0, MONTH, 1));
  }

  @Test
  void aDeskThatThrowsFailsItsShardByNameAndThePartitionGoesOn() {
    begin("run-1", 0);
    begin("run-2", 0);
    tender("run-1", 0, "one");
    wire.take(Topic.BIDS);

    tender("run-1", 0, CountingDesk.POISON);
    tender("run-2", 0, "one");

    assertThat(wire.take(Topic.RUNS))
        .containsExactly(
            new ShardFailed("run-1", 0, MONTH, "IllegalStateException: no more after 2"));
    assertThat(wire.take(Topic.BIDS))
        .as("what the desk said before it threw did not happen")
        .containsExactly(new BidsClosed("run-2", 0, MONTH, 1));
    assertThat(keys())
        .containsExactly(
            "run-2/0/0-model", "run-2/0/p-counter", "run-2/0/p-every-0", "run-2/0/p-every-1");
    assertThat(seen)
        .containsExactly("counting failed: run-1/0 in " + Months.text(MONTH) + ": no more after 2");
  }

  @Test
  void whoFollowsARunIsToldByItsTraceThatADeskFailed() {
    wire.put(new MarketAnnounced("run-1", 0, 1, Specimens.scenario()), TRACE);

    tender("run-1", 0, CountingDesk.POISON);

    assertThat(seen)
        .containsExactly(
            "counting failed: run-1/0 in "
                + Months.text(MONTH)
                + ", followed by 0af7651916cd43dd8448eb211c80319c: no more after 1");
    assertThat(wire.takeRecords(Topic.RUNS))
        .singleElement()
        .satisfies(record -> assertThat(Wire.header(record, Trace.HEADER)).isEqualTo(TRACE));
    assertThat(entries())
        .as("nothing is left of the trace")
        .noneMatch(entry -> entry.key.toString().contains("/trace/"));
  }

  @Test
  void whatComesForAShardThatHasFailedIsSetAside() {
    begin("run-1", 0);
    tender("run-1", 0, CountingDesk.POISON);

    tender("run-1", 0, "two");

    assertThat(reasons()).containsExactly(DeadLetters.UNKNOWN_RUN);
  }

  @Test
  void garbageIsSetAsideWithItsReasonAndThePartitionGoesOn() {
    begin("run-1", 0);
    TenderPublished tender = tenderOf("run-1", 0, "one");
    byte[] value = codec.encode(tender);
    byte[] key = "run-1/0".getBytes(StandardCharsets.UTF_8);
    Headers headers = codec.headers(tender);
    Headers later =
        new RecordHeaders()
            .add(
                CloudEvents.TYPE,
                "org.cloudmarket.tender-published.v2".getBytes(StandardCharsets.UTF_8));

    wire.put(Topic.TENDERS, key, "{".getBytes(StandardCharsets.UTF_8), headers);
    wire.put(Topic.TENDERS, key, null, headers);
    wire.put(Topic.TENDERS, null, value, new RecordHeaders());
    wire.put(Topic.TENDERS, key, value, later);
    wire.put(Topic.TENDERS, key, new byte[5 * 1024 * 1024], headers);
    wire.put(tender);

    assertThat(reasons())
        .containsExactly("malformed", "malformed", "unknown-type", "unknown-version", "too-long");
    assertThat(wire.take(Topic.BIDS)).containsExactly(new BidsClosed("run-1", 0, MONTH, 1));
    assertThat(seen).hasSize(5).contains("counting set aside from tenders: unknown-version");
  }

  @Test
  void aDeadLetterKeepsTheRecordAndSaysWhereItWas() {
    begin("run-1", 0);
    byte[] key = "some key".getBytes(StandardCharsets.UTF_8);
    byte[] value = "no json".getBytes(StandardCharsets.UTF_8);
    Headers headers = codec.headers(tenderOf("run-1", 0, "one")).add("traceparent", new byte[] {7});

    wire.put(Topic.TENDERS, key, value, headers);

    TestRecord<byte[], byte[]> letter = wire.takeRecords(Topic.DEAD_LETTERS).getFirst();
    assertThat(letter.value()).isEqualTo(value);
    assertThat(new String(letter.key(), StandardCharsets.UTF_8)).isEqualTo("tenders/0/1");
    assertThat(Wire.header(letter, DeadLetters.REASON)).isEqualTo("malformed");
    assertThat(Wire.header(letter, DeadLetters.DETAIL)).startsWith("malformed at byte");
    assertThat(Wire.header(letter, DeadLetters.DESK)).isEqualTo("counting");
    assertThat(Wire.header(letter, DeadLetters.TOPIC)).isEqualTo("tenders");
    assertThat(Wire.header(letter, DeadLetters.PARTITION)).isEqualTo("0");
    assertThat(Wire.header(letter, DeadLetters.OFFSET)).isEqualTo("1");
    assertThat(Wire.header(letter, DeadLetters.KEY)).isEqualTo("some key");
    assertThat(Wire.header(letter, CloudEvents.TYPE))
        .isEqualTo("org.cloudmarket.tender-published.v1");
    assertThat(letter.headers().lastHeader("traceparent").value()).containsExactly(7);
  }

  @Test
  void aDeadLetterIsBounded() {
    begin("run-1", 0);
    Headers headers = codec.headers(tenderOf("run-1", 0, "one"));
    for (int i = 0; i < 1_000; i++) {
      headers.add("x".repeat(5_000), new byte[5_000]);
    }

    wire.put(Topic.TENDERS, new byte[1_000_000], new byte[4_000_000], headers);

    TestRecord<byte[], byte[]> letter = wire.takeRecords(Topic.DEAD_LETTERS).getFirst();
    assertThat(letter.value()).hasSize(DeadLetters.LONGEST_VALUE);
    assertThat(Wire.header(letter, DeadLetters.LENGTH)).isEqualTo("4000000");
    assertThat(letter.headers()).hasSizeLessThan(50);
    assertThat(letter.headers())
        .allSatisfy(header -> assertThat(header.value()).hasSizeLessThanOrEqualTo(1024));
  }

  @Test
  void aMessageForARunThatNobodyKnowsIsSetAside() {
    tender("run-1", 0, "one");

    assertThat(reasons()).containsExactly(DeadLetters.UNKNOWN_RUN);
    assertThat(wire.take(Topic.RUNS)).isEmpty();
  }

  @Test
  void aMessageOfAnotherTopicIsSetAside() {
    begin("run-1", 0);
    BidsClosed bids = new BidsClosed("run-1", 0, MONTH, 1);

    wire.put(Topic.TENDERS, new byte[0], codec.encode(bids), codec.headers(bids));

    assertThat(reasons()).containsExactly(DeadLetters.WRONG_TOPIC);
  }

  @Test
  void aRunThatEndsLeavesNothingBehind() {
    begin("run-1", 0);
    tender("run-1", 0, "one");

    wire.put(new MarketEnded("run-1", 0, MONTH));

    assertThat(keys()).isEmpty();
    assertThat(wire.driver().producedTopicNames()).contains("test-counting-facts-changelog");
    tender("run-1", 0, "two");
    assertThat(reasons()).containsExactly(DeadLetters.UNKNOWN_RUN);
  }

  @Test
  void aRunThatHasEndedIsNotBegunAgain() {
    begin("run-1", 0);
    wire.put(new MarketEnded("run-1", 0, MONTH));

    begin("run-1", 0);

    assertThat(reasons()).containsExactly(DeadLetters.ENDED_RUN);
    assertThat(keys()).isEmpty();
  }

  @Test
  void aRunThatHasFailedIsNotBegunAgain() {
    begin("run-1", 0);
    tender("run-1", 0, CountingDesk.POISON);

    begin("run-1", 0);

    assertThat(reasons()).containsExactly(DeadLetters.ENDED_RUN);
  }

  @Test
  void howFarEachTopicWasReadIsKeptInTheTransactionOfWhatFollowed() {
    begin("run-1", 0);
    tender("run-1", 0, "one");

    assertThat(store().get(Bytes.wrap("/position/tenders".getBytes(StandardCharsets.UTF_8))))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("2");
  }

  @Test
  void aDeskThatComesBackGoesOnWhereItWas() {
    begin("run-1", 0);
    tender("run-1", 0, "one");
    tender("run-1", 0, "two");
    startAnew();
    tender("run-1", 0, "three");

    assertThat(wire.take(Topic.BIDS)).containsExactly(new BidsClosed("run-1", 0, MONTH, 3));
  }

  @Test
  void aDeskWhoseFactsCannotBeReadFailsItsShard() {
    store()
        .put(Bytes.wrap("run-1/0/p-counter".getBytes(StandardCharsets.UTF_8)), new byte[] {9, 9});

    tender("run-1", 0, "one");

    assertThat(wire.take(Topic.RUNS))
        .singleElement()
        .asString()
        .contains("UnreadableRecord: unknown-version at p-counter: version 9 is not read here");
    assertThat(keys()).isEmpty();
  }

  @Test
  void aRunThatWasBegunByAnotherModelFailsAndSaysSo() {
    begin("run-1", 0);
    tender("run-1", 0, "one");
    wire.take(Topic.BIDS);
    store()
        .put(
            Bytes.wrap("run-1/0/0-model".getBytes(StandardCharsets.UTF_8)),
            new FactCodec(new MessageCodec()).encode(new Fact.Model(1_000)));
    startAnew();
    tender("run-1", 0, "two");

    assertThat(wire.take(Topic.BIDS)).isEmpty();
    assertThat(wire.take(Topic.RUNS))
        .singleElement()
        .asString()
        .contains(
            "the run was begun by model 1000, and this build decides by model "
                + Fact.Model.CURRENT.number());
    assertThat(keys()).isEmpty();
  }

  @Test
  void aRunThatWasBegunBeforeModelsHadNumbersGoesOn() {
    begin("run-1", 0);
    tender("run-1", 0, "one");
    wire.take(Topic.BIDS);
    store().delete(Bytes.wrap("run-1/0/0-model".getBytes(StandardCharsets.UTF_8)));
    startAnew();
    tender("run-1", 0, "two");

    assertThat(wire.take(Topic.BIDS)).containsExactly(new BidsClosed("run-1", 0, MONTH, 2));
  }

  /** Another process goes on with what the store holds. */
  private void startAnew() {
    List<KeyValue<Bytes, byte[]>> left = entries();
    wire.close();
    wire = newWire();
    left.forEach(entry -> store().put(entry.key, entry.value));
  }

  private void begin(String run, int shard) {
    wire.put(new MarketAnnounced(run, shard, 1, Specimens.scenario()));
  }

  private void tender(String run, int shard, String buyer) {
    wire.put(tenderOf(run, shard, buyer));
  }

  private static TenderPublished tenderOf(String run, int shard, String buyer) {
    return new TenderPublished(
        run,
        shard,
        MONTH,
        buyer + "-c1",
        buyer,
        1,
        0,
        Segment.BANK,
        "tianjin",
        DataClass.CORE,
        1,
        12,
        true,
        false,
        "",
        0,
        List.of());
  }

  private List<String> reasons() {
    return wire.takeRecords(Topic.DEAD_LETTERS).stream()
        .map(letter -> Wire.header(letter, DeadLetters.REASON))
        .toList();
  }

  private KeyValueStore<Bytes, byte[]> store() {
    return wire.driver().getKeyValueStore("counting-facts");
  }

  private List<KeyValue<Bytes, byte[]>> entries() {
    List<KeyValue<Bytes, byte[]>> entries = new ArrayList<>();
    try (var all = store().all()) {
      all.forEachRemaining(entries::add);
    }
    return entries;
  }

  /** The keys of what desks remember. */
  private List<String> keys() {
    return entries().stream()
        .map(entry -> new String(entry.key.get(), StandardCharsets.UTF_8))
        .filter(key -> !key.startsWith("/"))
        .toList();
  }
}
