package org.cloudmarket.procurement.store;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.frame.runs.DeletedRuns;
import org.cloudmarket.frame.runs.Orders;
import org.cloudmarket.frame.store.Database;
import org.cloudmarket.model.message.RunsMessage.RunDeleted;

/**
 * Deletes runs for good, in all services: the log says that one is deleted, and each projection
 * deletes what it has of it. Here it is deleted at once, so that who asks next finds nothing.
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
  private final Orders orders;

  @Inject
  Deletions(Database database, Orders orders) {
    this.database = database;
    this.orders = orders;
  }

  /**
   * Deletes all of a run. Should that break off, the run is whole and can be deleted once more, or
   * the projection deletes it.
   *
   * @param run one that has ended
   * @throws Refusal where the log does not take it; then nothing is deleted
   */
  public void delete(String run) {
    // First nobody may add to it any longer, or what a projection is about to commit would stay.
    database.read(
        connection -> {
          DeletedRuns.note(run, connection);
          return run;
        });
    database.read(
        connection -> {
          clear(run, connection);
          // Before the commit: a deletion that only this service knew would leave rows in others.
          tell(run);
          return run;
        });
  }

  private void tell(String run) {
    try {
      orders.send(new RunDeleted(run));
    } catch (Orders.NotAcknowledged e) {
      throw Refusal.unavailable(
          "broker-away", "The broker did not take the deletion, so the run stays as it is");
    }
  }

  /** Deletes all rows of a run. */
  static void clear(String run, Connection connection) throws SQLException {
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
}
