package org.cloudmarket.procurement.store.projection;

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
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.cloudmarket.frame.runs.DeletedRuns;
import org.cloudmarket.frame.runs.ReadInVain;
import org.cloudmarket.frame.runs.Verdict;
import org.cloudmarket.frame.store.Database;
import org.cloudmarket.frame.store.Offsets;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.procurement.config.ProcurementSettings;
import org.cloudmarket.procurement.store.deadletter.DeadLetter;
import org.cloudmarket.procurement.store.deadletter.DeadLetterStore;
import org.cloudmarket.procurement.store.run.Deletions;
import org.cloudmarket.wire.codec.MessageCodec;
import org.cloudmarket.wire.json.UnreadableRecord;
import org.cloudmarket.wire.streams.DeadLetters;
import org.cloudmarket.wire.topic.Placement;
import org.cloudmarket.wire.topic.Topic;
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

  /** Of the channel of awards alone, which hears one batch after the other. */
  private final SeenOutcomes seen = new SeenOutcomes();

  /** Of the channel of runs alone. */
  private final ReadInVain read = new ReadInVain();

  private final MessageCodec awardsCodec = new MessageCodec();
  private final MessageCodec policyCodec = new MessageCodec();

  @Inject
  Projection(
      Database database,
      ProjectionMeters meters,
      ProcurementSettings settings,
      @ConfigProperty(name = "kafka.partitions") int partitions) {
    this(database, meters, settings.deadLetters().kept(), partitions);
  }

  Projection(Database database, ProjectionMeters meters, int keptDeadLetters, int partitions) {
    this.database = database;
    this.meters = meters;
    this.placement = new Placement(partitions);
    this.keptDeadLetters = keptDeadLetters;
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

  /** Takes a batch of runs in: which of them are deleted. */
  @Incoming("runs")
  @Merge(Merge.Mode.ONE)
  @Blocking(WORKER)
  public void runs(ConsumerRecords<byte[], byte[]> records) {
    DeletedRuns.take(records, read, database, Deletions::clear);
  }

  /** Takes a batch of dead letters in. */
  @Incoming("dead-letters")
  @Merge(Merge.Mode.ONE)
  @Blocking(WORKER)
  public void deadLetters(ConsumerRecords<byte[], byte[]> records) {
    project("the projection of dead letters", read(records, Projection::deadLetter));
  }

  /**
   * A record, and what it says.
   *
   * @param message empty where it says nothing that is projected
   * @param letter what is set aside; empty for nothing
   */
  private record News(
      ConsumerRecord<byte[], byte[]> record,
      Optional<Message> message,
      Optional<DeadLetter> letter) {

    static News nothing(ConsumerRecord<byte[], byte[]> record) {
      return new News(record, Optional.empty(), Optional.empty());
    }

    static News of(Message message, ConsumerRecord<byte[], byte[]> record) {
      return new News(record, Optional.of(message), Optional.empty());
    }

    static News letter(DeadLetter letter, ConsumerRecord<byte[], byte[]> record) {
      return new News(record, Optional.empty(), Optional.of(letter));
    }

    Stream<Recognition.Said> said() {
      return message.map(each -> new Recognition.Said(each, record)).stream();
    }

    static News setAside(ConsumerRecord<byte[], byte[]> record, String reason, String detail) {
      return letter(DeadLetter.setAside(record, reason, detail), record);
    }

    TopicPartition partition() {
      return new TopicPartition(record.topic(), record.partition());
    }
  }

  private static List<News> read(
      ConsumerRecords<byte[], byte[]> records,
      Function<ConsumerRecord<byte[], byte[]>, News> reader) {
    List<News> news = new ArrayList<>(records.count());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      news.add(reader.apply(record));
    }
    return news;
  }

  /** No desk hears awards, so what is wrong with them is told here. */
  private News award(ConsumerRecord<byte[], byte[]> record) {
    Message message;
    try {
      message = awardsCodec.decode(record.headers(), record.value());
    } catch (UnreadableRecord e) {
      return News.setAside(record, e.fault().id(), e.getMessage());
    }
    Topic topic = Topic.of(message);
    if (topic != Topic.AWARDS) {
      return News.setAside(record, DeadLetters.WRONG_TOPIC, "it belongs to " + topic.text());
    }
    if (placement.of(message) != record.partition()) {
      return News.setAside(
          record,
          DeadLetters.WRONG_PARTITION,
          Placement.key(message) + " lives on " + placement.of(message));
    }
    return News.of(message, record);
  }

  /** What is wrong with policy is told by the desks that hear it too; here it is left out. */
  private News policy(ConsumerRecord<byte[], byte[]> record) {
    try {
      Message message = policyCodec.decode(record.headers(), record.value());
      boolean heard =
          Topic.of(message) == Topic.POLICY && placement.of(message) == record.partition();
      return heard ? News.of(message, record) : News.nothing(record);
    } catch (UnreadableRecord e) {
      return News.nothing(record);
    }
  }

  private static News deadLetter(ConsumerRecord<byte[], byte[]> record) {
    try {
      return News.letter(DeadLetter.of(record), record);
    } catch (UnreadableRecord e) {
      return News.setAside(record, e.fault().id(), e.getMessage());
    }
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
      take(what, List.of(News.setAside(record, DeadLetters.UNPROJECTABLE, because.toString())));
    }
  }

  private void take(String what, List<News> news) {
    meters.count(database.surely(what, connection -> write(news, connection)));
  }

  private ProjectionBatch write(List<News> news, Connection connection) throws SQLException {
    Map<TopicPartition, Long> ends = ends(news);
    Map<TopicPartition, Long> next = Offsets.lock(ends.keySet(), connection);
    Set<String> deleted = DeletedRuns.among(runs(news), connection);
    List<News> unread = new ArrayList<>();
    for (News each : news) {
      if (each.record().offset() >= next.get(each.partition())
          && each.message().map(Message::run).filter(deleted::contains).isEmpty()) {
        unread.add(each);
      }
    }
    Recognition recognition =
        Recognition.of(unread.stream().flatMap(News::said).toList(), seen, connection);
    ProjectionBatch fold = fold(unread, recognition);
    // First, since it may wait for another transaction: none waits for this one yet.
    AwardCopy rows = AwardRows.of(fold.awards(), connection);
    ProjectionWriter.write(fold, connection);
    recognition.write();
    rows.write(connection);
    DeadLetterStore.write(fold.deadLetters(), keptDeadLetters, connection);
    next.replaceAll((partition, offset) -> Math.max(offset, ends.get(partition)));
    Offsets.write(next, connection);
    return fold;
  }

  private static ProjectionBatch fold(List<News> news, Recognition recognition)
      throws SQLException {
    ProjectionBatch fold = new ProjectionBatch();
    for (News each : news) {
      each.letter().ifPresent(fold::add);
      for (Recognition.Said said : each.said().toList()) {
        Verdict verdict = recognition.judge(said);
        switch (verdict.kind()) {
          case NEW -> fold.add(said.message(), said.record());
          case REPEATED, BEHIND_A_GAP -> fold.leaveOut(said.record().topic(), verdict.kind());
          case REFUSED ->
              fold.add(DeadLetter.setAside(said.record(), verdict.reason(), verdict.detail()));
        }
      }
    }
    return fold;
  }

  private static Set<String> runs(List<News> news) {
    return news.stream()
        .flatMap(each -> each.message().stream())
        .map(Message::run)
        .collect(Collectors.toSet());
  }

  private static Map<TopicPartition, Long> ends(List<News> news) {
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (News each : news) {
      ends.merge(each.partition(), each.record().offset() + 1, Math::max);
    }
    return ends;
  }
}
