package org.cloudmarket.wire.topic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.cloudmarket.wire.settings.KafkaSettings;

/**
 * Creates the topics before any client subscribes. Brokers do not create them by themselves: they
 * would get any number of partitions, and then a shard would not live on the same one everywhere.
 */
public final class Topics {

  /** As many as a run of a usual size has shards. */
  public static final int DEFAULT_PARTITIONS = 8;

  private static final int ATTEMPTS = 10;
  private static final long PAUSE_MILLIS = 500;

  private Topics() {}

  /** As {@link #create(KafkaSettings, int)}, on one broker. */
  public static void create(String bootstrapServers, int partitions) throws InterruptedException {
    create(KafkaSettings.of(bootstrapServers), partitions);
  }

  /**
   * Creates what is missing. Safe to call by several at once, and again.
   *
   * @param partitions of every topic; 1 and up
   * @throws IllegalStateException where a topic is there with another number of partitions, naming
   *     each; or where the broker cannot be asked
   */
  public static void create(KafkaSettings settings, int partitions) throws InterruptedException {
    try (Admin admin = Admin.create(new TreeMap<String, Object>(settings.admin()))) {
      for (int attempt = 1; !created(admin, partitions, settings.replicas()); attempt++) {
        if (attempt == ATTEMPTS) {
          throw new IllegalStateException("the topics were created and do not appear");
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    }
  }

  private static boolean created(Admin admin, int partitions, int replicas)
      throws InterruptedException {
    Collection<Topic> missing = missing(partitionsOf(admin), partitions);
    for (Topic topic : missing) {
      create(admin, topic, partitions, replicas);
    }
    // A topic is not there at once for everybody, and another process may have been faster and of
    // another mind: so look again.
    return missing.isEmpty();
  }

  /**
   * Which topics are to be created.
   *
   * @param present partitions of the topics that are there, by name
   * @throws IllegalStateException where one has another number than it should
   */
  static List<Topic> missing(Map<String, Integer> present, int partitions) {
    new Placement(partitions);
    List<Topic> missing = new ArrayList<>();
    List<String> unequal = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      Integer count = present.get(topic.text());
      if (count == null) {
        missing.add(topic);
      } else if (count != partitions) {
        unequal.add(topic.text() + " has " + count);
      }
    }
    if (!unequal.isEmpty()) {
      throw new IllegalStateException(
          "every topic needs "
              + partitions
              + " partitions, so that a shard is on the same one everywhere, but "
              + String.join(", ", unequal)
              + "; delete these topics or start with their number");
    }
    return missing;
  }

  private static Map<String, Integer> partitionsOf(Admin admin) throws InterruptedException {
    Map<String, Integer> partitions = new TreeMap<>();
    for (Topic topic : Topic.values()) {
      try {
        TopicDescription description =
            admin.describeTopics(List.of(topic.text())).topicNameValues().get(topic.text()).get();
        partitions.put(topic.text(), description.partitions().size());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw new IllegalStateException(
              "the broker does not describe its topics: " + e.getCause().getMessage(), e);
        }
      }
    }
    return partitions;
  }

  private static void create(Admin admin, Topic topic, int partitions, int replicas)
      throws InterruptedException {
    NewTopic wanted =
        new NewTopic(topic.text(), partitions, (short) replicas).configs(topic.settings());
    try {
      admin.createTopics(List.of(wanted)).all().get();
    } catch (ExecutionException e) {
      boolean again =
          e.getCause() instanceof TopicExistsException
              || e.getCause() instanceof RetriableException;
      if (!again) {
        throw new IllegalStateException(
            "the topic " + topic.text() + " cannot be created: " + e.getCause().getMessage(), e);
      }
    }
  }
}
