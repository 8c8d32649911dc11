package org.cloudmarket.benchmark;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.wire.codec.MessageCodec;
import org.cloudmarket.wire.settings.KafkaSettings;
import org.cloudmarket.wire.topic.Placement;
import org.cloudmarket.wire.topic.Topics;

/**
 * The raw limit of a broker for what the ring asks of it: committed records are consumed, copied
 * and produced, batch by batch in transactions, with no desk, no state and no codec between. One
 * thread; records with their headers are the ring's, and so are the settings of the clients: with
 * no compression, no linger or larger polls it was not faster.
 */
final class BareLoop implements AutoCloseable {

  private static final String IN = "ring-measure-in";
  private static final String OUT = "ring-measure-out";

  /** Records in a transaction while the topic is filled: the broker aborts one after a minute. */
  private static final int AT_ONCE = 20_000;

  private static final Duration POLL = Duration.ofSeconds(1);

  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;

  private BareLoop(String bootstrapServers) {
    KafkaSettings kafka = KafkaSettings.of(bootstrapServers);
    Map<String, Object> producing = new HashMap<>(kafka.producer());
    producing.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "ring-measure");
    // As the desks have it.
    producing.put(ProducerConfig.LINGER_MS_CONFIG, "20");
    producer = new KafkaProducer<>(producing);
    producer.initTransactions();
    consumer = new KafkaConsumer<>(new HashMap<>(kafka.watcher("ring-measure-loop")));
    partitions =
        IntStream.range(0, Topics.DEFAULT_PARTITIONS)
            .mapToObj(partition -> new TopicPartition(IN, partition))
            .toList();
    consumer.assign(partitions);
  }

  /**
   * Creates the loop's topics and fills the first.
   *
   * @param messages what travels, over and over
   * @param records how many are put into the topic
   */
  static BareLoop over(String bootstrapServers, List<Message> messages, int records)
      throws InterruptedException, ExecutionException {
    Map<String, Object> admin = new HashMap<>(KafkaSettings.of(bootstrapServers).admin());
    try (Admin client = Admin.create(admin)) {
      client
          .createTopics(
              List.of(
                  new NewTopic(IN, Topics.DEFAULT_PARTITIONS, (short) 1),
                  new NewTopic(OUT, Topics.DEFAULT_PARTITIONS, (short) 1)))
          .all()
          .get();
    }
    BareLoop loop = new BareLoop(bootstrapServers);
    loop.fill(messages, records);
    return loop;
  }

  private void fill(List<Message> messages, int records) {
    MessageCodec codec = new MessageCodec();
    producer.beginTransaction();
    for (int i = 0; i < records; i++) {
      if (i % AT_ONCE == AT_ONCE - 1) {
        producer.commitTransaction();
        producer.beginTransaction();
      }
      Message message = messages.get(i % messages.size());
      byte[] key = Placement.key(message).getBytes(StandardCharsets.UTF_8);
      // In long rows, as a desk speaks.
      int partition = i / 1_000 % partitions.size();
      var _ =
          producer.send(
              new ProducerRecord<>(
                  IN, partition, key, codec.encode(message), codec.headers(message)));
    }
    producer.commitTransaction();
  }

  /** Goes round for a time, from the topic's beginning and, whenever it is through, again. */
  Rate run(Duration atLeast, CpuClock cpu) {
    long records = 0;
    CpuTime before = cpu.now();
    long began = System.nanoTime();
    long now = began;
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    consumer.seekToBeginning(partitions);
    while (now - began < atLeast.toNanos()) {
      records += turn();
      if (partitions.stream().allMatch(each -> consumer.position(each) >= ends.get(each))) {
        consumer.seekToBeginning(partitions);
      }
      now = System.nanoTime();
    }
    return new Rate("records", records, Duration.ofNanos(now - began), cpu.now().minus(before));
  }

  private int turn() {
    ConsumerRecords<byte[], byte[]> batch = consumer.poll(POLL);
    if (batch.isEmpty()) {
      return 0;
    }
    producer.beginTransaction();
    for (ConsumerRecord<byte[], byte[]> record : batch) {
      var _ =
          producer.send(
              new ProducerRecord<>(
                  OUT, record.partition(), record.key(), record.value(), record.headers()));
    }
    producer.sendOffsetsToTransaction(batch.nextOffsets(), consumer.groupMetadata());
    producer.commitTransaction();
    return batch.count();
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
  }
}
