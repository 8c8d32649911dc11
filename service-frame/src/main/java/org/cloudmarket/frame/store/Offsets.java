package org.cloudmarket.frame.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the projections have read, kept beside what they wrote: in the table {@code
 * projection_offset} of each database that they write to.
 */
public final class Offsets {

  private static final Comparator<TopicPartition> ORDER =
      Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

  private Offsets() {}

  /** Where to read on, if anything was read before. */
  public static OptionalLong next(TopicPartition partition, Connection connection)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select next_offset from projection_offset where topic = ? and partition = ?")) {
      select.setString(1, partition.topic());
      select.setInt(2, partition.partition());
      try (ResultSet found = select.executeQuery()) {
        return found.next() ? OptionalLong.of(found.getLong(1)) : OptionalLong.empty();
      }
    }
  }

  /**
   * Takes the partitions for this transaction: another process that still holds records of them
   * waits, then sees that they have been read.
   *
   * @return where each is to be read on
   */
  public static Map<TopicPartition, Long> lock(
      Collection<TopicPartition> partitions, Connection connection) throws SQLException {
    survive(connection);
    // In one order everywhere, so that two who lock several never wait for each other.
    List<TopicPartition> sorted = new ArrayList<>(partitions);
    sorted.sort(ORDER);
    Map<TopicPartition, Long> next = new HashMap<>();
    try (PreparedStatement take =
        connection.prepareStatement(
            """
            insert into projection_offset as o (topic, partition, next_offset) values (?, ?, 0)
            on conflict (topic, partition) do update set next_offset = o.next_offset
            returning next_offset
            """)) {
      for (TopicPartition partition : sorted) {
        take.setString(1, partition.topic());
        take.setInt(2, partition.partition());
        try (ResultSet taken = take.executeQuery()) {
          taken.next();
          next.put(partition, taken.getLong(1));
        }
      }
    }
    return next;
  }

  /**
   * Takes all partitions until the end of this transaction, those too that were never read: waits
   * for whoever has one, and lets nobody begin.
   */
  public static void lockAll(Connection connection) throws SQLException {
    try (Statement lock = connection.createStatement()) {
      lock.execute("lock table projection_offset in share mode");
    }
  }

  /**
   * Lets the commit wait for the log of the database, whatever its own setting is. A commit that a
   * crash takes back after it was acknowledged would be a gap: the consumer has gone on by then.
   *
   * <p>And lets the database take the partitions back from a process that stands still in the
   * middle: who has its partitions by then would wait for as long as it does. It is as long as
   * Kafka waits before it gives partitions to another.
   */
  private static void survive(Connection connection) throws SQLException {
    try (Statement set = connection.createStatement()) {
      set.execute(
          "set local synchronous_commit = on; set local idle_in_transaction_session_timeout = '10s'");
    }
  }

  /** Writes where each partition is to be read on. */
  public static void write(Map<TopicPartition, Long> next, Connection connection)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update projection_offset set next_offset = ? where topic = ? and partition = ?")) {
      for (Map.Entry<TopicPartition, Long> entry : next.entrySet()) {
        update.setLong(1, entry.getValue());
        update.setString(2, entry.getKey().topic());
        update.setInt(3, entry.getKey().partition());
        update.addBatch();
      }
      update.executeBatch();
    }
  }
}
