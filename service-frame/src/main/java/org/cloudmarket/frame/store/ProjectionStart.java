package org.cloudmarket.frame.store;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Lets a projection read on where the database says, not where the broker thinks. */
@ApplicationScoped
@Identifier(ProjectionStart.NAME)
public class ProjectionStart implements KafkaConsumerRebalanceListener {

  /** What the channels' settings know it by. */
  static final String NAME = "projection-start";

  private static final Logger LOG = Logger.getLogger(ProjectionStart.class);

  private final Database database;

  @Inject
  ProjectionStart(Database database) {
    this.database = database;
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    if (partitions.isEmpty()) {
      return;
    }
    Map<TopicPartition, OptionalLong> read = new LinkedHashMap<>();
    for (TopicPartition partition : partitions) {
      read.put(
          partition,
          database.surely(
              "the start of " + partition, connection -> Offsets.next(partition, connection)));
    }
    // After the rows: the log may grow, and the replica that had the partition may still write what
    // it read of it. A row that is ahead of a later end was not read from this log.
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    read.forEach(
        (partition, next) -> {
          if (next.isEmpty()) {
            consumer.seekToBeginning(List.of(partition));
          } else if (next.getAsLong() > ends.get(partition)) {
            beginAnew(consumer, partition, next.getAsLong());
          } else {
            consumer.seek(partition, next.getAsLong());
          }
        });
  }

  /**
   * The database outlived the log that it was projected from: another log is read from its start.
   */
  private void beginAnew(Consumer<?, ?> consumer, TopicPartition partition, long next) {
    LOG.warnf("%s ends before record %d, which was read once: it is a new log", partition, next);
    database.surely(
        "the start of " + partition,
        connection -> {
          Offsets.write(Map.of(partition, 0L), connection);
          return partition;
        });
    consumer.seekToBeginning(List.of(partition));
  }
}
