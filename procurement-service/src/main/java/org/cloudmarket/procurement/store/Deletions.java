package org.cloudmarket.procurement.store;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cloudmarket.frame.store.Database;
import org.cloudmarket.frame.store.Offsets;

/**
 * Deletes runs for good. What the log still says of one, now or when it is projected once more, is
 * left out: half a run would come of it.
 */
@Singleton
public class Deletions {

  /** In pieces, a month each: one statement for all of a large run would take too long. */
  private static final String DELETE_AWARDS = "delete from award where run = ? and month = ?";

  private static final List<String> DELETE_THE_REST =
      List.of(
          "delete from monthly_figure where run = ?",
          "delete from run_month where run = ?",
          "delete from run_shard where run = ?",
          "delete from policy_event where run = ?",
          "delete from run_request where run = ?",
          "delete from dead_letter where run = ?",
          "delete from run where id = ?");

  private final Database database;

  @Inject
  Deletions(Database database) {
    this.database = database;
  }

  /**
   * Deletes all of a run. Should that break off, the run is whole and can be deleted once more.
   *
   * @param run one that has ended
   */
  public void delete(String run) {
    // First nobody may add to it any longer, or what a projection is about to commit would stay.
    database.read(
        connection -> {
          announce(run, connection);
          return run;
        });
    database.read(
        connection -> {
          clear(run, connection);
          return run;
        });
  }

  private static void announce(String run, Connection connection) throws SQLException {
    Offsets.lockAll(connection);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into deleted_run (id) values (?) on conflict do nothing")) {
      insert.setString(1, run);
      insert.executeUpdate();
    }
  }

  private static void clear(String run, Connection connection) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(DELETE_AWARDS)) {
      for (int month : months(run, connection)) {
        delete.setString(1, run);
        delete.setInt(2, month);
        delete.executeUpdate();
      }
    }
    for (String statement : DELETE_THE_REST) {
      try (PreparedStatement delete = connection.prepareStatement(statement)) {
        delete.setString(1, run);
        delete.executeUpdate();
      }
    }
  }

  private static List<Integer> months(String run, Connection connection) throws SQLException {
    List<Integer> months = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select distinct month from run_month where run = ? order by month")) {
      select.setString(1, run);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          months.add(rows.getInt(1));
        }
      }
    }
    return months;
  }

  /** Those of some runs that were deleted. */
  static Set<String> among(Collection<String> runs, Connection connection) throws SQLException {
    Set<String> deleted = new HashSet<>();
    try (PreparedStatement select =
        connection.prepareStatement("select id from deleted_run where id = any(?)")) {
      select.setArray(1, connection.createArrayOf("text", runs.toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          deleted.add(rows.getString(1));
        }
      }
    }
    return deleted;
  }
}
