package org.cloudmarket.procurement.store.digest;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cloudmarket.frame.store.Database;
import org.cloudmarket.model.random.Digest;

/** What was recomputed from the records of a run, month by month. */
@Singleton
public class Digests {

  /**
   * A month of a run, all shards together.
   *
   * @param sum of its outcomes' digests, as the records have them
   * @param asClaimed whether in every shard count and sum are what the desk said
   */
  public record Month(Digest sum, boolean asClaimed) {}

  private final Database database;

  @Inject
  Digests(Database database) {
    this.database = database;
  }

  /**
   * The months of a run.
   *
   * @param last the last month, which every shard has closed
   */
  public SortedMap<Integer, Month> months(String run, int last) {
    return database.read(
        connection -> {
          SortedMap<Integer, Month> months = new TreeMap<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  select month, outcome_sum,
                    coalesce(outcomes = claimed_outcomes and outcome_sum = claimed_sum, false)
                  from run_month where run = ? and month <= ?
                  """)) {
            select.setString(1, run);
            select.setInt(2, last);
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                months.merge(
                    rows.getInt(1),
                    new Month(Sums.digest(rows.getObject(2, BigDecimal.class)), rows.getBoolean(3)),
                    (one, other) ->
                        new Month(one.sum.plus(other.sum), one.asClaimed && other.asClaimed));
              }
            }
          }
          return Collections.unmodifiableSortedMap(months);
        });
  }

  /** The run's digest after each month. */
  public static SortedMap<Integer, Digest> chained(SortedMap<Integer, Month> months) {
    SortedMap<Integer, Digest> chained = new TreeMap<>();
    Digest digest = Digest.ZERO;
    for (var month : months.entrySet()) {
      digest = digest.chain(month.getKey(), month.getValue().sum());
      chained.put(month.getKey(), digest);
    }
    return Collections.unmodifiableSortedMap(chained);
  }
}
