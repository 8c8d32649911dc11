package org.cloudmarket.log.streams;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.cloudmarket.log.codec.FactCodec;
import org.cloudmarket.log.codec.UnreadableRecord;
import org.cloudmarket.model.desk.Fact;

/** The facts of all desks of one task, each desk's under its own prefix. */
final class FactStore {

  private final KeyValueStore<Bytes, byte[]> entries;
  private final FactCodec codec;
  private final StringSerializer prefixes = new StringSerializer();

  FactStore(KeyValueStore<Bytes, byte[]> entries, FactCodec codec) {
    this.entries = entries;
    this.codec = codec;
  }

  /** A desk's entries, in the order of their keys. */
  List<KeyValue<Bytes, byte[]>> entries(DeskKey desk) {
    List<KeyValue<Bytes, byte[]>> found = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all = entries.prefixScan(desk.prefix(), prefixes)) {
      all.forEachRemaining(found::add);
    }
    return found;
  }

  /** The fact in an entry of a desk. */
  Fact fact(DeskKey desk, KeyValue<Bytes, byte[]> entry) throws UnreadableRecord {
    String key = new String(entry.key.get(), StandardCharsets.UTF_8);
    return codec.decode(key.substring(desk.prefix().length()), entry.value);
  }

  /** The alarms that desks had set. One that cannot be read is left to its desk to fail for. */
  List<Fact.Alarm> alarms() {
    List<Fact.Alarm> alarms = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all = entries.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> entry = all.next();
        String key = new String(entry.key.get(), StandardCharsets.UTF_8);
        if (key.endsWith("/" + Fact.Alarm.KEY)) {
          alarm(entry.value).ifPresent(alarms::add);
        }
      }
    }
    return alarms;
  }

  private Optional<Fact.Alarm> alarm(byte[] value) {
    try {
      return Optional.of((Fact.Alarm) codec.decode(Fact.Alarm.KEY, value));
    } catch (UnreadableRecord e) {
      return Optional.empty();
    }
  }

  void put(List<KeyValue<Bytes, byte[]>> facts) {
    for (int i = 0; i < facts.size(); i++) {
      entries.put(facts.get(i).key, facts.get(i).value);
    }
  }

  /** Deletes all that a desk has remembered: a tombstone each in the changelog. */
  void forget(DeskKey desk) {
    for (KeyValue<Bytes, byte[]> entry : entries(desk)) {
      entries.delete(entry.key);
    }
  }
}
