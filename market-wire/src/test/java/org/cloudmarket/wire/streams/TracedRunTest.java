package org.cloudmarket.wire.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.test.TestRecord;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.documents.scenario.ScenarioJson;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.PolicyMessage.RequestAnswered;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.model.message.RunsMessage.CancelRequested;
import org.cloudmarket.model.message.RunsMessage.MonthDue;
import org.cloudmarket.model.message.RunsMessage.PaceRequested;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.message.TendersMessage.BidderRegistered;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.wire.codec.Trace;
import org.cloudmarket.wire.topic.Placement;
import org.cloudmarket.wire.topic.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that somebody follows by a trace bears it on each of its records, and is the same run. */
class TracedRunTest {

  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final String ANOTHER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private static final List<Topic> RING =
      List.of(Topic.RUNS, Topic.POLICY, Topic.TENDERS, Topic.BIDS, Topic.AWARDS);

  private static final List<DeskWiring<?>> DESKS =
      List.of(Desks.policy(), Desks.procurement(), Desks.providers(5_000));

  private static final Scenario SCENARIO = scenario();
  private static final RunOrdered ORDER = new RunOrdered("run-1", SCENARIO, 42, 3);
  private static final RunOrdered PACED = new RunOrdered("run-1", SCENARIO, 42, 3, 1_000);

  private static Scenario scenario() {
    DocumentLibrary library = DocumentLibrary.shipped();
    Scenario whole = library.resolve(library.get("tianjin-mandate"));
    return whole.withBuyers(300, whole.namedBuyers()).withMonths(6);
  }

  private static Wire ring() {
    Topology topology = new Topology();
    for (DeskWiring<?> desk : DESKS) {
      DeskTopology.addTo(topology, desk, new Placement(1), DeskObserver.NONE, LogBounds.UNKNOWN);
    }
    return new Wire(topology);
  }

  /** What a record says of traces; empty where it says nothing. */
  private static List<String> traces(TestRecord<byte[], byte[]> record) {
    return StreamSupport.stream(record.headers().headers(Trace.HEADER).spliterator(), false)
        .map(header -> new String(header.value(), StandardCharsets.US_ASCII))
        .toList();
  }

  private static Map<Topic, List<TestRecord<byte[], byte[]>>> said(Wire wire) {
    Map<Topic, List<TestRecord<byte[], byte[]>>> said = new EnumMap<>(Topic.class);
    RING.forEach(topic -> said.put(topic, wire.takeRecords(topic)));
    return said;
  }

  @Test
  void everyRecordOfAFollowedRunBearsTheTraceOfItsOrder() {
    try (Wire wire = ring()) {
      wire.put(ORDER, TRACE);

      said(wire)
          .forEach(
              (topic, records) ->
                  assertThat(records)
                      .as(topic.text())
                      .isNotEmpty()
                      .allSatisfy(record -> assertThat(traces(record)).containsExactly(TRACE)));
      assertThat(wire.takeRecords(Topic.DEAD_LETTERS)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "no trace"
      })
  void noRecordOfARunBearsATraceThatIsNotSampledOrMalformed(String traceparent) {
    try (Wire wire = ring()) {
      wire.put(ORDER, traceparent);

      said(wire)
          .forEach(
              (topic, records) ->
                  assertThat(records)
                      .as(topic.text())
                      .isNotEmpty()
                      .allSatisfy(record -> assertThat(traces(record)).isEmpty()));
      assertThat(facts(wire)).as("kept of traces").noneMatch(key -> key.contains("/trace/"));
      assertThat(wire.takeRecords(Topic.DEAD_LETTERS)).isEmpty();
    }
  }

  @Test
  void aRunIsTheSameWhetherSomebodyFollowsItOrNot() {
    try (Wire followed = ring();
        Wire alone = ring()) {
      followed.put(PACED, TRACE);
      alone.put(PACED);
      assertThat(entries(alone)).as("what desks remember").isNotEmpty();
      assertThat(withoutTraces(followed)).isEqualTo(entries(alone));
      for (int month = 1; month < SCENARIO.months(); month++) {
        followed.driver().advanceWallClockTime(Duration.ofSeconds(1));
        alone.driver().advanceWallClockTime(Duration.ofSeconds(1));
      }

      assertThat(contents(followed)).isEqualTo(contents(alone));
      assertThat(entries(followed)).as("what is left behind").isEqualTo(entries(alone));
    }
  }

  /** Of each record: its key, its value, which has the month's digest, and the other headers. */
  private static List<List<Object>> contents(Wire wire) {
    List<List<Object>> contents = new ArrayList<>();
    said(wire)
        .forEach(
            (topic, records) -> {
              for (TestRecord<byte[], byte[]> record : records) {
                contents.add(
                    List.of(
                        topic,
                        text(record.key()),
                        text(record.value()),
                        new RecordHeaders(record.headers()).remove(Trace.HEADER)));
              }
            });
    assertThat(contents).hasSizeGreaterThan(100);
    return contents;
  }

  private static Map<String, String> withoutTraces(Wire wire) {
    Map<String, String> entries = entries(wire);
    assertThat(entries.keySet().removeIf(key -> key.contains("/trace/"))).isTrue();
    return entries;
  }

  private static List<String> facts(Wire wire) {
    return List.copyOf(entries(wire).keySet());
  }

  /** All that the tasks keep. */
  private static Map<String, String> entries(Wire wire) {
    Map<String, String> entries = new TreeMap<>();
    for (DeskWiring<?> desk : DESKS) {
      try (var all = wire.driver().<Object, byte[]>getKeyValueStore(desk.store()).all()) {
        all.forEachRemaining(
            entry -> entries.put(desk.store() + " " + entry.key, text(entry.value)));
      }
    }
    return entries;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Alarms answer no record. */
  @Test
  void aPacedRunBearsItsTraceInEveryMonth() {
    try (Wire wire = ring()) {
      wire.put(PACED, TRACE);
      for (int month = 1; month < SCENARIO.months(); month++) {
        wire.driver().advanceWallClockTime(Duration.ofSeconds(1));
      }

      Map<Topic, List<TestRecord<byte[], byte[]>>> said = said(wire);
      assertThat(said.get(Topic.RUNS)).anyMatch(record -> wire.decode(record) instanceof MonthDue);
      assertThat(said.get(Topic.POLICY))
          .anyMatch(record -> wire.decode(record) instanceof RunFinished);
      said.values()
          .forEach(
              records ->
                  assertThat(records)
                      .allSatisfy(record -> assertThat(traces(record)).containsExactly(TRACE)));
    }
  }

  @Test
  void whatIsSaidOfARequestBearsItsOwnTraceAndTheMonthsBearThatOfTheRun() {
    try (Wire wire = ring()) {
      wire.put(PACED, TRACE);
      said(wire);
      wire.put(new PaceRequested("run-1", "slower", 2_000), ANOTHER);
      wire.put(new PaceRequested("run-1", "slower-still", 3_000));

      List<TestRecord<byte[], byte[]>> answers = wire.takeRecords(Topic.POLICY);
      assertThat(answers).extracting(wire::decode).hasOnlyElementsOfType(RequestAnswered.class);
      assertThat(answers)
          .extracting(TracedRunTest::traces)
          .containsExactly(List.of(ANOTHER), List.of(TRACE));

      wire.driver().advanceWallClockTime(Duration.ofSeconds(3));
      assertThat(wire.takeRecords(Topic.POLICY))
          .anyMatch(record -> wire.decode(record) instanceof MonthOpened)
          .allSatisfy(record -> assertThat(traces(record)).containsExactly(TRACE));
    }
  }

  @Test
  void aRequestToARunThatNobodyFollowsIsFollowedAlone() {
    try (Wire wire = ring()) {
      wire.put(PACED);
      said(wire);
      wire.put(new PaceRequested("run-1", "slower", 2_000), ANOTHER);
      assertThat(wire.takeRecords(Topic.POLICY))
          .extracting(TracedRunTest::traces)
          .containsExactly(List.of(ANOTHER));
      wire.driver().advanceWallClockTime(Duration.ofSeconds(2));
      wire.put(new CancelRequested("run-1", "enough"));
      wire.driver().advanceWallClockTime(Duration.ofSeconds(2));

      said(wire)
          .values()
          .forEach(
              records ->
                  assertThat(records)
                      .isNotEmpty()
                      .allSatisfy(record -> assertThat(traces(record)).isEmpty()));
    }
  }

  /** Whoever bids neither ends what a run is followed by nor has it followed by something else. */
  @Test
  void bidsFromOutsideChangeNoTraceNorDoesABidderThatWasThereBeforeItsMarket() {
    String bidder = "tencent-cloud";
    ObjectNode document = (ObjectNode) ScenarioJson.write(SCENARIO.withMonths(3));
    ((ObjectNode) document.at("/providers/" + bidder)).put("strategy", "external");
    Scenario scenario = ScenarioJson.read(document);

    try (Wire wire = ring()) {
      wire.put(new BidderRegistered("run-1", 0, scenario.start(), bidder, "no key of anybody"));
      wire.put(new RunOrdered("run-1", scenario, 42, 1), TRACE);
      List<TestRecord<byte[], byte[]>> said = new ArrayList<>();
      for (int month = 0; month < scenario.months(); month++) {
        for (TestRecord<byte[], byte[]> record : wire.takeRecords(Topic.TENDERS)) {
          said.add(record);
          if (wire.decode(record) instanceof TenderPublished tender) {
            bid(wire, tender, bidder);
          }
        }
        wire.driver().advanceWallClockTime(Duration.ofSeconds(6));
      }
      List<TestRecord<byte[], byte[]>> answers = wire.takeRecords(Topic.BID_ANSWERS);
      said.addAll(answers);
      said(wire).values().forEach(said::addAll);

      assertThat(answers).isNotEmpty();
      assertThat(said)
          .anyMatch(record -> wire.decode(record) instanceof RunFinished)
          .allSatisfy(record -> assertThat(traces(record)).containsExactly(TRACE));
    }
  }

  private static void bid(Wire wire, TenderPublished tender, String bidder) {
    String bid =
        JsonNodeFactory.instance
            .objectNode()
            .put("run", tender.run())
            .put("shard", tender.shard())
            .put("month", Months.text(tender.month()))
            .put("tender", tender.tender())
            .put("provider", bidder)
            .put("priceFen", 1)
            .toString();
    Headers headers =
        new RecordHeaders().add(Trace.HEADER, ANOTHER.getBytes(StandardCharsets.US_ASCII));
    wire.put(Topic.EXTERNAL_BIDS, null, bid.getBytes(StandardCharsets.UTF_8), headers);
  }
}
