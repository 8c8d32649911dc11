package org.cloudmarket.procurement.store;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.annotations.Merge;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.cloudmarket.log.codec.MessageCodec;
import org.cloudmarket.log.codec.UnreadableRecord;
import org.cloudmarket.log.streams.DeadLetters;
import org.cloudmarket.log.topic.Placement;
import org.cloudmarket.log.topic.Topic;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.procurement.config.ProcurementSettings;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Writes what the topics say into the database, each record once: how far it has read stands in the
 * transaction of what it wrote, so that a crash loses both or neither. Nothing that a record holds
 * stops it.
 *
 * <p>Each channel has one source, and says so: merged, as by default, 32 batches would be fetched
 * ahead of a database that is slower than the log.
 */
@ApplicationScoped
public class Projection {

  /** The worker threads on which it waits for the database. */
  static final String WORKER = "projection";

  private static final Logger LOG = Logger.getLogger(Projection.class);

  private final Database database;
  private final ProjectionMeters meters;
  private final Placement placement;
  private final int keptDeadLetters;
  private final MessageCodec awardsCodec = new MessageCodec();
  private final MessageCodec policyCodec = new MessageCodec();

  @Inject
  Projection(
      Database database,
      ProjectionMeters meters,
      ProcurementSettings settings,
      @ConfigProperty(name = "kafka.partitions") int partitions) {
    this.database = database;
    this.meters = meters;
    this.placement = new Placement(partitions);
    this.keptDeadLetters = settings.deadLetters().kept();
  }

  /** Takes a batch of awards in. */
  @Incoming("awards")
  @Merge(Merge.Mode.ONE)
  @Blocking(WORKER)
  public void awards(ConsumerRecords<byte[], byte[]> records) {
    project("the projection of awards", read(records, this::award));
  }

  /** Takes a batch of policy in. */
  @Incoming("policy")
  @Merge(Merge.Mode.ONE)
  @Blocking(WORKER)
  public void policy(ConsumerRecords<byte[], byte[]> records) {
    project("the projection of policy", read(records, this::policy));
  }

  /** Takes a batch of dead letters in. */
  @Incoming("dead-letters")
  @Merge(Merge.Mode.ONE)
  @Blocking(WORKER)
  public void deadLetters(ConsumerRecords<byte[], byte[]> records) {
    project("the projection of dead letters", read(records, Projection::deadLetter));
  }

  /** A record, and what it adds to a fold. */
  private record News(ConsumerRecord<byte[], byte[]> record, Consumer<Fold> content) {
    TopicPartition partition() {
      return new TopicPartition(record.topic(), record.partition());
    }
  }

  private static List<News> read(
      ConsumerRecords<byte[], byte[]> records,
      Function<ConsumerRecord<byte[], byte[]>, Consumer<Fold>> reader) {
    List<News> news = new ArrayList<>(records.count());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      news.add(new News(record, reader.apply(record)));
    }
    return news;
  }

  /** No desk hears awards, so what is wrong with them is told here. */
  private Consumer<Fold> award(ConsumerRecord<byte[], byte[]> record) {
    Message message;
    try {
      message = awardsCodec.decode(record.headers(), record.value());
    } catch (UnreadableRecord e) {
      return setAside(record, e.fault().id(), e.getMessage());
    }
    Topic topic = Topic.of(message);
    if (topic != Topic.AWARDS) {
      return setAside(record, DeadLetters.WRONG_TOPIC, "it belongs to " + topic.text());
    }
    if (placement.of(message) != record.partition()) {
      return setAside(
          record,
          DeadLetters.WRONG_PARTITION,
          Placement.key(message) + " lives on " + placement.of(message));
    }
    return add(message, record);
  }

  /** What is wrong with policy is told by the desks that hear it too; here it is left out. */
  private Consumer<Fold> policy(ConsumerRecord<byte[], byte[]> record) {
    try {
      Message message = policyCodec.decode(record.headers(), record.value());
      boolean heard =
          Topic.of(message) == Topic.POLICY && placement.of(message) == record.partition();
      return heard ? add(message, record) : _ -> {};
    } catch (UnreadableRecord e) {
      return _ -> {};
    }
  }

  private static Consumer<Fold> deadLetter(ConsumerRecord<byte[], byte[]> record) {
    try {
      DeadLetter letter = DeadLetter.of(record);
      return fold -> fold.add(letter);
    } catch (UnreadableRecord e) {
      return setAside(record, e.fault().id(), e.getMessage());
    }
  }

  private static Consumer<Fold> add(Message message, ConsumerRecord<byte[], byte[]> record) {
    return fold -> fold.add(message, record.partition(), record.offset());
  }

  private static Consumer<Fold> setAside(
      ConsumerRecord<byte[], byte[]> record, String reason, String detail) {
    DeadLetter letter = DeadLetter.setAside(record, reason, detail);
    return fold -> fold.add(letter);
  }

  private void project(String what, List<News> news) {
    try {
      take(what, news);
    } catch (Database.Ending e) {
      throw e;
    } catch (RuntimeException e) {
      parted(what, news, e);
    }
  }

  /** Looks for the record that cannot be taken in, so that all others are, and sets it aside. */
  private void parted(String what, List<News> news, RuntimeException because) {
    if (news.size() > 1) {
      project(what, news.subList(0, news.size() / 2));
      project(what, news.subList(news.size() / 2, news.size()));
    } else {
      ConsumerRecord<byte[], byte[]> record = news.getFirst().record();
      if (!(because instanceof Database.Refused)) {
        LOG.errorf(
            because,
            "Record %d of %s is left out, and what it adds to is wrong: a fault of ours",
            record.offset(),
            news.getFirst().partition());
      }
      Consumer<Fold> left = setAside(record, DeadLetters.UNPROJECTABLE, because.toString());
      take(what, List.of(new News(record, left)));
    }
  }

  private void take(String what, List<News> news) {
    meters.count(database.surely(what, connection -> write(news, connection)));
  }

  private Fold write(List<News> news, Connection connection) throws SQLException {
    Map<TopicPartition, Long> ends = ends(news);
    Map<TopicPartition, Long> next = Offsets.lock(ends.keySet(), connection);
    Fold fold = new Fold();
    for (News each : news) {
      if (each.record().offset() >= next.get(each.partition())) {
        each.content().accept(fold);
      }
    }
    FoldWriter.write(fold, connection);
    DeadLetterStore.write(fold.deadLetters(), keptDeadLetters, connection);
    next.replaceAll((partition, offset) -> Math.max(offset, ends.get(partition)));
    Offsets.write(next, connection);
    return fold;
  }

  private static Map<TopicPartition, Long> ends(List<News> news) {
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (News each : news) {
      ends.merge(each.partition(), each.record().offset() + 1, Math::max);
    }
    return ends;
  }
}
