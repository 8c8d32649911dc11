package org.cloudmarket.wire.streams;

import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.cloudmarket.wire.topic.Placement;
import org.cloudmarket.wire.topic.Topic;

/**
 * One task of an engine that is not Kafka Streams, with the project's own {@link DeskProcessor} in
 * it. The engine is the test's: it hands records in, takes what is said and what the store changes,
 * and lets the clock ring.
 */
public final class SimulatedTask implements ProcessorContext<Object, Object> {

  /** Where a task's effects go. */
  public interface Effects {
    /** A record is said. */
    void say(Topic topic, Record<byte[], byte[]> record);

    /** An entry of the store is put, or deleted where the value is null. */
    void change(Bytes key, byte[] value);
  }

  private record Schedule(Punctuator rings) {}

  private final DeskWiring<?> wiring;
  private final int partition;
  private final Effects effects;
  private final DeskProcessor<?> processor;
  private final MapStore store;
  private final CommitSignal commits;
  private final List<Schedule> schedules = new ArrayList<>();
  private Optional<RecordMetadata> origin = Optional.empty();

  /**
   * A task whose store was restored. It begins at once, as an engine would begin it.
   *
   * @param restored the entries of its store; it keeps the map and changes it
   */
  public SimulatedTask(
      DeskWiring<?> wiring,
      int partition,
      Placement placement,
      DeskObserver observer,
      LogBounds bounds,
      NavigableMap<Bytes, byte[]> restored,
      Effects effects) {
    this.wiring = wiring;
    this.partition = partition;
    this.effects = effects;
    store = new MapStore(restored, effects::change);
    commits = CommitSignal.builder(wiring.commits()).build();
    processor = new DeskProcessor<>(wiring, placement, observer, bounds);
    processor.init(ofBytes());
  }

  /** A type whose bounds are arrays cannot be written down, so this is a context of anything. */
  @SuppressWarnings("unchecked")
  private ProcessorContext<byte[], byte[]> ofBytes() {
    return (ProcessorContext<byte[], byte[]>) (ProcessorContext<?, ?>) this;
  }

  /** Hands a record in. */
  public void process(Topic topic, long offset, Record<byte[], byte[]> record) {
    origin = Optional.of(new Origin(topic.text(), partition, offset));
    processor.process(record);
    origin = Optional.empty();
  }

  /** Tells the task that its transaction is about to end. */
  public void beforeCommit() {
    commits.flushCache();
  }

  /** Whether some desk waits for the clock. */
  public boolean waitsForClock() {
    return !schedules.isEmpty();
  }

  /** The clock goes so far ahead that all rings that was waited for. */
  public void ring() {
    List.copyOf(schedules).forEach(schedule -> schedule.rings().punctuate(0));
  }

  /** The desks that have left facts behind. */
  public List<String> desks() {
    return new FactStore(store, null).desks().stream().map(DeskKey::toString).toList();
  }

  /** The live map of the store. */
  public NavigableMap<Bytes, byte[]> entries() {
    return store.map;
  }

  private record Origin(String topic, int partition, long offset) implements RecordMetadata {}

  @Override
  public <K, V> void forward(Record<K, V> record, String sink) {
    for (Topic topic : Topic.values()) {
      if (wiring.sink(topic).equals(sink)) {
        effects.say(
            topic,
            new Record<>(
                (byte[]) record.key(),
                (byte[]) record.value(),
                record.timestamp(),
                record.headers()));
        return;
      }
    }
    throw new IllegalArgumentException(sink);
  }

  @Override
  public <K, V> void forward(Record<K, V> record) {
    throw new UnsupportedOperationException();
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public <S extends StateStore> S getStateStore(String name) {
    return (S) (name.equals(wiring.store()) ? store : commits);
  }

  @Override
  public Cancellable schedule(Duration interval, PunctuationType type, Punctuator rings) {
    Schedule schedule = new Schedule(rings);
    schedules.add(schedule);
    return () -> schedules.remove(schedule);
  }

  @Override
  public void commit() {
    // A wish. The engine commits when it wants to.
  }

  @Override
  public TaskId taskId() {
    return new TaskId(0, partition);
  }

  @Override
  public Optional<RecordMetadata> recordMetadata() {
    return origin;
  }

  @Override
  public long currentSystemTimeMs() {
    return 0;
  }

  @Override
  public long currentStreamTimeMs() {
    return 0;
  }

  @Override
  public String applicationId() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Serde<?> keySerde() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Serde<?> valueSerde() {
    throw new UnsupportedOperationException();
  }

  @Override
  public File stateDir() {
    throw new UnsupportedOperationException();
  }

  @Override
  public StreamsMetrics metrics() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<String, Object> appConfigs() {
    return Map.of();
  }

  @Override
  public Map<String, Object> appConfigsWithPrefix(String prefix) {
    return Map.of();
  }

  /** A store in memory that tells of each change. */
  private record MapStore(NavigableMap<Bytes, byte[]> map, BiConsumer<Bytes, byte[]> changelog)
      implements KeyValueStore<Bytes, byte[]> {

    @Override
    public void put(Bytes key, byte[] value) {
      if (value == null) {
        map.remove(key);
      } else {
        map.put(key, value);
      }
      changelog.accept(key, value);
    }

    @Override
    public byte[] putIfAbsent(Bytes key, byte[] value) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
      entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public byte[] delete(Bytes key) {
      byte[] before = map.get(key);
      put(key, null);
      return before;
    }

    @Override
    public byte[] get(Bytes key) {
      return map.get(key);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
      return iterator(map.subMap(from, true, to, true));
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
      return iterator(map);
    }

    @Override
    public <PS extends Serializer<P>, P> KeyValueIterator<Bytes, byte[]> prefixScan(
        P prefix, PS serializer) {
      Bytes from = Bytes.wrap(serializer.serialize("", prefix));
      return iterator(map.subMap(from, true, Bytes.increment(from), false));
    }

    private static KeyValueIterator<Bytes, byte[]> iterator(NavigableMap<Bytes, byte[]> entries) {
      Iterator<Map.Entry<Bytes, byte[]>> all = entries.entrySet().iterator();
      return new KeyValueIterator<>() {
        @Override
        public boolean hasNext() {
          return all.hasNext();
        }

        @Override
        public KeyValue<Bytes, byte[]> next() {
          Map.Entry<Bytes, byte[]> entry = all.next();
          return KeyValue.pair(entry.getKey(), entry.getValue());
        }

        @Override
        public Bytes peekNextKey() {
          throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public long approximateNumEntries() {
      return map.size();
    }

    @Override
    public String name() {
      return "facts";
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {}

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public boolean persistent() {
      return false;
    }

    @Override
    public boolean isOpen() {
      return true;
    }
  }
}
