package org.cloudmarket.procurement.store;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.cloudmarket.frame.streams.RareLine;
import org.cloudmarket.log.codec.MessageCodec;
import org.cloudmarket.log.codec.UnreadableRecord;
import org.cloudmarket.model.message.Message;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Writes what the topics say into the database, each record once: how far it has read stands in the
 * transaction of what it wrote, so that a crash loses both or neither.
 */
@ApplicationScoped
public class Projection {

  /** The worker threads on which it waits for the database. */
  static final String WORKER = "projection";

  private static final Logger LOG = Logger.getLogger(Projection.class);

  private final Database database;
  private final ProjectionMeters meters;
  private final RareLine skipped = new RareLine(LOG::warn);
  private final MessageCodec awardsCodec = new MessageCodec();
  private final MessageCodec policyCodec = new MessageCodec();

  @Inject
  Projection(Database database, ProjectionMeters meters) {
    this.database = database;
    this.meters = meters;
  }

  /** Takes a batch of awards in. */
  @Incoming("awards")
  @Blocking(WORKER)
  public void awards(ConsumerRecords<byte[], byte[]> records) {
    project("the projection of awards", records, awardsCodec);
  }

  /** Takes a batch of policy in. */
  @Incoming("policy")
  @Blocking(WORKER)
  public void policy(ConsumerRecords<byte[], byte[]> records) {
    project("the projection of policy", records, policyCodec);
  }

  private record Heard(TopicPartition partition, long offset, Message message) {}

  private void project(String what, ConsumerRecords<byte[], byte[]> records, MessageCodec codec) {
    List<Heard> heard = decode(records, codec);
    Map<TopicPartition, Long> ends = ends(records);
    Fold fold =
        database.surely(
            what,
            connection -> {
              Map<TopicPartition, Long> next = Offsets.lock(ends.keySet(), connection);
              Fold news = new Fold();
              for (Heard each : heard) {
                if (each.offset >= next.get(each.partition)) {
                  news.add(each.message, each.partition.partition(), each.offset);
                }
              }
              FoldWriter.write(news, connection);
              next.replaceAll((partition, offset) -> Math.max(offset, ends.get(partition)));
              Offsets.write(next, connection);
              return news;
            });
    meters.count(fold);
  }

  private List<Heard> decode(ConsumerRecords<byte[], byte[]> records, MessageCodec codec) {
    List<Heard> heard = new ArrayList<>(records.count());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      try {
        heard.add(
            new Heard(partition, record.offset(), codec.decode(record.headers(), record.value())));
      } catch (UnreadableRecord e) {
        meters.unreadable(record.topic());
        skipped.write(
            "Skipped record " + record.offset() + " of " + partition + ": " + e.getMessage());
      }
    }
    return heard;
  }

  private static Map<TopicPartition, Long> ends(ConsumerRecords<byte[], byte[]> records) {
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (TopicPartition partition : records.partitions()) {
      ends.put(partition, records.records(partition).getLast().offset() + 1);
    }
    return ends;
  }
}
