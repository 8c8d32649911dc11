package org.cloudmarket.wire.settings;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;
import org.cloudmarket.wire.codec.MessageCodec;
import org.cloudmarket.wire.topic.Topics;

/**
 * The one place for settings of Kafka clients. What is not here has Kafka's own default. Plain maps
 * of text, so that Kafka's clients and a framework's configuration take them alike.
 *
 * @param bootstrapServers host:port, comma-separated
 * @param replicas of every partition, of the changelogs too; 1 on one machine, 3 where it matters
 */
public record KafkaSettings(String bootstrapServers, int replicas) {

  private static final int KIB = 1024;

  /** A dead replica holds its readers and its partitions up no longer than this. */
  private static final int DEAD_AFTER_MILLIS = 10_000;

  /** Settings of one broker without copies. */
  public static KafkaSettings of(String bootstrapServers) {
    return new KafkaSettings(bootstrapServers, 1);
  }

  /** For the client that creates topics. */
  public Map<String, String> admin() {
    return new TreeMap<>(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  /**
   * For the desks of a service.
   *
   * @param application names the consumer group, the transactions and the changelogs; the same for
   *     all replicas of the service
   * @param instance what this process is called among the replicas of its service. One that is
   *     started again under the same name takes its predecessor's place at once
   * @param threads 1 and up; more than partitions are idle
   */
  public Map<String, String> streams(String application, String instance, int threads) {
    Map<String, String> settings = new TreeMap<>();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    // Groups, logs and metrics then tell replicas apart by the names that people know them by.
    settings.put(StreamsConfig.CLIENT_ID_CONFIG, instance);
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, Integer.toString(threads));
    settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, Integer.toString(replicas));
    // What a desk heard, kept and said is one transaction: after a crash, all of it or nothing.
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    // The end of a hop asks for its commit. This bounds what a crash repeats in between, and how
    // long what does not end a hop (a shard's report) may wait.
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, "100");
    // A thread sits in poll for this long before it looks at a commit that was asked for; with the
    // default of 100 an empty month takes twice as long as with 5.
    settings.put(StreamsConfig.POLL_MS_CONFIG, "5");
    // Bids of a month cannot be there before its tenders, nor the next month before its last
    // report: the ring orders what a desk hears, so it never waits for an empty partition.
    settings.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, "-1");
    // A replica that comes back first copies the state of all partitions that it is to have, and
    // asks every minute (the least; the default is ten) whether it has. Then they are its own.
    settings.put(
        StreamsConfig.MAX_WARMUP_REPLICAS_CONFIG, Integer.toString(Topics.DEFAULT_PARTITIONS));
    settings.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, "60000");
    // Stores are in memory; a cache before them would be a second copy.
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, "0");
    // Two polls' worth, so that a partition is not paused and what was fetched for it dropped. The
    // largest hold the bid books of 160 bids: some 30 KB, so a partition has some 30 MB.
    settings.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, "1000");
    // A record's own time may be anything, even invalid, and no desk looks at it.
    settings.put(
        StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG,
        WallclockTimestampExtractor.class.getName());
    // Names that the topology invents would change with it, and the state would be lost.
    settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, "true");
    // The services have metrics of their own; brokers need not collect them.
    settings.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, "false");
    // Compaction leaves the open segment alone, so its size is what a restore reads in vain.
    settings.put(
        StreamsConfig.topicPrefix(TopicConfig.SEGMENT_BYTES_CONFIG),
        Integer.toString(16 * KIB * KIB));
    // A changelog holds the order of a run, and with it a scenario of any size.
    settings.put(
        StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
        Integer.toString(2 * MessageCodec.LONGEST_VALUE));
    throughput().forEach((key, value) -> settings.put(StreamsConfig.producerPrefix(key), value));
    // A killed replica's open transaction is aborted after this; until then nobody reads past it.
    settings.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        Integer.toString(DEAD_AFTER_MILLIS));
    // A request that waits for records of some changelogs holds up those of others. This consumer
    // asks only while there is something to restore.
    settings.put(
        StreamsConfig.restoreConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), "50");
    consumerOfStreams(instance)
        .forEach((key, value) -> settings.put(StreamsConfig.mainConsumerPrefix(key), value));
    return settings;
  }

  private static Map<String, String> consumerOfStreams(String instance) {
    Map<String, String> settings = new TreeMap<>();
    // A process that was killed and is started again gets its own partitions back at once, where
    // the group would wait for the end of the dead one's session. The engine adds the thread.
    settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance);
    // Where it does not come back, its partitions go to another replica after this. Not less: a
    // busy machine may stop a healthy one for seconds.
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, Integer.toString(DEAD_AFTER_MILLIS));
    settings.put(
        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, Integer.toString(DEAD_AFTER_MILLIS / 4));
    // A desk that never comes back from a message: longer than the largest month takes to open.
    settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, "60000");
    // Tenders and bid books travel sixteen to a record.
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "500");
    // Where reading begins without a committed offset, the desks' own consumer decides: a broker
    // that has just been started may say that there is none, and is asked again.
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    // Lets the desks' own consumer leave its group when it closes, which the engine forbids it.
    settings.put("internal.leave.group.on.close", "true");
    return settings;
  }

  /**
   * For those who put orders and requests into {@code runs}: few records, and somebody waits for
   * each. Keys and values are bytes.
   */
  public Map<String, String> producer() {
    Map<String, String> settings = new TreeMap<>(throughput());
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, "0");
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    return settings;
  }

  /**
   * For a projection, which is one of the group of its service's replicas.
   *
   * @param group whose partitions are shared
   * @param instance as that of {@link #streams}
   */
  public Map<String, String> projection(String group, String instance) {
    Map<String, String> settings = watcher(group);
    settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance);
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, Integer.toString(DEAD_AFTER_MILLIS));
    return settings;
  }

  /**
   * For those who watch: projections and live streams. Keys and values are bytes.
   *
   * @param group whose offsets are kept
   */
  public Map<String, String> watcher(String group) {
    Map<String, String> settings = new TreeMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    // What a crash took back is never seen, and each award once.
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    // A projection starts with what is still there.
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    // Offsets belong to what was done with the records: the watcher keeps them with it.
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    // A topic that appears by itself has the wrong number of partitions.
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    // Watchers write in batches: the larger, the fewer.
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000");
    settings.put(
        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    settings.put(
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    return settings;
  }

  private static Map<String, String> throughput() {
    Map<String, String> settings = new TreeMap<>();
    // A commit flushes, so a hop does not wait for this; it only lets batches fill between commits.
    settings.put(ProducerConfig.LINGER_MS_CONFIG, "20");
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(256 * KIB));
    // JSON shrinks well, and an empty ring was a quarter faster with it.
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    // All that a codec allows, and its key and headers.
    settings.put(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        Integer.toString(MessageCodec.LONGEST_VALUE + 64 * KIB));
    return settings;
  }

  /** The settings under a prefix, such as {@code kafka-streams.}. */
  public static Map<String, String> prefixed(String prefix, Map<String, String> settings) {
    Map<String, String> prefixed = new TreeMap<>();
    settings.forEach((key, value) -> prefixed.put(prefix + key, value));
    return prefixed;
  }
}
