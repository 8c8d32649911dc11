package org.cloudmarket.procurement.store.award;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cloudmarket.frame.store.Database;

/** What the awards of a run add up to: between providers, and by place. */
@Singleton
public class FlowStore {

  /**
   * Contracts that went from one provider to another, or stayed.
   *
   * @param from who had the buyer's contract before; empty where nobody had
   * @param to who won
   */
  public record Flow(Optional<String> from, String to, Sum sum) {}

  /** Contracts of the buyers of a segment in a city. */
  public record Place(String city, String segment, Sum sum) {}

  /**
   * What some awards add up to.
   *
   * @param awards contracts, at least 1
   * @param annualValueFen of all of them, in fen a year
   * @param displaced those of them that policy displaced
   * @param displacedFen the annual value of those
   */
  public record Sum(long awards, long annualValueFen, long displaced, long displacedFen) {

    private static Sum of(ResultSet row) throws SQLException {
      return new Sum(row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6));
    }
  }

  /** The two columns stand first in each row. */
  private static final String SUMS =
      """
      select %s, %s, count(*), sum(fen), count(*) filter (where displaced),
        coalesce(sum(fen) filter (where displaced), 0)
      from award
        cross join lateral json_to_record(record::json)
          as said(incumbent text, "annualValueFen" bigint)
        cross join lateral (select said."annualValueFen") as value(fen)
      """;

  private static final String BETWEEN = SUMS.formatted("nullif(incumbent, '')", "provider");
  private static final String WHERE = SUMS.formatted("city", "segment");
  private static final String GROUPED = " group by 1, 2 order by 1 nulls first, 2";

  private final Database database;

  @Inject
  FlowStore(Database database) {
    this.database = database;
  }

  /**
   * Contracts by who had them before and who won them.
   *
   * @param last the last month that is whole
   * @param awards which of them; its type is that of awards
   */
  public List<Flow> flows(String run, int last, AwardFilter awards) {
    return sums(
        BETWEEN,
        run,
        last,
        awards,
        row -> new Flow(Optional.ofNullable(row.getString(1)), row.getString(2), Sum.of(row)));
  }

  /** Contracts by city and segment; the parameters are those of {@link #flows}. */
  public List<Place> places(String run, int last, AwardFilter awards) {
    return sums(
        WHERE,
        run,
        last,
        awards,
        row -> new Place(row.getString(1), row.getString(2), Sum.of(row)));
  }

  private interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> sums(
      String select, String run, int last, AwardFilter awards, Reader<T> reader) {
    AwardCondition condition = AwardCondition.of(run, last, awards);
    return database.read(
        connection -> {
          try (PreparedStatement sums =
              connection.prepareStatement(select + condition.text() + GROUPED)) {
            condition.fill(sums);
            List<T> rows = new ArrayList<>();
            try (ResultSet found = sums.executeQuery()) {
              while (found.next()) {
                rows.add(reader.read(found));
              }
            }
            return List.copyOf(rows);
          }
        });
  }
}
