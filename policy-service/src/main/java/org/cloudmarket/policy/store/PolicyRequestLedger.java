package org.cloudmarket.policy.store;

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

/** Writes down what people want of runs' policies. What becomes of it, government says. */
@Singleton
public class PolicyRequestLedger {

  /**
   * A policy request as it was written down.
   *
   * @param digest of what the client asked for
   */
  public record Asked(PolicyRequestEntry entry, String digest) {}

  private final Database database;

  @Inject
  PolicyRequestLedger(Database database) {
    this.database = database;
  }

  /**
   * Writes a policy request down, before it is sent.
   *
   * @return the request, or the one with its id that was there before
   */
  public Asked ask(Asked asked) {
    PolicyRequestEntry entry = asked.entry();
    return database.read(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  """
                  insert into bill (id, run, kind, policy, document, digest)
                  values (?, ?, ?, ?, ?, ?) on conflict do nothing
                  """)) {
            insert.setString(1, entry.id());
            insert.setString(2, entry.run());
            insert.setString(3, entry.kind().id());
            insert.setString(4, entry.policy());
            insert.setString(5, entry.document());
            insert.setString(6, asked.digest());
            insert.executeUpdate();
          }
          return find(entry.id(), connection).orElseThrow();
        });
  }

  /** A policy request of a run. */
  public Optional<Asked> find(String run, String id) {
    return database
        .read(connection -> find(id, connection))
        .filter(asked -> asked.entry().run().equals(run));
  }

  /** The ids of requests to enact a policy. */
  public List<String> enacting(String run, String policy) {
    return database.read(
        connection -> {
          List<String> requests = new ArrayList<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select id from bill where run = ? and policy = ? and kind = ?")) {
            select.setString(1, run);
            select.setString(2, policy);
            select.setString(3, PolicyRequestEntry.Kind.ENACT.id());
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                requests.add(rows.getString(1));
              }
            }
          }
          return requests;
        });
  }

  /** Forgets what was wanted of a run that is deleted. */
  static void forget(String run, Connection connection) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement("delete from bill where run = ?")) {
      delete.setString(1, run);
      delete.executeUpdate();
    }
  }

  private static Optional<Asked> find(String id, Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id, run, kind, policy, document, digest from bill where id = ?")) {
      select.setString(1, id);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Asked(
                    new PolicyRequestEntry(
                        row.getString(1),
                        row.getString(2),
                        Kebab.find(PolicyRequestEntry.Kind.class, row.getString(3)).orElseThrow(),
                        row.getString(4),
                        row.getString(5)),
                    row.getString(6)))
            : Optional.empty();
      }
    }
  }
}
