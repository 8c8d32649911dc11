package org.cloudmarket.log.streams;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.cloudmarket.log.codec.FactCodec;
import org.cloudmarket.log.codec.MessageCodec;
import org.cloudmarket.log.codec.UnreadableRecord;
import org.cloudmarket.log.topic.Placement;
import org.cloudmarket.log.topic.Topic;
import org.cloudmarket.model.desk.Desk;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.RunsMessage.MonthDue;

/**
 * The desks of one task: those whose runs and shards live on its partition. Nothing that a record
 * holds, and nothing that a desk throws, stops the partition.
 */
final class DeskProcessor<M extends Message> implements Processor<byte[], byte[], byte[], byte[]> {

  private final DeskWiring<M> wiring;
  private final Placement placement;
  private final DeskObserver observer;

  private final MessageCodec messages = new MessageCodec();
  private final FactCodec facts = new FactCodec(messages);
  private final Effects effects;
  private final Map<Topic, String> sinks = new EnumMap<>(Topic.class);

  private ProcessorContext<byte[], byte[]> context;
  private FactStore store;
  private LiveDesks<M> desks;
  private Alarms alarms;

  DeskProcessor(DeskWiring<M> wiring, Placement placement, DeskObserver observer) {
    this.wiring = wiring;
    this.placement = placement;
    this.observer = observer;
    this.effects = new Effects(wiring, messages, facts);
    for (Topic topic : Topic.values()) {
      sinks.put(topic, DeskTopology.sink(wiring, topic));
    }
  }

  /** Called at the start and again whenever the engine goes back to what is committed. */
  @Override
  public void init(ProcessorContext<byte[], byte[]> newContext) {
    context = newContext;
    KeyValueStore<Bytes, byte[]> entries = context.getStateStore(wiring.store());
    store = new FactStore(entries, facts);
    desks = new LiveDesks<>(wiring, store);
    alarms = new Alarms(context, this::ring);
    if (!Collections.disjoint(wiring.hears(), wiring.says())) { // Others have nobody to wake.
      store.alarms().forEach(alarm -> alarms.set(keyOf(alarm.message()), alarm));
    }
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
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

  private void hear(M message, Record<byte[], byte[]> record) {
    DeskKey key = wiring.key().apply(message);
    Optional<Desk<M>> known;
    try {
      known = desks.find(key);
    } catch (LiveDesks.Irrecoverable e) {
      fail(key, message, record, e.getCause());
      return;
    }
    if (known.isPresent()) {
      let(known.get(), key, message, record);
    } else if (placement.of(message) != origin().partition()) {
      setAside(record, DeadLetters.WRONG_PARTITION, key + " lives on " + placement.of(message));
    } else if (wiring.beginnings().contains(message.getClass())) {
      let(desks.begin(key), key, message, record);
    } else if (!mayComeLate(message)) {
      setAside(record, DeadLetters.UNKNOWN_RUN, "nobody here knows " + key);
    }
  }

  /** The clock may tick for a run that has just ended. */
  private static boolean mayComeLate(Message message) {
    return message instanceof MonthDue;
  }

  private void let(Desk<M> desk, DeskKey key, M message, Record<byte[], byte[]> record) {
    effects.begin(key, record.timestamp());
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
    effects.begin(key, time);
    effects.say(message);
    happen(key);
    context.commit();
  }

  /** Whose message it is: what a desk wants said later, it says to itself. */
  private DeskKey keyOf(Message message) {
    return wiring.key().apply(wiring.hearing().cast(message));
  }

  /** The desk is gone; what is said of it takes the place of all that it did. */
  private void fail(DeskKey key, M message, Record<byte[], byte[]> record, Throwable cause) {
    observer.failed(wiring.name(), key, cause);
    List<Fact> remembered = desks.remembered(key);
    effects.begin(key, record.timestamp());
    try {
      Failure<M> failure = new Failure<>(key, message, remembered, cause);
      wiring.afterFailure().apply(failure).forEach(effects::say);
    } catch (RuntimeException e) {
      effects.begin(key, record.timestamp());
      setAside(record, DeadLetters.DESK_FAILED, key + ": " + cause + "; then " + e);
    }
    effects.forget();
    happen(key);
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
