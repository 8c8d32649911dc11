package org.cloudmarket.wire.streams;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Record;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.desk.Outbox;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.ShardMessage;
import org.cloudmarket.wire.codec.FactCodec;
import org.cloudmarket.wire.codec.MessageCodec;
import org.cloudmarket.wire.codec.Trace;
import org.cloudmarket.wire.topic.Placement;
import org.cloudmarket.wire.topic.Topic;

/**
 * What a desk does in answer to one message, held back until it has done all of it, and already in
 * bytes: what cannot be written fails like the desk itself.
 */
final class Effects implements Outbox {

  /** A record that is ready to go. */
  record Saying(Topic topic, Record<byte[], byte[]> record) {}

  private final DeskWiring<?> wiring;
  private final MessageCodec messages;
  private final FactCodec facts;

  private final List<Saying> said = new ArrayList<>();
  private final List<KeyValue<Bytes, byte[]>> remembered = new ArrayList<>();
  private String prefix = "";
  private long timestamp;
  private Optional<Trace> trace = Optional.empty();
  private Optional<Fact.Alarm> alarm = Optional.empty();
  private boolean forgotten;
  private boolean hopEnded;

  // A desk speaks in long rows under the same key.
  private String lastRun = "";
  private int lastShard = DeskKey.WHOLE_RUN;
  private byte[] lastKey = {};

  Effects(DeskWiring<?> wiring, MessageCodec messages, FactCodec facts) {
    this.wiring = wiring;
    this.messages = messages;
    this.facts = facts;
  }

  /**
   * Drops what was there and takes in what a desk does.
   *
   * @param time of the record that it hears, which is passed on
   * @param followedBy the trace of what it says
   */
  void begin(DeskKey desk, long time, Optional<Trace> followedBy) {
    timestamp = time;
    trace = followedBy;
    said.clear();
    remembered.clear();
    prefix = desk.prefix();
    alarm = Optional.empty();
    forgotten = false;
    hopEnded = false;
  }

  @Override
  public void say(Message message) {
    Topic topic = Topic.of(message);
    if (!wiring.says().contains(topic)) {
      throw new IllegalStateException(
          "the desk " + wiring.name() + " does not speak to " + topic.text());
    }
    Headers headers = messages.headers(message);
    if (trace.isPresent()) {
      headers.add(trace.get().header());
    }
    Record<byte[], byte[]> record =
        new Record<>(key(message), messages.encode(message), timestamp, headers);
    said.add(new Saying(topic, record));
    hopEnded |= HopEnds.with(message);
  }

  private byte[] key(Message message) {
    int shard = message instanceof ShardMessage of ? of.shard() : DeskKey.WHOLE_RUN;
    if (shard != lastShard || !message.run().equals(lastRun)) {
      lastKey = Placement.key(message).getBytes(StandardCharsets.UTF_8);
      lastRun = message.run();
      lastShard = shard;
    }
    return lastKey;
  }

  @Override
  public void remember(Fact fact) {
    if (forgotten) {
      throw new IllegalStateException("a desk that has forgotten its run remembers " + fact.key());
    }
    if (fact instanceof Fact.Alarm set) {
      alarm = Optional.of(set);
    }
    byte[] key = (prefix + fact.key()).getBytes(StandardCharsets.UTF_8);
    remembered.add(KeyValue.pair(Bytes.wrap(key), facts.encode(fact)));
  }

  @Override
  public void forget() {
    remembered.clear();
    alarm = Optional.empty();
    forgotten = true;
  }

  List<Saying> said() {
    return said;
  }

  List<KeyValue<Bytes, byte[]>> remembered() {
    return remembered;
  }

  /** What the desk wants said later. */
  Optional<Fact.Alarm> alarm() {
    return alarm;
  }

  boolean forgotten() {
    return forgotten;
  }

  /** Whether others can go on only after this has been committed. */
  boolean hopEnded() {
    return hopEnded;
  }
}
