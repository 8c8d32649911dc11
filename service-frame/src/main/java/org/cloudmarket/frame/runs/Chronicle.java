package org.cloudmarket.frame.runs;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.frame.store.Database;
import org.cloudmarket.frame.store.Offsets;
import org.cloudmarket.log.codec.CloudEvents;
import org.cloudmarket.log.codec.MessageCodec;
import org.cloudmarket.log.codec.UnreadableRecord;
import org.cloudmarket.log.topic.Placement;
import org.cloudmarket.log.topic.Topic;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage;
import org.cloudmarket.model.message.PolicyMessage.RunStarted;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What government said of each run, kept as it was said: the records of {@code policy} to shard 0,
 * which hears all of it. Whatever a service shows of a run's government is read from these.
 */
@Singleton
public final class Chronicle {

  private static final String INSERT =
      "insert into said (run, position, type, value) values (?, ?, ?, ?) on conflict do nothing";
  private static final String SELECT =
      "select type, value from said where run = ? order by position";

  private final Database database;
  private final Placement placement;
  private final OrderedRuns orders;

  @Inject
  Chronicle(
      Database database,
      @ConfigProperty(name = "kafka.partitions") int partitions,
      OrderedRuns orders) {
    this.database = database;
    this.orders = orders;
    this.placement = new Placement(partitions);
  }

  /** A record to keep. */
  private record Said(String run, ConsumerRecord<byte[], byte[]> record) {
    TopicPartition partition() {
      return new TopicPartition(record.topic(), record.partition());
    }
  }

  /**
   * Takes a batch of {@code policy} in, each record once. Records that make no sense are left out:
   * the desks that hear them too set them aside.
   */
  public void take(ConsumerRecords<byte[], byte[]> records) {
    MessageCodec codec = new MessageCodec();
    List<Said> said = new ArrayList<>();
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      ends.merge(
          new TopicPartition(record.topic(), record.partition()), record.offset() + 1, Math::max);
      try {
        Message message = codec.decode(record.headers(), record.value());
        if (message instanceof PolicyMessage policy
            && policy.shard() == 0
            && Ids.valid(policy.run())
            && placement.of(policy) == record.partition()) {
          said.add(new Said(policy.run(), record));
        }
      } catch (UnreadableRecord e) {
        // Told by the desks.
      }
    }
    database.surely(
        "the chronicle of " + Topic.POLICY.text(), connection -> write(said, ends, connection));
  }

  /**
   * Takes a batch of {@code runs} in: forgets what was said of deleted runs.
   *
   * @param beside what else this service has of a run
   */
  public void forget(ConsumerRecords<byte[], byte[]> records, DeletedRuns.Clearing beside) {
    DeletedRuns.take(
        records,
        database,
        (run, connection) -> {
          try (PreparedStatement delete =
              connection.prepareStatement("delete from said where run = ?")) {
            delete.setString(1, run);
            delete.executeUpdate();
          }
          beside.of(run, connection);
        });
  }

  private static int write(List<Said> said, Map<TopicPartition, Long> ends, Connection connection)
      throws SQLException {
    Map<TopicPartition, Long> next = Offsets.lock(ends.keySet(), connection);
    Set<String> deleted =
        DeletedRuns.among(said.stream().map(Said::run).collect(Collectors.toSet()), connection);
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (Said each : said) {
        if (each.record().offset() >= next.get(each.partition()) && !deleted.contains(each.run())) {
          insert.setString(1, each.run());
          insert.setLong(2, each.record().offset());
          insert.setString(3, type(each.record()));
          insert.setBytes(4, each.record().value());
          insert.addBatch();
        }
      }
      insert.executeBatch();
    }
    next.replaceAll((partition, offset) -> Math.max(offset, ends.get(partition)));
    Offsets.write(next, connection);
    return said.size();
  }

  private static String type(ConsumerRecord<byte[], byte[]> record) {
    return new String(
        record.headers().lastHeader(CloudEvents.TYPE).value(), StandardCharsets.UTF_8);
  }

  /**
   * What government has said of a run so far, in its order: first, that it has started.
   *
   * @throws Refusal where nobody has ordered such a run, or the news of it is still on its way
   */
  public List<PolicyMessage> of(String run) {
    // What cannot be an id is not looked for: it may not even be text to a database.
    if (!Ids.valid(run)) {
      throw Refusal.unknown("run", run);
    }
    List<PolicyMessage> said = database.read(connection -> read(run, connection));
    if (said.isEmpty() || !(said.getFirst() instanceof RunStarted)) {
      throw orders.whyUnknown(run);
    }
    return said;
  }

  private static List<PolicyMessage> read(String run, Connection connection) throws SQLException {
    MessageCodec codec = new MessageCodec();
    List<PolicyMessage> said = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setString(1, run);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          byte[] type = rows.getString(1).getBytes(StandardCharsets.UTF_8);
          said.add((PolicyMessage) codec.decode(type, rows.getBytes(2)));
        }
      }
    } catch (UnreadableRecord e) {
      throw new IllegalStateException(
          "what was said of " + run + " was readable when it was written", e);
    }
    return List.copyOf(said);
  }
}
