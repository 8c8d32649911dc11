package org.cloudmarket.benchmark;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.cloudmarket.wire.settings.KafkaSettings;
import org.cloudmarket.wire.topic.Topic;
import org.cloudmarket.wire.topic.Topics;

/** What any outsider reads of a run's topics: committed records alone. */
final class CommittedRecords implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final String run;

  CommittedRecords(String bootstrapServers, String run) {
    Map<String, Object> settings =
        new HashMap<>(KafkaSettings.of(bootstrapServers).watcher("ring-measure"));
    consumer = new KafkaConsumer<>(settings);
    this.run = run;
  }

  /** Shows all of the run's records that stand in a topic by shard. */
  void read(Topic topic, Consumer<ConsumerRecord<byte[], byte[]>> watcher) {
    List<TopicPartition> partitions =
        IntStream.range(0, Topics.DEFAULT_PARTITIONS)
            .mapToObj(partition -> new TopicPartition(topic.text(), partition))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (new String(record.key(), StandardCharsets.UTF_8).startsWith(run + "/")) {
          watcher.accept(record);
        }
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
