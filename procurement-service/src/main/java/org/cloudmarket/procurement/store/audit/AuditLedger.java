package org.cloudmarket.procurement.store.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.cloudmarket.frame.store.Database;
import org.cloudmarket.model.message.PolicyMessage.Outcome;

/**
 * Which runs are to be audited, by whom, and what was found. A run that is being audited is not
 * deleted for its age, and one that is being deleted is not audited.
 */
@Singleton
public class AuditLedger {

  /**
   * A run that has ended.
   *
   * @param start its first month
   * @param last the last month that counts; before the first where none does
   * @param finished whether it came to its end
   * @param digest after the last month, as government says; 32 hexadecimal digits
   * @param damage what is missing of it; empty for nothing
   */
  public record Ended(
      String run,
      int start,
      int last,
      int shards,
      boolean finished,
      String digest,
      String damage) {}

  // A run that was never audited comes first, then the one whose audit is the longest ago. Whoever
  // has taken one lets the others know for how long, and may die with it.
  private static final String TAKE =
      """
      update run set audit_lease = now() + ? * interval '1 millisecond'
      where id = (
        select id from run as r
        where outcome is not null
          and (audit_lease is null or audit_lease < now())
          and (audited_at is null or audited_at < now() - ? * interval '1 millisecond')
          and (damage <> '' or outcome_month < start_month
            or exists (select from run_shard where run = r.id and damage <> '')
            or (select count(*) from run_shard
              where run = r.id and closed_month >= r.outcome_month) = r.shards)
        order by audited_at nulls first, ended_at, id
        limit 1
        for update skip locked)
      returning id, start_month, outcome_month, shards, outcome, outcome_digest,
        coalesce(nullif(damage, ''), (select min('shard ' || shard || ': ' || damage)
          from run_shard where run = id and damage <> ''), '')
      """;

  private static final String RESERVE =
      """
      update run set audit_lease = now() + ? * interval '1 millisecond'
      where id = ? and (audit_lease is null or audit_lease < now())
      """;

  private static final String KEEP =
      """
      update run set audit_lease = now() + ? * interval '1 millisecond'
      where id = ? and audit_lease is not null
      """;

  private static final String FINISH =
      """
      update run
      set audit_state = ?, audit_detail = ?, audited_at = now(), audit_lease = null
      where id = ? and audit_lease is not null
      """;

  private final Database database;

  @Inject
  AuditLedger(Database database) {
    this.database = database;
  }

  /**
   * Takes the run whose turn it is, so that no other replica does.
   *
   * @param every how long after its last audit a run is audited again
   * @param lease for how long it is taken, unless it is kept
   */
  public Optional<Ended> take(Duration every, Duration lease) {
    return database.read(
        connection -> {
          try (PreparedStatement take = connection.prepareStatement(TAKE)) {
            take.setLong(1, lease.toMillis());
            take.setLong(2, every.toMillis());
            try (ResultSet row = take.executeQuery()) {
              return row.next() ? Optional.of(ended(row)) : Optional.empty();
            }
          }
        });
  }

  private static Ended ended(ResultSet row) throws SQLException {
    return new Ended(
        row.getString(1),
        row.getInt(2),
        row.getInt(3),
        row.getInt(4),
        row.getString(5).equals(Outcome.FINISHED.id()),
        row.getString(6),
        row.getString(7));
  }

  /**
   * Takes a run that is to be deleted, so that no other replica deletes or audits it meanwhile.
   *
   * @param lease for how long
   * @return false where another has taken it, or it is gone
   */
  public boolean reserve(String run, Duration lease) {
    return lease(RESERVE, run, lease);
  }

  /**
   * Keeps a run that was taken.
   *
   * @return whether it is still there
   */
  public boolean keep(String run, Duration lease) {
    return lease(KEEP, run, lease);
  }

  private boolean lease(String sql, String run, Duration lease) {
    return database.read(
        connection -> {
          try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, lease.toMillis());
            update.setString(2, run);
            return update.executeUpdate() > 0;
          }
        });
  }

  /** Writes down what was found; empty for no difference. */
  public void finish(String run, Optional<String> difference) {
    database.read(
        connection -> {
          try (PreparedStatement finish = connection.prepareStatement(FINISH)) {
            finish.setString(1, difference.isPresent() ? "different" : "equal");
            finish.setString(2, difference.orElse(""));
            finish.setString(3, run);
            return finish.executeUpdate();
          }
        });
  }

  /** How many runs differ from what was said of them. */
  public long different() {
    return database.read(
        connection -> {
          try (PreparedStatement count =
                  connection.prepareStatement(
                      "select count(*) from run where audit_state = 'different'");
              ResultSet row = count.executeQuery()) {
            row.next();
            return row.getLong(1);
          }
        });
  }
}
