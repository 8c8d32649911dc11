package org.cloudmarket.procurement.store.deadletter;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cloudmarket.frame.store.Database;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What was set aside: the newest letters, and how many there ever were. */
@Singleton
public class DeadLetterStore {

  /**
   * A letter in the store.
   *
   * @param id the higher, the newer
   */
  public record Stored(long id, DeadLetter letter) {}

  /**
   * How many there ever were of a topic and for a reason, those too that are no longer in the
   * store.
   */
  @Schema(name = "DeadLetterCount")
  public record Count(String topic, String reason, long count) {}

  /**
   * Which letters.
   *
   * @param before only those with a lower id
   */
  public record Wanted(
      long before, Optional<String> reason, Optional<String> topic, Optional<String> run) {

    /** The same, with a lower id than this. */
    public Wanted before(long id) {
      return new Wanted(id, reason, topic, run);
    }
  }

  private record Kind(String topic, String reason) implements Comparable<Kind> {
    @Override
    public int compareTo(Kind other) {
      int byTopic = topic.compareTo(other.topic);
      return byTopic != 0 ? byTopic : reason.compareTo(other.reason);
    }
  }

  private final Database database;

  @Inject
  DeadLetterStore(Database database) {
    this.database = database;
  }

  /**
   * Adds letters and drops the oldest. Leaves the transaction to its caller.
   *
   * @param kept how many stay
   */
  public static void write(List<DeadLetter> letters, int kept, Connection connection)
      throws SQLException {
    if (letters.isEmpty()) {
      return;
    }
    insert(letters, connection);
    count(letters, connection);
    try (PreparedStatement delete =
        connection.prepareStatement(
            """
            delete from dead_letter
            where id <= (select id from dead_letter order by id desc offset ? limit 1)
            """)) {
      delete.setInt(1, kept);
      delete.executeUpdate();
    }
  }

  private static void insert(List<DeadLetter> letters, Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into dead_letter (set_aside_at, reason, detail, desk, topic, partition,
              record_offset, key, bytes, type, run, excerpt)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)) {
      for (DeadLetter letter : letters) {
        insert.setObject(1, letter.setAsideAt().atOffset(ZoneOffset.UTC));
        insert.setString(2, letter.reason());
        insert.setString(3, letter.detail());
        insert.setString(4, letter.desk());
        insert.setString(5, letter.topic());
        insert.setInt(6, letter.partition());
        insert.setLong(7, letter.offset());
        insert.setString(8, letter.key());
        insert.setInt(9, letter.bytes());
        insert.setString(10, letter.type());
        insert.setString(11, letter.run());
        insert.setString(12, letter.excerpt());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void count(List<DeadLetter> letters, Connection connection) throws SQLException {
    // In one order everywhere, so that two who count several never wait for each other.
    Map<Kind, Integer> counts = new TreeMap<>();
    for (DeadLetter letter : letters) {
      counts.merge(new Kind(letter.topic(), letter.reason()), 1, Integer::sum);
    }
    try (PreparedStatement add =
        connection.prepareStatement(
            """
            insert into dead_letter_count as c (topic, reason, letters) values (?, ?, ?)
            on conflict (topic, reason) do update set letters = c.letters + excluded.letters
            """)) {
      for (Map.Entry<Kind, Integer> entry : counts.entrySet()) {
        add.setString(1, entry.getKey().topic());
        add.setString(2, entry.getKey().reason());
        add.setInt(3, entry.getValue());
        add.addBatch();
      }
      add.executeBatch();
    }
  }

  /** Letters, the newest first. */
  public List<Stored> newestFirst(Wanted wanted, int limit) {
    String query =
        """
        select id, set_aside_at, reason, detail, desk, topic, partition, record_offset, key, bytes,
          type, run, excerpt
        from dead_letter where id < ?
        """
            + (wanted.reason.isPresent() ? " and reason = ?" : "")
            + (wanted.topic.isPresent() ? " and topic = ?" : "")
            + (wanted.run.isPresent() ? " and run = ?" : "")
            + " order by id desc limit ?";
    return database.read(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(query)) {
            int place = 1;
            select.setLong(place++, wanted.before);
            for (Optional<String> filter : List.of(wanted.reason, wanted.topic, wanted.run)) {
              if (filter.isPresent()) {
                select.setString(place++, filter.get());
              }
            }
            select.setInt(place, limit);
            return stored(select);
          }
        });
  }

  private static List<Stored> stored(PreparedStatement select) throws SQLException {
    List<Stored> letters = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        letters.add(
            new Stored(
                row.getLong(1),
                new DeadLetter(
                    row.getObject(2, OffsetDateTime.class).toInstant(),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    row.getInt(7),
                    row.getLong(8),
                    row.getString(9),
                    row.getInt(10),
                    row.getString(11),
                    row.getString(12),
                    row.getString(13))));
      }
    }
    return List.copyOf(letters);
  }

  /** Counts by topic and reason. */
  public List<Count> counts() {
    return database.read(
        connection -> {
          List<Count> counts = new ArrayList<>();
          try (Statement select = connection.createStatement();
              ResultSet row =
                  select.executeQuery(
                      """
                      select topic, reason, letters from dead_letter_count order by topic, reason
                      """)) {
            while (row.next()) {
              counts.add(new Count(row.getString(1), row.getString(2), row.getLong(3)));
            }
          }
          return List.copyOf(counts);
        });
  }
}
