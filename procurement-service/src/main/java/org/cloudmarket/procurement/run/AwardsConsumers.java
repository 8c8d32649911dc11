package org.cloudmarket.procurement.run;

import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.cloudmarket.log.settings.KafkaSettings;
import org.cloudmarket.log.topic.Placement;
import org.cloudmarket.log.topic.Topic;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Opens consumers that read a run's part of {@code awards} for themselves, in no group. */
@Singleton
final class AwardsConsumers {

  /** How long a broker that is away is waited for. */
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final Map<String, Object> settings = new HashMap<>();

  @Inject
  AwardsConsumers(
      @Identifier("default-kafka-broker") Map<String, Object> broker,
      @ConfigProperty(name = "kafka.bootstrap.servers", defaultValue = "localhost:9092")
          String servers) {
    settings.putAll(broker);
    settings.putAll(KafkaSettings.of(servers).watcher("procurement-readers"));
    settings.put("max.poll.records", "500");
  }

  Consumer<byte[], byte[]> open() {
    return new KafkaConsumer<>(settings);
  }

  /** The partitions of a run's shards, by shard. */
  static List<Integer> partitions(Consumer<?, ?> consumer, String run, int shards) {
    Placement placement =
        new Placement(consumer.partitionsFor(Topic.AWARDS.text(), PATIENCE).size());
    return IntStream.range(0, shards).mapToObj(shard -> placement.ofShard(run, shard)).toList();
  }

  /** Where partitions end now, by partition. */
  static Map<Integer, Long> ends(Consumer<?, ?> consumer, Collection<Integer> partitions) {
    Map<Integer, Long> ends = new HashMap<>();
    consumer
        .endOffsets(partitions.stream().map(AwardsConsumers::awards).toList(), PATIENCE)
        .forEach((partition, end) -> ends.put(partition.partition(), end));
    return ends;
  }

  static TopicPartition awards(int partition) {
    return new TopicPartition(Topic.AWARDS.text(), partition);
  }
}
