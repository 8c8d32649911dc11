package org.cloudmarket.procurement.store.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.procurement.store.award.AwardColumn;
import org.cloudmarket.procurement.store.award.AwardRow;
import org.cloudmarket.procurement.store.award.RunNames;

/**
 * Which outcomes of a month are projected: those of months that are open are remembered, others are
 * read from their rows. What is remembered is worth something only where it comes to what the
 * database says: a transaction may have failed, and another replica may have had the partition.
 */
final class SeenOutcomes {

  /** So many outcomes are remembered, at less than a hundred bytes each. */
  private static final int MOST = 200_000;

  private static final String SELECT =
      "select " + AwardColumn.ALL + " from award where run = ? and month = ? and shard = ?";

  /** The outcomes of a month. */
  static final class Month {
    private final Set<Digest> digests = new HashSet<>();
    private int outcomes;
    private Digest sum = Digest.ZERO;

    boolean has(Digest outcome) {
      return digests.contains(outcome);
    }

    void add(Digest outcome) {
      digests.add(outcome);
      outcomes++;
      sum = sum.plus(outcome);
    }

    private boolean comesTo(int otherOutcomes, Digest otherSum) {
      return outcomes == otherOutcomes && sum.equals(otherSum);
    }
  }

  private final Map<ProjectionBatch.ShardMonth, Month> months =
      new LinkedHashMap<>(64, 0.75f, true);

  /**
   * The outcomes of a month that are projected.
   *
   * @param outcomes how many there are in the database
   * @param sum of their digests there
   */
  Month of(ProjectionBatch.ShardMonth which, int outcomes, Digest sum, Connection connection)
      throws SQLException {
    Month month = months.get(which);
    if (month == null || !month.comesTo(outcomes, sum)) {
      month = outcomes == 0 ? new Month() : read(which, connection);
      months.put(which, month);
      forget();
    }
    return month;
  }

  private Month read(ProjectionBatch.ShardMonth which, Connection connection) throws SQLException {
    Month month = new Month();
    RunNames names = RunNames.of(which.run(), connection);
    try (PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setInt(1, names.run());
      select.setInt(2, which.month());
      select.setInt(3, which.shard());
      try (ResultSet rows = select.executeQuery()) {
        AwardRow row = new AwardRow(rows, names);
        while (rows.next()) {
          month.add(row.outcome().digest());
        }
      }
    }
    return month;
  }

  /** A month that is closed: what is still said of it is said again, and is read from its rows. */
  void forget(ProjectionBatch.ShardMonth which) {
    months.remove(which);
  }

  private void forget() {
    long remembered = months.values().stream().mapToLong(month -> month.outcomes).sum();
    Iterator<Month> eldest = months.values().iterator();
    while (remembered > MOST && months.size() > 1) {
      remembered -= eldest.next().outcomes;
      eldest.remove();
    }
  }
}
