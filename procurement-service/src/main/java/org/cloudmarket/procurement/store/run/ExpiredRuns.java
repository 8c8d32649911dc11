package org.cloudmarket.procurement.store.run;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.cloudmarket.frame.store.Database;

/** Finds runs that ended long ago. */
@Singleton
public class ExpiredRuns {

  // Ended is what people see as ended (Run.status). Government has ended it, and all of it is here.
  // Or something of it is missing: then it counts from what was projected last. Or the broker never
  // said that it has the order: the log may have it all the same, for the week that it keeps
  // orders.
  // A run that is paused, or that stands still, waits for people. No run ends before it is ordered,
  // and by that time there is an index.
  private static final String SELECT =
      """
      select id
      from (
        select r.id,
          case
            when r.damage <> ''
                or exists (select from run_shard where run = r.id and damage <> '')
              then greatest(r.moved_at, (select max(moved_at) from run_shard where run = r.id))
            when r.outcome is not null then
              case when r.outcome_month < r.start_month
                  or (select count(*) from run_shard
                    where run = r.id and closed_month >= r.outcome_month) = r.shards
                then r.ended_at end
            when not r.started and (r.error <> '' or not r.acknowledged)
              then r.ordered_at + interval '7 days'
          end as ended_at
        from run as r
        where r.ordered_at < now() - ?::bigint * interval '1 millisecond') as past
      where ended_at < now() - ?::bigint * interval '1 millisecond'
      order by ended_at, id
      """;

  private final Database database;

  @Inject
  ExpiredRuns(Database database) {
    this.database = database;
  }

  /**
   * The ids of runs that ended, the oldest first.
   *
   * @param longAgo at least
   */
  public List<String> ended(Duration longAgo) {
    return database.read(
        connection -> {
          List<String> runs = new ArrayList<>();
          try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setLong(1, longAgo.toMillis());
            select.setLong(2, longAgo.toMillis());
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                runs.add(rows.getString(1));
              }
            }
          }
          return List.copyOf(runs);
        });
  }
}
