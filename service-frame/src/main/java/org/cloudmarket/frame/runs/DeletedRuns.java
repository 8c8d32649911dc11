package org.cloudmarket.frame.runs;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.cloudmarket.frame.store.Database;
import org.cloudmarket.frame.store.Offsets;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.message.RunsMessage.RunDeleted;
import org.cloudmarket.wire.codec.CloudEvents;
import org.cloudmarket.wire.codec.MessageCodec;
import org.cloudmarket.wire.json.UnreadableRecord;

/**
 * The runs that people deleted, in the table {@code deleted_run} of each database that has rows of
 * runs. What the log still says of one, now or when it is projected once more, is left out: half a
 * run would come of it.
 */
public final class DeletedRuns {

  private static final String TYPE = ".run-deleted.";

  private DeletedRuns() {}

  /** What a service has of a run is deleted. */
  @FunctionalInterface
  public interface Clearing {
    /** Deletes all rows of a run. */
    void of(String run, Connection connection) throws SQLException;
  }

  /**
   * Takes a batch of {@code runs} in: deletes what it says is deleted, each time it is read. All
   * else in the topic is for government.
   *
   * @param read of the channel that the batch came by
   */
  public static void take(
      ConsumerRecords<byte[], byte[]> records,
      ReadInVain read,
      Database database,
      Clearing clearing) {
    Set<String> runs = in(records);
    String what = "the deletion of runs";
    for (String run : runs) {
      // First nobody may add to it any longer, or what a projection is about to commit would stay.
      database.surely(
          what,
          connection -> {
            note(run, connection);
            return run;
          });
      database.surely(
          what,
          connection -> {
            clearing.of(run, connection);
            return run;
          });
    }
    Map<TopicPartition, Long> ends = runs.isEmpty() ? read.due(ends(records)) : ends(records);
    if (ends.isEmpty()) {
      return;
    }
    database.surely(
        what,
        connection -> {
          Map<TopicPartition, Long> next = Offsets.lock(ends.keySet(), connection);
          next.replaceAll((partition, offset) -> Math.max(offset, ends.get(partition)));
          Offsets.write(next, connection);
          return next;
        });
  }

  /** The runs that a batch says are deleted. */
  static Set<String> in(ConsumerRecords<byte[], byte[]> records) {
    MessageCodec codec = new MessageCodec();
    Set<String> runs = new TreeSet<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Header type = record.headers().lastHeader(CloudEvents.TYPE);
      // Most are orders and reports, which are large.
      if (type == null
          || type.value() == null
          || !new String(type.value(), StandardCharsets.UTF_8).contains(TYPE)) {
        continue;
      }
      try {
        if (codec.decode(record.headers(), record.value()) instanceof RunDeleted deleted
            && Ids.valid(deleted.run())) {
          runs.add(deleted.run());
        }
      } catch (UnreadableRecord e) {
        // Told by government.
      }
    }
    return runs;
  }

  private static Map<TopicPartition, Long> ends(ConsumerRecords<byte[], byte[]> records) {
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      ends.merge(
          new TopicPartition(record.topic(), record.partition()), record.offset() + 1, Math::max);
    }
    return ends;
  }

  /** Notes that a run is deleted; from the commit on no projection adds to it. */
  public static void note(String run, Connection connection) throws SQLException {
    Offsets.lockAll(connection);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into deleted_run (id) values (?) on conflict do nothing")) {
      insert.setString(1, run);
      insert.executeUpdate();
    }
  }

  /** Those of some runs that were deleted. */
  public static Set<String> among(Collection<String> runs, Connection connection)
      throws SQLException {
    Set<String> deleted = new HashSet<>();
    try (PreparedStatement select =
        connection.prepareStatement("select id from deleted_run where id = any(?)")) {
      select.setArray(1, connection.createArrayOf("text", runs.toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          deleted.add(rows.getString(1));
        }
      }
    }
    return deleted;
  }
}
