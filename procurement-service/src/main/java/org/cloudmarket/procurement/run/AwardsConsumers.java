package org.cloudmarket.procurement.run;

import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
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
    Placement placement = new Placement(consumer.partitionsFor(Topic.AWARDS.text()).size());
    return IntStream.range(0, shards).mapToObj(shard -> placement.ofShard(run, shard)).toList();
  }

  static TopicPartition awards(int partition) {
    return new TopicPartition(Topic.AWARDS.text(), partition);
  }
}
