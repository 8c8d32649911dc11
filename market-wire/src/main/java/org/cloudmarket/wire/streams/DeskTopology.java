package org.cloudmarket.wire.streams;

import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.wire.topic.Placement;
import org.cloudmarket.wire.topic.Topic;

/**
 * A kind of desk as a Kafka Streams topology: its topics in, one processor with the facts in an
 * in-memory store, a sink for every topic that it speaks to and one for dead letters. Records are
 * bytes up to the processor, so that no deserializer can stop the engine.
 */
public final class DeskTopology {

  private DeskTopology() {}

  /** The topology of one kind of desk. */
  public static Topology of(
      DeskWiring<?> wiring, Placement placement, DeskObserver observer, LogBounds bounds) {
    Topology topology = new Topology();
    addTo(topology, wiring, placement, observer, bounds);
    return topology;
  }

  /**
   * Adds a kind of desk to a topology.
   *
   * @param placement of the topics as they were created
   * @param observer hears of what goes wrong; shared by threads
   * @param bounds tells whether records are gone that were not heard; shared by threads
   */
  public static <M extends Message> void addTo(
      Topology topology,
      DeskWiring<M> wiring,
      Placement placement,
      DeskObserver observer,
      LogBounds bounds) {
    String[] sources = wiring.hears().stream().map(wiring::source).toArray(String[]::new);
    for (Topic topic : wiring.hears()) {
      topology.addSource(
          wiring.source(topic),
          new ByteArrayDeserializer(),
          new ByteArrayDeserializer(),
          topic.text());
    }
    topology.addProcessor(
        wiring.name(), () -> new DeskProcessor<>(wiring, placement, observer, bounds), sources);
    topology.addStateStore(facts(wiring), wiring.name());
    topology.addStateStore(CommitSignal.builder(wiring.commits()), wiring.name());
    KeyPartitioner byKey = new KeyPartitioner(placement.partitions(), placement::ofKey);
    for (Topic topic : wiring.says()) {
      addSink(topology, wiring, topic, byKey);
    }
    addSink(
        topology,
        wiring,
        Topic.DEAD_LETTERS,
        new KeyPartitioner(placement.partitions(), DeadLetters::partition));
  }

  private static void addSink(
      Topology topology, DeskWiring<?> wiring, Topic topic, KeyPartitioner partitioner) {
    topology.addSink(
        wiring.sink(topic),
        topic.text(),
        new ByteArraySerializer(),
        new ByteArraySerializer(),
        partitioner,
        wiring.name());
  }

  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> facts(DeskWiring<?> wiring) {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(wiring.store()), Serdes.Bytes(), Serdes.ByteArray())
        .withLoggingEnabled(Map.of())
        .withCachingDisabled();
  }
}
