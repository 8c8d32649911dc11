package org.cloudmarket.wire.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.BidsMessage.BidsClosed;
import org.cloudmarket.model.message.ExternalBid;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.RunsMessage;
import org.cloudmarket.model.message.RunsMessage.MonthDue;
import org.cloudmarket.model.message.RunsMessage.RunDeleted;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.message.RunsMessage.ShardFailed;
import org.cloudmarket.model.message.ShardMessage;
import org.cloudmarket.model.message.TendersMessage;
import org.cloudmarket.model.message.TendersMessage.MarketAnnounced;
import org.cloudmarket.model.message.TendersMessage.MarketOpened;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;
import org.cloudmarket.wire.codec.FactCodec;
import org.cloudmarket.wire.codec.MessageCodec;
import org.cloudmarket.wire.codec.Specimens;
import org.cloudmarket.wire.codec.Trace;
import org.cloudmarket.wire.json.UnreadableRecord;
import org.cloudmarket.wire.topic.Placement;
import org.cloudmarket.wire.topic.Topic;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeskProcessorTest {

  private static final Placement PLACEMENT = new Placement(8);
  private static final int HOME = PLACEMENT.ofShard("run-1", 0);
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final MarketAnnounced ANNOUNCED =
      new MarketAnnounced("run-1", 0, 1, Specimens.scenario());

  private final MessageCodec codec = new MessageCodec();
  private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
  private final DeskProcessor<TendersMessage> processor =
      new DeskProcessor<>(CountingDesk.wiring(), PLACEMENT, DeskObserver.NONE, LogBounds.UNKNOWN);
  private final CommitSignal commits = CommitSignal.builder("counting-commits").build();
  private KeyValueStore<Bytes, byte[]> store;
  private long offset;

  @BeforeEach
  void start() {
    store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("counting-facts"), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    commits.init(context.getStateStoreContext(), commits);
    processor.init(context);
  }

  @Test
  void whenTheEngineGoesBackTheDeskGoesBackWithIt() {
    hear(HOME, ANNOUNCED);
    hear(HOME, tender("one"));
    Map<Bytes, byte[]> committed = entries();
    hear(HOME, tender("two"));
    context.resetForwards();

    goBackTo(committed);
    hear(HOME, tender("two"));

    assertThat(said()).containsExactly(new BidsClosed("run-1", 0, Specimens.MONTH, 2));
  }

  @Test
  void aRecordThatComesAgainIsNotHeardAgain() {
    hear(processor, HOME, 10, ANNOUNCED);
    hear(processor, HOME, 11, tender("one"));
    commits.flushCache();
    Map<Bytes, byte[]> committed = entries();
    context.resetForwards();

    goBackTo(committed);
    hear(processor, HOME, 10, ANNOUNCED);
    hear(processor, HOME, 11, tender("one"));
    hear(processor, HOME, 14, tender("two"));

    assertThat(said()).containsExactly(new BidsClosed("run-1", 0, Specimens.MONTH, 2));
  }

  @Test
  void whatWasReadWithoutACommitComesAgainAndIsHeard() {
    hear(processor, HOME, 10, ANNOUNCED);
    commits.flushCache();
    Map<Bytes, byte[]> committed = entries();
    hear(processor, HOME, 11, tender("one"));
    context.resetForwards();

    goBackTo(committed);
    hear(processor, HOME, 11, tender("one"));

    assertThat(said()).containsExactly(new BidsClosed("run-1", 0, Specimens.MONTH, 1));
  }

  @Test
  void aRunWhoseRecordsAreGoneFailsByName() {
    assertThat(saidWith(new LogBounds.Bounds(15, 40, 12)))
        .singleElement()
        .isEqualTo(
            new ShardFailed(
                "run-1",
                0,
                Specimens.scenario().start(),
                "IllegalStateException: records were lost: tenders-0 has records 15 to 39, and 12"
                    + " was to be read next"));
  }

  @Test
  void aRunWhoseLogEndsBeforeWhatItHeardFailsByName() {
    assertThat(saidWith(new LogBounds.Bounds(0, 5, 12))).hasOnlyElementsOfType(ShardFailed.class);
  }

  @Test
  void aRunWhoseRecordsAreThereGoesOn() {
    assertThat(saidWith(new LogBounds.Bounds(12, 12, 12))).isEmpty();
  }

  @Test
  void aRunWhoseLogLostOnlyWhatWasReadGoesOn() {
    // Behind record 11 came the mark of its transaction, and then the broker deleted what was old.
    assertThat(saidWith(new LogBounds.Bounds(13, 13, 13))).isEmpty();
  }

  /** Whoever floods the topic of bids from outside drives bids out of the log, and ends no run. */
  @Test
  void bidsFromOutsideThatAreGoneFailNoRun() {
    DeskProcessor<ShardMessage> providers = providersOn("counting", LogBounds.UNKNOWN);
    providers.init(context);
    hear(providers, HOME, 11, ANNOUNCED);
    hear(
        providers, HOME, 11, new ExternalBid("run-1", 0, Specimens.MONTH, "b-1-c1", "my-cloud", 1));
    commits.flushCache();
    context.resetForwards();
    context.scheduledPunctuators().clear();

    LogBounds.Bounds log = new LogBounds.Bounds(15, 40, 12);
    providersOn("counting", (topics, partition) -> Map.of("external-bids", log)).init(context);

    assertThat(context.scheduledPunctuators()).as("nothing is to be told").isEmpty();
  }

  @Test
  void aLossIsToldOnceAndNothingIsAskedOfTheEngineAfterwards() {
    saidWith(new LogBounds.Bounds(15, 40, 12));

    assertThat(context.scheduledPunctuators()).allMatch(CapturedPunctuator::cancelled);
  }

  /** What providers say that had read up to record 11 and come back on such a log. */
  private List<Message> saidWith(LogBounds.Bounds log) {
    DeskProcessor<ShardMessage> providers = providersOn("counting", LogBounds.UNKNOWN);
    providers.init(context);
    hear(providers, HOME, 11, ANNOUNCED);
    commits.flushCache();
    context.resetForwards();
    context.scheduledPunctuators().clear();

    providersOn("counting", (topics, partition) -> Map.of("tenders", log)).init(context);
    context.setCurrentSystemTimeMs(7);
    context.scheduledPunctuators().forEach(each -> each.getPunctuator().punctuate(7));
    return said();
  }

  /** Providers over the store of this test. */
  private static DeskProcessor<ShardMessage> providersOn(String name, LogBounds bounds) {
    DeskWiring<ShardMessage> here = named(name, Desks.providers(5_000));
    return new DeskProcessor<>(here, PLACEMENT, DeskObserver.NONE, bounds);
  }

  @Test
  void aBeginningOnAnotherPartitionIsSetAside() {
    hear((HOME + 1) % 8, ANNOUNCED);

    assertThat(context.forwarded()).hasSize(1);
    CapturedForward<?, ?> letter = context.forwarded().getFirst();
    assertThat(letter.childName()).contains("counting-says-" + Topic.DEAD_LETTERS.text());
    assertThat(letter.record().headers().lastHeader(DeadLetters.REASON).value())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(DeadLetters.WRONG_PARTITION);
    assertThat(entries()).isEmpty();
  }

  @Test
  void theEndOfAHopIsCommittedAtOnceAndNothingElse() {
    hear(HOME, ANNOUNCED);
    hear(HOME, new MarketOpened("run-1", 0, Specimens.MONTH, List.of(), List.of(), List.of()));
    assertThat(context.committed()).isFalse();

    hear(HOME, tender("one"));

    assertThat(context.committed()).as("it said BidsClosed").isTrue();
  }

  @Test
  void anOrderThatComesBehindItsDeletionBeginsNothing() {
    DeskProcessor<RunsMessage> government =
        new DeskProcessor<>(
            governmentOn("counting"), PLACEMENT, DeskObserver.NONE, LogBounds.UNKNOWN);
    government.init(context);
    int home = PLACEMENT.ofRun("run-1");

    hear(government, home, 1, new RunDeleted("run-1"));
    assertThat(context.forwarded()).isEmpty();
    hear(government, home, 2, new RunOrdered("run-1", Specimens.scenario(), 1, 1));

    CapturedForward<?, ?> letter = context.forwarded().getFirst();
    assertThat(letter.record().headers().lastHeader(DeadLetters.REASON).value())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(DeadLetters.ENDED_RUN);
  }

  @Test
  void anAlarmThatWasSetBeforeACrashStillGoesOff() {
    MonthDue due = new MonthDue("run-1", Specimens.MONTH);
    byte[] alarm = new FactCodec(codec).encode(new Fact.Alarm(500, due));
    store.put(Bytes.wrap("run-1/4-alarm".getBytes(StandardCharsets.UTF_8)), alarm);
    DeskProcessor<RunsMessage> government =
        new DeskProcessor<>(
            governmentOn("counting"), PLACEMENT, DeskObserver.NONE, LogBounds.UNKNOWN);

    government.init(context);
    CapturedPunctuator clock = context.scheduledPunctuators().getLast();
    clock.getPunctuator().punctuate(7);

    assertThat(clock.getInterval()).isEqualTo(Duration.ofMillis(500));
    assertThat(said()).containsExactly(due);
    assertThat(clock.cancelled()).as("it goes off once").isTrue();
    assertThat(context.committed()).isTrue();
  }

  @Test
  void aDeskThatComesBackBearsItsTraceOn() {
    hearAnnouncedWithTrace();
    Map<Bytes, byte[]> committed = entries();
    hear(HOME, tender("one"));
    context.resetForwards();

    goBackTo(committed);
    hear(HOME, tender("one"));

    assertThat(traceOfWhatWasSaid()).isEqualTo(TRACE);
  }

  @Test
  void aDeskWhoseBeginningWasNotCommittedBearsNoTraceOfIt() {
    Map<Bytes, byte[]> committed = entries();
    hearAnnouncedWithTrace();

    goBackTo(committed);
    hear(HOME, ANNOUNCED);
    hear(HOME, tender("one"));

    assertThat(traceOfWhatWasSaid()).isEmpty();
  }

  @Test
  void anAlarmThatGoesOffAfterACrashBearsTheTraceOfItsRun() {
    byte[] alarm =
        new FactCodec(codec).encode(new Fact.Alarm(500, new MonthDue("run-1", Specimens.MONTH)));
    store.put(Bytes.wrap("run-1/4-alarm".getBytes(StandardCharsets.UTF_8)), alarm);
    store.put(
        Bytes.wrap("/trace/run-1/".getBytes(StandardCharsets.UTF_8)),
        TRACE.getBytes(StandardCharsets.UTF_8));
    DeskProcessor<RunsMessage> government =
        new DeskProcessor<>(
            governmentOn("counting"), PLACEMENT, DeskObserver.NONE, LogBounds.UNKNOWN);

    government.init(context);
    context.scheduledPunctuators().getLast().getPunctuator().punctuate(7);

    assertThat(traceOfWhatWasSaid()).isEqualTo(TRACE);
  }

  private void hearAnnouncedWithTrace() {
    context.setRecordMetadata(Topic.TENDERS.text(), HOME, offset++);
    processor.process(
        new Record<>(
            new byte[0],
            codec.encode(ANNOUNCED),
            0,
            codec.headers(ANNOUNCED).add(Trace.of(TRACE).orElseThrow().header())));
  }

  private String traceOfWhatWasSaid() {
    Header header = context.forwarded().getLast().record().headers().lastHeader(Trace.HEADER);
    return header == null ? "" : new String(header.value(), StandardCharsets.US_ASCII);
  }

  /** Government's desks over the store of this test. */
  private static DeskWiring<RunsMessage> governmentOn(String name) {
    return named(name, Desks.policy());
  }

  /** The same desks with another name, and so another store. */
  private static <M extends Message> DeskWiring<M> named(String name, DeskWiring<M> whole) {
    return new DeskWiring<>(
        name,
        whole.hearing(),
        whole.hears(),
        whole.says(),
        whole.newDesk(),
        whole.beginnings(),
        whole.key(),
        whole.afterFailure());
  }

  private void goBackTo(Map<Bytes, byte[]> committed) {
    entries().keySet().forEach(store::delete);
    committed.forEach(store::put);
    processor.close();
    processor.init(context);
  }

  private void hear(int partition, Message message) {
    hear(processor, partition, offset++, message);
  }

  private void hear(DeskProcessor<?> desks, int partition, long at, Message message) {
    context.setRecordMetadata(Topic.of(message).text(), partition, at);
    desks.process(new Record<>(new byte[0], codec.encode(message), 0, codec.headers(message)));
  }

  private static TenderPublished tender(String buyer) {
    return new TenderPublished(
        "run-1",
        0,
        Specimens.MONTH,
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

  private List<Message> said() {
    return context.forwarded().stream().map(this::decode).toList();
  }

  private Message decode(CapturedForward<? extends byte[], ? extends byte[]> forward) {
    try {
      return codec.decode(forward.record().headers(), forward.record().value());
    } catch (UnreadableRecord e) {
      throw new IllegalArgumentException(e);
    }
  }

  private Map<Bytes, byte[]> entries() {
    Map<Bytes, byte[]> entries = new TreeMap<>();
    try (var all = store.all()) {
      all.forEachRemaining(entry -> entries.put(entry.key, entry.value));
    }
    return entries;
  }
}
