package org.cloudmarket.procurement.store.run;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.cloudmarket.frame.store.Database;

/** Finds runs of which nothing was projected for a while, though they should go on. */
@Singleton
public class Standstills {

  /**
   * A run that stands still, as far as the tables know.
   *
   * @param since when the last of it was projected
   * @param heard when the last that government said of it was projected
   * @param month the one that is to be closed; before the first that opens, the first
   * @param opened whether government has opened that month
   * @param over whether government has ended the run, so that only its projection is waited for
   * @param shards how many it has
   * @param behind its shards that have not closed that month, as far as is projected; sorted
   */
  public record Standstill(
      String run,
      Instant since,
      Instant heard,
      int month,
      boolean opened,
      boolean over,
      int shards,
      List<Integer> behind) {

    public Standstill {
      behind = List.copyOf(behind);
    }
  }

  // A paused run waits for people, and a pace is waited for before a month opens. An order that the
  // broker did not take is none.
  private static final String SELECT =
      """
      select id, since, moved_at, coalesce(due, start_month), due is not null, over, shards, behind
      from (
        select r.*, outcome is not null as over,
          case when outcome is not null then outcome_month else opened_month end as due,
          greatest(r.moved_at, s.moved_at) as since,
          array(
            select n from generate_series(0, r.shards - 1) as n
              left join run_shard as b on b.run = r.id and b.shard = n
            where b.closed_month is null
              or b.closed_month < coalesce(r.outcome_month, r.opened_month)
            order by n) as behind
        from run as r
          left join lateral
            (select max(moved_at) as moved_at from run_shard where run = r.id) as s on true
        where damage = '' and (started or acknowledged and error = '')
          and not exists (select from run_shard where run = r.id and damage <> '')
          and (outcome is null
            -- A run that was audited is whole; most are, and there is an index of the others.
            or audit_state = 'pending' and outcome_month >= start_month
              and (select count(*) from run_shard
                where run = r.id and closed_month >= r.outcome_month) < r.shards)
      ) as live
      where since < now() - ?::bigint * interval '1 millisecond'
          - case when over then 0 else pace_millis end * interval '1 millisecond'
        and (paused_month is null or over
          or cardinality(behind) > 0 and opened_month is not null)
      order by since, id
      """;

  private final Database database;

  @Inject
  Standstills(Database database) {
    this.database = database;
  }

  /**
   * Runs that stand still, the longest first.
   *
   * @param longer than this, beyond their pace
   */
  public List<Standstill> longer(Duration longer) {
    return database.read(
        connection -> {
          List<Standstill> found = new ArrayList<>();
          try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setLong(1, longer.toMillis());
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                found.add(
                    new Standstill(
                        row.getString(1),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        row.getInt(4),
                        row.getBoolean(5),
                        row.getBoolean(6),
                        row.getInt(7),
                        shards(row.getArray(8))));
              }
            }
          }
          return List.copyOf(found);
        });
  }

  private static List<Integer> shards(Array array) throws SQLException {
    return List.of((Integer[]) array.getArray());
  }
}
