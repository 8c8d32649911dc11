package org.cloudmarket.procurement.store.award;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.cloudmarket.frame.store.Database;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.wire.codec.MessageCodec;

/** Gives the outcomes of runs back, in the order of {@link Place}. */
@Singleton
public class AwardStore {

  /** An outcome in the store. */
  public record Stored(Place place, Decided outcome) {

    /** The name of its type, as records have it. */
    public String type() {
      return OutcomeType.of(outcome).id();
    }

    /** Its record's value, a JSON object. */
    public String record(MessageCodec codec) {
      return new String(codec.encode(outcome), StandardCharsets.UTF_8);
    }
  }

  private static final String SELECT = "select " + AwardColumn.ALL + " from award";
  private static final String OF_BUYER =
      """
       where run = ? and month <= ?
         and (buyer = ? or (buyer is null and buyer_name = ?))
      """;
  private static final String ORDER = " order by month, shard, position";

  private final Database database;

  @Inject
  public AwardStore(Database database) {
    this.database = database;
  }

  /**
   * Outcomes that follow a place.
   *
   * @param after where they begin, itself not among them
   * @param last the last month
   */
  public List<Stored> after(Place after, int last, String run, AwardFilter filter, int limit) {
    return database.read(
        connection -> {
          RunNames names = RunNames.of(run, connection);
          AwardCondition condition = AwardCondition.of(names, last, filter);
          String query =
              SELECT
                  + condition.text()
                  + " and (month, shard, position) > (?, ?, ?)"
                  + ORDER
                  + " limit ?";
          try (PreparedStatement select = connection.prepareStatement(query)) {
            int place = condition.fill(select);
            select.setInt(place++, after.month());
            select.setInt(place++, after.shard());
            select.setLong(place++, after.position());
            select.setInt(place, limit);
            return stored(select, names);
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
    Optional<TenderNumber> number = TenderNumber.parse(tender);
    if (number.isEmpty()) {
      return List.of();
    }
    RunNames names = RunNames.of(run, connection);
    OptionalInt buyer = number.get().buyerNumber();
    try (PreparedStatement select = connection.prepareStatement(SELECT + OF_BUYER + ORDER)) {
      select.setInt(1, names.run());
      select.setInt(2, last);
      select.setObject(3, buyer.isPresent() ? buyer.getAsInt() : null, Types.INTEGER);
      select.setInt(4, names.key(number.get().buyer()));
      return stored(select, names).stream()
          .filter(stored -> stored.outcome().tender().equals(tender))
          .toList();
    }
  }

  static List<Stored> stored(PreparedStatement select, RunNames names) throws SQLException {
    List<Stored> outcomes = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      AwardRow row = new AwardRow(rows, names);
      while (rows.next()) {
        outcomes.add(new Stored(row.place(), row.outcome()));
      }
    }
    return List.copyOf(outcomes);
  }
}
