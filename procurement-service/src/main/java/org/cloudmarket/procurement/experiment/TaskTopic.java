package org.cloudmarket.procurement.experiment;

import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.cloudmarket.wire.settings.KafkaSettings;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The topic of tasks, which is none of the ring: it has other partitions, no desk hears it, and
 * nothing in it is news that must be kept.
 */
@Singleton
final class TaskTopic {

  static final String NAME = "experiment-tasks";

  /** All replicas' workers are of it. */
  static final String GROUP = "experiment-workers";

  /** The most workers that have something to do at once. */
  static final int PARTITIONS = 32;

  /** Who dies, leaves its partitions to others after this. */
  private static final String DEAD_AFTER_MILLIS = "10000";

  private static final int PATIENCE_MILLIS = 3_000;

  private final Map<String, Object> broker;
  private final KafkaSettings kafka;
  private final String instance;

  @Inject
  TaskTopic(
      @Identifier("default-kafka-broker") Map<String, Object> broker,
      @ConfigProperty(name = "kafka.bootstrap.servers", defaultValue = "localhost:9092")
          String servers,
      @ConfigProperty(name = "kafka.replicas", defaultValue = "1") int replicas,
      @ConfigProperty(name = "service.instance", defaultValue = "procurement-service")
          String instance) {
    this.broker = Map.copyOf(broker);
    this.kafka = new KafkaSettings(servers, replicas);
    this.instance = instance;
  }

  private Map<String, Object> settings(Map<String, String> own) {
    Map<String, Object> settings = new HashMap<>(broker);
    settings.putAll(own);
    return settings;
  }

  /**
   * Creates the topic where it is missing. Safe to call by several at once, and again.
   *
   * @throws IllegalStateException where the broker does not do so
   */
  void create() throws InterruptedException {
    NewTopic topic =
        new NewTopic(NAME, PARTITIONS, (short) kafka.replicas())
            .configs(
                Map.of(
                    TopicConfig.RETENTION_MS_CONFIG,
                    Long.toString(Duration.ofDays(1).toMillis()),
                    TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                    "LogAppendTime"));
    try (Admin admin = Admin.create(settings(kafka.admin()))) {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException(
            "the topic " + NAME + " cannot be created: " + e.getCause().getMessage(), e);
      }
    }
  }

  /**
   * Which partitions each member of the group has just now, for those that have some; empty where
   * the broker does not say.
   */
  List<List<Integer>> shares() {
    try (Admin admin = Admin.create(settings(kafka.admin()))) {
      return admin
          .describeConsumerGroups(
              List.of(GROUP), new DescribeConsumerGroupsOptions().timeoutMs(PATIENCE_MILLIS))
          .describedGroups()
          .get(GROUP)
          .get()
          .members()
          .stream()
          .map(TaskTopic::partitions)
          .filter(own -> !own.isEmpty())
          .sorted(Comparator.comparing(List::getFirst))
          .toList();
    } catch (ExecutionException | KafkaException e) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private static List<Integer> partitions(MemberDescription member) {
    return member.assignment().topicPartitions().stream()
        .map(TopicPartition::partition)
        .sorted()
        .toList();
  }

  /** A member of the group. */
  Consumer<byte[], byte[]> consumer(int number) {
    Map<String, Object> settings = settings(kafka.watcher(GROUP));
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, instance + "-" + GROUP + "-" + number);
    // What one holds back, another could do.
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, DEAD_AFTER_MILLIS);
    // Whoever is in the middle of a task goes on with it while partitions change hands.
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    return new KafkaConsumer<>(settings);
  }

  /** For those who send tasks: what is not acknowledged soon is sent again later. */
  Producer<byte[], byte[]> producer() {
    Map<String, Object> settings = settings(kafka.producer());
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, instance + "-" + NAME);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "3000");
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "3000");
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "6000");
    return new KafkaProducer<>(settings);
  }
}
