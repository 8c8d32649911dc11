package org.cloudmarket.procurement.store.award;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.cloudmarket.frame.store.Database;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.wire.codec.MessageCodec;
import org.cloudmarket.wire.json.UnreadableRecord;

/** Gives the outcomes of runs back, in the order of {@link Place}. */
@Singleton
public class AwardStore {

  /**
   * An outcome in the store.
   *
   * @param record its record's value, a JSON object
   */
  public record Stored(Place place, String type, String record) {

    /** The outcome that the record says. */
    public Decided outcome(MessageCodec codec) {
      try {
        return (Decided) codec.decodeNamed(type, record.getBytes(StandardCharsets.UTF_8));
      } catch (UnreadableRecord e) {
        throw new IllegalStateException("an outcome was readable when it was written", e);
      }
    }
  }

  private static final String SELECT = "select month, shard, position, type, record from award";
  private static final String ORDER = " order by month, shard, position";

  private final Database database;

  @Inject
  AwardStore(Database database) {
    this.database = database;
  }

  /**
   * Outcomes that follow a place.
   *
   * @param after where they begin, itself not among them
   * @param last the last month
   */
  public List<Stored> after(Place after, int last, String run, AwardFilter filter, int limit) {
    AwardCondition condition = AwardCondition.of(run, last, filter);
    String query =
        SELECT
            + condition.text()
            + " and (month, shard, position) > (?, ?, ?)"
            + ORDER
            + " limit ?";
    return database.read(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(query)) {
            int place = condition.fill(select);
            select.setInt(place++, after.month());
            select.setInt(place++, after.shard());
            select.setLong(place++, after.position());
            select.setInt(place, limit);
            return stored(select);
          }
        });
  }

  /**
   * What came of a tender.
   *
   * @param last the last month
   */
  public List<Stored> ofTender(String run, String tender, int last) {
    return database.read(connection -> ofTender(run, tender, last, connection));
  }

  private static List<Stored> ofTender(String run, String tender, int last, Connection connection)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            SELECT + " where run = ? and month <= ? and tender = ?" + ORDER)) {
      select.setString(1, run);
      select.setInt(2, last);
      select.setString(3, tender);
      return stored(select);
    }
  }

  static List<Stored> stored(PreparedStatement select) throws SQLException {
    List<Stored> outcomes = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        outcomes.add(
            new Stored(
                new Place(rows.getInt(1), rows.getInt(2), rows.getLong(3)),
                rows.getString(4),
                rows.getString(5)));
      }
    }
    return List.copyOf(outcomes);
  }
}
