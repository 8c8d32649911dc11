package org.cloudmarket.procurement.store.run;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cloudmarket.frame.store.Database;
import org.cloudmarket.model.market.Kebab;

/** Writes down what people want of runs, and knows what they were answered. */
@Singleton
public class RequestLedger {

  private static final String COLUMNS = "id, run, kind, amount, state, month, reason";

  private final Database database;

  @Inject
  RequestLedger(Database database) {
    this.database = database;
  }

  /**
   * Writes a request down, before it is sent.
   *
   * @return the request, or the one with its id that was there before
   */
  public RunRequest ask(RunRequest request) {
    return database.read(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  """
                  insert into run_request (id, run, kind, amount) values (?, ?, ?, ?)
                  on conflict do nothing
                  """)) {
            insert.setString(1, request.id());
            insert.setString(2, request.run());
            insert.setString(3, request.kind().id());
            insert.setLong(4, request.amount());
            insert.executeUpdate();
          }
          return find(request.id(), connection).orElseThrow();
        });
  }

  /** A request of a run. */
  public Optional<RunRequest> find(String run, String id) {
    return database.read(connection -> find(id, connection)).filter(each -> each.run().equals(run));
  }

  /**
   * A run's requests, the newest first.
   *
   * @param after the id behind which the list begins; empty for its beginning
   */
  public List<RunRequest> newestFirst(String run, String after, int limit) {
    return database.read(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  select %s from run_request where run = ?
                  and (? = '' or (asked_at, id) < (select asked_at, id from run_request where id = ?))
                  order by asked_at desc, id desc limit ?
                  """
                      .formatted(COLUMNS))) {
            select.setString(1, run);
            select.setString(2, after);
            select.setString(3, after);
            select.setInt(4, limit);
            return all(select);
          }
        });
  }

  private static Optional<RunRequest> find(String id, Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select %s from run_request where id = ?".formatted(COLUMNS))) {
      select.setString(1, id);
      return all(select).stream().findFirst();
    }
  }

  private static List<RunRequest> all(PreparedStatement select) throws SQLException {
    List<RunRequest> requests = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        int month = rows.getInt(6);
        boolean noMonth = rows.wasNull();
        requests.add(
            new RunRequest(
                rows.getString(1),
                rows.getString(2),
                Kebab.find(RunRequest.Kind.class, rows.getString(3)).orElseThrow(),
                rows.getLong(4),
                Kebab.find(RunRequest.State.class, rows.getString(5)).orElseThrow(),
                noMonth ? RunRequest.NO_MONTH : month,
                rows.getString(7)));
      }
    }
    return List.copyOf(requests);
  }
}
