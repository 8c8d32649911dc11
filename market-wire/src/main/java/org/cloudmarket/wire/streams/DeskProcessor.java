package org.cloudmarket.wire.streams;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.cloudmarket.model.desk.Desk;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.RunsMessage.MonthDue;
import org.cloudmarket.model.message.RunsMessage.RunDeleted;
import org.cloudmarket.model.message.TendersMessage.BidderRegistered;
import org.cloudmarket.model.message.TendersMessage.BidsDue;
import org.cloudmarket.model.message.TendersMessage.MarketAnnounced;
import org.cloudmarket.wire.codec.FactCodec;
import org.cloudmarket.wire.codec.MessageCodec;
import org.cloudmarket.wire.json.UnreadableRecord;
import org.cloudmarket.wire.topic.Placement;
import org.cloudmarket.wire.topic.Topic;

/**
 * The desks of one task: those whose runs and shards live on its partition. Nothing that a record
 * holds, and nothing that a desk throws, stops the partition.
 */
final class DeskProcessor<M extends Message> implements Processor<byte[], byte[], byte[], byte[]> {

  private final DeskWiring<M> wiring;
  private final Placement placement;
  private final DeskObserver observer;
  private final LogBounds bounds;

  private final MessageCodec messages = new MessageCodec();
  private final FactCodec facts = new FactCodec(messages);
  private final Effects effects;
  private final Map<Topic, String> sinks = new EnumMap<>(Topic.class);

  private ProcessorContext<byte[], byte[]> context;
  private FactStore store;
  private InputPositions positions;
  private EndedDesks ended;
  private LiveDesks<M> desks;
  private RunTraces traces;
  private Alarms alarms;

  /** Why no desk that began before can go on; empty where each can. */
  private Optional<String> loss = Optional.empty();

  /** Tells of the loss once the task runs. */
  private Cancellable telling = () -> {};

  DeskProcessor(
      DeskWiring<M> wiring, Placement placement, DeskObserver observer, LogBounds bounds) {
    this.wiring = wiring;
    this.placement = placement;
    this.observer = observer;
    this.bounds = bounds;
    this.effects = new Effects(wiring, messages, facts);
    for (Topic topic : Topic.values()) {
      sinks.put(topic, wiring.sink(topic));
    }
  }

  /** Called at the start and again whenever the engine goes back to what is committed. */
  @Override
  public void init(ProcessorContext<byte[], byte[]> newContext) {
    context = newContext;
    KeyValueStore<Bytes, byte[]> entries = context.getStateStore(wiring.store());
    store = new FactStore(entries, facts);
    positions = new InputPositions(store);
    ended = new EndedDesks(store);
    traces = new RunTraces(store);
    CommitSignal commits = context.getStateStore(wiring.commits());
    commits.beforeCommit(positions::save);
    desks = new LiveDesks<>(wiring, store);
    alarms = new Alarms(context, this::ring);
    if (!Collections.disjoint(wiring.hears(), wiring.says())) { // Others have nobody to wake.
      store.alarms().forEach(alarm -> alarms.set(keyOf(alarm.message()), alarm));
    }
    loss = findLoss();
    if (loss.isPresent()) {
      // Nothing can be said before the task runs, and no record may ever come.
      telling =
          context.schedule(
              Duration.ofMillis(1), PunctuationType.WALL_CLOCK_TIME, _ -> failForLostRecords());
    }
  }

  /** Compares how far this task has read with what the log holds. */
  private Optional<String> findLoss() {
    Map<String, Long> heard = positions.next();
    if (heard.isEmpty()) {
      return Optional.empty();
    }
    List<String> losses = new ArrayList<>();
    int partition = context.taskId().partition();
    bounds
        .of(heard.keySet(), partition)
        .forEach(
            (topic, log) -> {
              long next = heard.get(topic);
              // Behind the last record lies the mark that ends its transaction. A desk never sees
              // it, and once all was read the broker may delete it like any record.
              boolean deleted = Math.max(next, log.committed()) < log.start();
              boolean gone = deleted || next > log.end();
              if (gone && topic.equals(Topic.EXTERNAL_BIDS.text())) {
                // Whoever floods it drives out bids, and they count as not made.
                positions.continueAt(topic, Math.clamp(next, log.start(), log.end()));
              } else if (gone) {
                losses.add(
                    String.format(
                        Locale.ROOT,
                        "%s-%d has records %d to %d, and %d was to be read next",
                        topic,
                        partition,
                        log.start(),
                        log.end() - 1,
                        next));
                positions.continueAt(topic, Math.clamp(next, log.start(), log.end()));
              }
            });
    return losses.isEmpty()
        ? Optional.empty()
        : Optional.of("records were lost: " + String.join("; ", losses));
  }

  /** A desk that missed records would decide something else than the reference: it fails. */
  private void failForLostRecords() {
    if (loss.isEmpty()) {
      return;
    }
    IllegalStateException cause = new IllegalStateException(loss.get());
    loss = Optional.empty();
    telling.cancel();
    for (DeskKey key : store.desks()) {
      lastHeard(key)
          .ifPresent(
              message ->
                  fail(
                      key,
                      message,
                      context.currentSystemTimeMs(),
                      cause,
                      untold -> tell(key, message, untold)));
    }
    context.commit();
  }

  /** The newest message that a desk has remembered. */
  private Optional<M> lastHeard(DeskKey key) {
    M last = null;
    for (Fact fact : desks.remembered(key)) {
      if (fact instanceof Fact.Heard heard && wiring.hearing().isInstance(heard.message())) {
        last = wiring.hearing().cast(heard.message());
      }
    }
    return Optional.ofNullable(last);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    failForLostRecords();
    if (!positions.take(origin().topic(), origin().offset())) {
      observer.repeated(wiring.name(), origin().topic());
      return;
    }
    if (origin().topic().equals(Topic.EXTERNAL_BIDS.text())) {
      hearOutside(record);
      return;
    }
    Message message;
    try {
      message = messages.decode(record.headers(), record.value());
    } catch (UnreadableRecord e) {
      setAside(record, e.fault().id(), e.getMessage());
      return;
    }
    Topic topic = Topic.of(message);
    if (!topic.text().equals(origin().topic())) {
      setAside(record, DeadLetters.WRONG_TOPIC, "it belongs to " + topic.text());
      return;
    }
    hear(wiring.hearing().cast(message), record);
  }

  /**
   * Hears what comes from outside. Nobody vouches for it, so it needs no headers, and what no desk
   * can hear is counted and forgotten: as dead letters, a flood of it would hide those of our own.
   */
  private void hearOutside(Record<byte[], byte[]> record) {
    M bid;
    try {
      bid = wiring.hearing().cast(messages.decodeNamed(MessageCodec.EXTERNAL_BID, record.value()));
    } catch (UnreadableRecord e) {
      observer.refused(wiring.name(), e.fault().id(), e.getMessage());
      return;
    }
    DeskKey key = wiring.key().apply(bid);
    try {
      Optional<Desk<M, ?>> known = desks.find(key);
      if (known.isPresent()) {
        let(known.get(), key, bid, record);
      } else if (placement.of(bid) == origin().partition()) {
        observer.refused(wiring.name(), DeadLetters.UNKNOWN_RUN, "nobody here knows " + key);
      } else {
        observer.refused(
            wiring.name(), DeadLetters.WRONG_PARTITION, key + " lives on " + placement.of(bid));
      }
    } catch (LiveDesks.Irrecoverable e) {
      fail(key, bid, record, e.getCause());
    }
  }

  private void hear(M message, Record<byte[], byte[]> record) {
    DeskKey key = wiring.key().apply(message);
    Optional<Desk<M, ?>> known;
    try {
      known = desks.find(key);
    } catch (LiveDesks.Irrecoverable e) {
      fail(key, message, record, e.getCause());
      return;
    }
    if (known.isPresent()) {
      if (message instanceof MarketAnnounced) {
        traces.begin(key, record.headers()); // A bidder was there before its market.
      }
      let(known.get(), key, message, record);
    } else if (placement.of(message) != origin().partition()) {
      setAside(record, DeadLetters.WRONG_PARTITION, key + " lives on " + placement.of(message));
    } else if (wiring.beginnings().contains(message.getClass())) {
      begin(key, message, record);
    } else if (message instanceof RunDeleted) {
      ended.add(key); // Should its order come only now, the run does not begin.
    } else if (!(message instanceof MonthDue || message instanceof BidsDue)) {
      // The clock may tick for a run that has ended.
      setAside(record, DeadLetters.UNKNOWN_RUN, "nobody here knows " + key);
    }
  }

  private void begin(DeskKey key, M message, Record<byte[], byte[]> record) {
    if (ended.contains(key)) {
      if (!(message instanceof BidderRegistered)) { // People may be a moment too late.
        setAside(record, DeadLetters.ENDED_RUN, key + " has ended and does not begin again");
      }
    } else {
      traces.begin(key, record.headers());
      let(desks.begin(key), key, message, record);
    }
  }

  private void let(Desk<M, ?> desk, DeskKey key, M message, Record<byte[], byte[]> record) {
    effects.begin(key, record.timestamp(), traces.answering(key, message, record.headers()));
    try {
      desk.hear(message, effects);
    } catch (RuntimeException | StackOverflowError e) {
      fail(key, message, record, e);
      return;
    }
    happen(key);
  }

  /** From here on whatever is thrown is the engine's and goes to the engine. */
  private void happen(DeskKey key) {
    if (effects.forgotten()) {
      desks.end(key);
      ended.add(key);
      traces.end(key);
      alarms.cancel(key);
    }
    store.put(effects.remembered());
    effects.alarm().ifPresent(alarm -> alarms.set(key, alarm));
    List<Effects.Saying> said = effects.said();
    for (int i = 0; i < said.size(); i++) {
      Effects.Saying saying = said.get(i);
      context.forward(saying.record(), sinks.get(saying.topic()));
    }
    if (effects.hopEnded()) {
      context.commit();
    }
  }

  /** An alarm goes off: what the desk wanted said is said. */
  private void ring(Message message, long time) {
    DeskKey key = keyOf(message);
    effects.begin(key, time, traces.of(key));
    effects.say(message);
    happen(key);
    context.commit();
  }

  /** Whose message it is: what a desk wants said later, it says to itself. */
  private DeskKey keyOf(Message message) {
    return wiring.key().apply(wiring.hearing().cast(message));
  }

  private void fail(DeskKey key, M message, Record<byte[], byte[]> record, Throwable cause) {
    fail(
        key,
        message,
        record.timestamp(),
        cause,
        untold ->
            setAside(record, DeadLetters.DESK_FAILED, key + ": " + cause + "; then " + untold));
  }

  /**
   * The desk is gone; what is said of it takes the place of all that it did.
   *
   * @param untold gets what was thrown where not even that could be said
   */
  private void fail(
      DeskKey key, M message, long time, Throwable cause, Consumer<RuntimeException> untold) {
    tell(key, message, cause);
    List<Fact> remembered = desks.remembered(key);
    effects.begin(key, time, traces.of(key));
    try {
      Failure<M> failure = new Failure<>(key, message, remembered, cause);
      wiring.afterFailure().apply(failure).forEach(effects::say);
    } catch (RuntimeException e) {
      effects.begin(key, time, traces.of(key));
      untold.accept(e);
    }
    effects.forget();
    happen(key);
  }

  private void tell(DeskKey key, M message, Throwable cause) {
    observer.failed(wiring.name(), key, MonthOf.any(message), traces.of(key), cause);
  }

  private void setAside(Record<byte[], byte[]> record, String reason, String detail) {
    RecordMetadata origin = origin();
    observer.setAside(wiring.name(), origin.topic(), reason, detail);
    context.forward(
        DeadLetters.of(record, origin, wiring.name(), reason, detail),
        sinks.get(Topic.DEAD_LETTERS));
  }

  /** Always there: this processor stands right behind its sources. */
  private RecordMetadata origin() {
    return context.recordMetadata().orElseThrow();
  }
}
