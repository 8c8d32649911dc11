package org.cloudmarket.procurement.stream;

import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.cloudmarket.wire.settings.KafkaSettings;
import org.cloudmarket.wire.topic.Topic;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Opens consumers that read {@code awards} for themselves, in no group. */
@Singleton
public final class AwardsConsumers {

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
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "500");
    // Where the log no longer has what is wanted, the reader decides: going on elsewhere is a gap.
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
  }

  /** A consumer of no group, to be closed. */
  public Consumer<byte[], byte[]> open() {
    return new KafkaConsumer<>(settings);
  }

  /** Where partitions begin now, by partition. */
  public static Map<Integer, Long> starts(Consumer<?, ?> consumer, Collection<Integer> partitions) {
    return numbered(consumer.beginningOffsets(awards(partitions), PATIENCE));
  }

  /** Where partitions end now, by partition. */
  public static Map<Integer, Long> ends(Consumer<?, ?> consumer, Collection<Integer> partitions) {
    return numbered(consumer.endOffsets(awards(partitions), PATIENCE));
  }

  private static Map<Integer, Long> numbered(Map<TopicPartition, Long> offsets) {
    Map<Integer, Long> numbered = new HashMap<>();
    offsets.forEach((partition, offset) -> numbered.put(partition.partition(), offset));
    return numbered;
  }

  static Collection<TopicPartition> awards(Collection<Integer> partitions) {
    return partitions.stream().map(AwardsConsumers::awards).toList();
  }

  static TopicPartition awards(int partition) {
    return new TopicPartition(Topic.AWARDS.text(), partition);
  }
}
