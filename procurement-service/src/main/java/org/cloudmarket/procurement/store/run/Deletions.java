package org.cloudmarket.procurement.store.run;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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
  private static final String DELETE_AWARDS =
      "delete from award where run = (select key from award_run where run = ?) and month = ?";

  private static final List<String> DELETE_THE_REST =
      List.of(
          "delete from award_name where run = (select key from award_run where run = ?)",
          "delete from award_run where run = ?",
          "delete from monthly_figure where run = ?",
          "delete from run_month where run = ?",
          "delete from run_shard where run = ?",
          "delete from policy_event where run = ?",
          "delete from accepted_bids where run = ?",
          "delete from run_bidder where run = ?",
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
   * Deletes all of a run. The log is told first: a deletion that only this service knew would leave
   * rows in others. Should what follows break off, the projection does it when it reads the log.
   *
   * @param run one that has ended, or of which no more comes
   * @throws Orders.NotAcknowledged where the log did not say that it has the deletion. Then the run
   *     is whole, and can be deleted once more; if the log has it all the same, the projection
   *     deletes the run
   */
  public void delete(String run) throws Orders.NotAcknowledged {
    orders.send(new RunDeleted(run));
    // First nobody may add to it any longer, or what a projection is about to commit would stay.
    database.read(
        connection -> {
          DeletedRuns.note(run, connection);
          return run;
        });
    database.read(
        connection -> {
          clear(run, connection);
          return run;
        });
  }

  /** Deletes all rows of a run. Leaves the transaction to its caller. */
  public static void clear(String run, Connection connection) throws SQLException {
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
