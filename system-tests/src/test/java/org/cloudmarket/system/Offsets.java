package org.cloudmarket.system;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.cloudmarket.wire.settings.KafkaSettings;

/** What a broker says that a group has read, changed as a broker in trouble changes it. */
final class Offsets {

  private Offsets() {}

  /** Sets a group back to the beginning of all that it reads. It must have no members. */
  static void setBack(String bootstrapServers, String group) {
    with(
        bootstrapServers,
        admin -> {
          Map<TopicPartition, OffsetAndMetadata> beginning = new HashMap<>();
          committed(admin, group)
              .keySet()
              .forEach(partition -> beginning.put(partition, new OffsetAndMetadata(0)));
          return admin.alterConsumerGroupOffsets(group, beginning).all();
        });
  }

  /** Forgets all that a group has committed. It must have no members. */
  static void forget(String bootstrapServers, String group) {
    with(
        bootstrapServers,
        admin -> admin.deleteConsumerGroupOffsets(group, committed(admin, group).keySet()).all());
  }

  /** Deletes all records of a topic that are there now. */
  static void deleteAll(String bootstrapServers, String topic) {
    with(
        bootstrapServers,
        admin -> {
          Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
          for (var partition :
              admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions()) {
            // Up to the end, whatever it is.
            all.put(
                new TopicPartition(topic, partition.partition()), RecordsToDelete.beforeOffset(-1));
          }
          return admin.deleteRecords(all).all();
        });
  }

  /** Whether nobody is in a group. */
  static boolean deserted(String bootstrapServers, String group) {
    return with(
        bootstrapServers,
        admin ->
            admin
                .describeConsumerGroups(List.of(group))
                .describedGroups()
                .get(group)
                .thenApply(description -> description.members().isEmpty()));
  }

  private static Map<TopicPartition, OffsetAndMetadata> committed(Admin admin, String group)
      throws ExecutionException, InterruptedException {
    return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
  }

  /** A question to the broker. */
  private interface Question<T> {
    KafkaFuture<T> ask(Admin admin) throws ExecutionException, InterruptedException;
  }

  private static <T> T with(String bootstrapServers, Question<T> question) {
    try (Admin admin = Admin.create(new HashMap<>(KafkaSettings.of(bootstrapServers).admin()))) {
      return question.ask(admin).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker does not answer", e);
    }
  }
}
