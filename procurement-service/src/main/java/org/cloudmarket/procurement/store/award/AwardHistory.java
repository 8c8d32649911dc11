package org.cloudmarket.procurement.store.award;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.cloudmarket.frame.store.Database;
import org.cloudmarket.procurement.store.award.AwardStore.Stored;

/**
 * Gives the outcomes of a run back by their offsets in the log, whether the log still has them or
 * not.
 */
@Singleton
public class AwardHistory {

  /**
   * Some of a shard's outcomes.
   *
   * @param partition of the shard
   * @param first the first offset
   * @param next the offset behind the last
   */
  public record Part(int shard, int partition, long first, long next) {}

  /**
   * Outcomes that the desks counted and that are not in the database.
   *
   * @param outcomes how many of the month; empty where a shard's count is not known either
   */
  public record Lack(int month, OptionalInt outcomes) {}

  private static final String PARTS = "unnest(?::int[], ?::int[], ?::bigint[], ?::bigint[])";

  private static final String FIRST_MONTH =
      """
      select min(coalesce(reached.month, ?))
      from %s as part (of_shard, of_partition, first, next)
      left join lateral (
        select month.month from generate_series(?::int, ?::int) as month (month)
        where exists (
          select from award
          where run = (select key from award_run where award_run.run = ?) and award.month = month.month and shard = part.of_shard
            and position < part.first)
        order by month.month desc
        limit 1) as reached on true
      """
          .formatted(PARTS);

  private static final String LACKS =
      """
      select month.month, sum(run_month.claimed_outcomes - held.outcomes),
        bool_or(run_month.claimed_outcomes is null)
      from generate_series(?::int, ?::int) as month (month)
      cross join generate_series(0, ?::int - 1) as of_run (shard)
      left join run_month on run_month.run = ? and run_month.month = month.month
        and run_month.shard = of_run.shard
      cross join lateral (
        select count(*) as outcomes from award
        where award.run = (select key from award_run where award_run.run = ?)
          and award.month = month.month and award.shard = of_run.shard) as held
      where run_month.claimed_outcomes is null or run_month.claimed_outcomes > held.outcomes
      group by month.month
      order by month.month
      """;

  private final Database database;

  @Inject
  AwardHistory(Database database) {
    this.database = database;
  }

  /**
   * Outcomes of a month, in the order of partition and offset.
   *
   * @param parts of them, by shard
   */
  public List<Stored> of(
      String run, int month, Collection<Part> parts, AwardFilter filter, int limit) {
    return database.read(
        connection -> {
          RunNames names = RunNames.of(run, connection);
          AwardCondition condition = AwardCondition.of(names, month, filter.in(month));
          // A month that is said as such, too, lets the index look up each shard's offsets in it.
          String query =
              "with asked as (select * from award"
                  + condition.text()
                  + " and month = ?) select "
                  + AwardColumn.ALL
                  + " from asked join "
                  + PARTS
                  + " as part (of_shard, of_partition, first, next)"
                  + " on shard = of_shard and position >= first and position < next"
                  + " order by of_partition, position limit ?";
          try (PreparedStatement select = connection.prepareStatement(query)) {
            int place = condition.fill(select);
            select.setInt(place++, month);
            place = fill(parts, place, select, connection);
            select.setInt(place, limit);
            return AwardStore.stored(select, names);
          }
        });
  }

  /**
   * A month before which there is nothing of some parts.
   *
   * @param from the first month of the run
   * @param to its last
   */
  public int firstMonth(String run, int from, int to, Collection<Part> parts) {
    return database.read(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(FIRST_MONTH)) {
            select.setInt(1, from);
            int place = fill(parts, 2, select, connection);
            select.setInt(place++, from);
            select.setInt(place++, to);
            select.setString(place, run);
            try (ResultSet row = select.executeQuery()) {
              row.next();
              return row.getInt(1);
            }
          }
        });
  }

  /** What the database lacks of some months, which all shards have closed. */
  public List<Lack> lacks(String run, int shards, int from, int to) {
    return database.read(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(LACKS)) {
            select.setInt(1, from);
            select.setInt(2, to);
            select.setInt(3, shards);
            select.setString(4, run);
            select.setString(5, run);
            List<Lack> lacks = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                lacks.add(
                    new Lack(
                        rows.getInt(1),
                        rows.getBoolean(3) ? OptionalInt.empty() : OptionalInt.of(rows.getInt(2))));
              }
            }
            return List.copyOf(lacks);
          }
        });
  }

  private static int fill(
      Collection<Part> parts, int place, PreparedStatement statement, Connection connection)
      throws SQLException {
    statement.setArray(place, column("int4", Part::shard, parts, connection));
    statement.setArray(place + 1, column("int4", Part::partition, parts, connection));
    statement.setArray(place + 2, column("int8", Part::first, parts, connection));
    statement.setArray(place + 3, column("int8", Part::next, parts, connection));
    return place + 4;
  }

  private static Array column(
      String type, Function<Part, Object> value, Collection<Part> parts, Connection connection)
      throws SQLException {
    return connection.createArrayOf(type, parts.stream().map(value).toArray());
  }
}
