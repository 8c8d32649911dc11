package org.cloudmarket.wire.streams;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.wire.codec.FactCodec;
import org.cloudmarket.wire.json.UnreadableRecord;

/**
 * The facts of all desks of one task, each desk's under its own prefix. What the task itself has to
 * keep lies under prefixes that begin with a slash, as no desk's does.
 */
final class FactStore {

  private static final String POSITIONS = "/position/";
  private static final String ENDED = "/ended/";
  private static final String TRACES = "/trace/";

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
    String key = text(entry.key.get());
    return codec.decode(key.substring(desk.prefix().length()), entry.value);
  }

  /** The alarms that desks had set. One that cannot be read is left to its desk to fail for. */
  List<Fact.Alarm> alarms() {
    List<Fact.Alarm> alarms = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all = entries.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> entry = all.next();
        String key = text(entry.key.get());
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

  void put(DeskKey desk, Fact fact) {
    entries.put(key(desk.prefix() + fact.key()), codec.encode(fact));
  }

  void put(List<KeyValue<Bytes, byte[]>> facts) {
    for (int i = 0; i < facts.size(); i++) {
      entries.put(facts.get(i).key, facts.get(i).value);
    }
  }

  /** The desks that have facts, in the order of their entries. */
  Set<DeskKey> desks() {
    Set<DeskKey> desks = new LinkedHashSet<>();
    try (KeyValueIterator<Bytes, byte[]> all = entries.all()) {
      while (all.hasNext()) {
        String key = text(all.next().key.get());
        if (!key.startsWith("/")) {
          desks.add(DeskKey.ofEntry(key));
        }
      }
    }
    return desks;
  }

  /** For each topic that was read, the offset behind the last record. */
  Map<String, Long> positions() {
    Map<String, Long> positions = new TreeMap<>();
    under(POSITIONS, (topic, offset) -> positions.put(topic, Long.valueOf(offset)));
    return positions;
  }

  void putPosition(String topic, long next) {
    entries.put(key(POSITIONS + topic), Long.toString(next).getBytes(StandardCharsets.UTF_8));
  }

  /** The desks that have ended, by the number of each, the oldest first. */
  SortedMap<Long, String> ended() {
    SortedMap<Long, String> ended = new TreeMap<>();
    under(ENDED, (number, desk) -> ended.put(Long.valueOf(number), desk));
    return ended;
  }

  void putEnded(long number, String desk) {
    entries.put(key(ENDED + number), desk.getBytes(StandardCharsets.UTF_8));
  }

  void forgetEnded(long number) {
    entries.delete(key(ENDED + number));
  }

  /** What the traces of desks say, by the prefixes of the desks that have one. */
  Map<String, String> traces() {
    Map<String, String> traces = new TreeMap<>();
    under(TRACES, traces::put);
    return traces;
  }

  void putTrace(String desk, String trace) {
    entries.put(key(TRACES + desk), trace.getBytes(StandardCharsets.UTF_8));
  }

  void forgetTrace(String desk) {
    entries.delete(key(TRACES + desk));
  }

  private void under(String prefix, BiConsumer<String, String> each) {
    try (KeyValueIterator<Bytes, byte[]> found = entries.prefixScan(prefix, prefixes)) {
      found.forEachRemaining(
          entry ->
              each.accept(text(entry.key.get()).substring(prefix.length()), text(entry.value)));
    }
  }

  private static Bytes key(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Deletes all that a desk has remembered: a tombstone each in the changelog. */
  void forget(DeskKey desk) {
    for (KeyValue<Bytes, byte[]> entry : entries(desk)) {
      entries.delete(entry.key);
    }
  }
}
