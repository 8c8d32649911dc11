package org.cloudmarket.procurement.store;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import org.cloudmarket.frame.store.Database;
import org.cloudmarket.model.market.Kebab;

/** What happened to the policies of a run. */
@Singleton
public class PolicyEvents {

  /**
   * A policy came into force or ceased.
   *
   * @param month from which on, as {@link org.cloudmarket.model.market.Months}
   * @param cause "date", which trigger, or "request" where people did it
   */
  public record Event(int month, String policy, Change event, String cause) {}

  private final Database database;

  @Inject
  PolicyEvents(Database database) {
    this.database = database;
  }

  /** A run's events, the first first. */
  public List<Event> of(String run) {
    return database.read(
        connection -> {
          List<Event> events = new ArrayList<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  select month, policy, event, cause from policy_event where run = ?
                  order by month, event, policy
                  """)) {
            select.setString(1, run);
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                events.add(
                    new Event(
                        rows.getInt(1),
                        rows.getString(2),
                        Kebab.find(Change.class, rows.getString(3)).orElseThrow(),
                        rows.getString(4)));
              }
            }
          }
          return List.copyOf(events);
        });
  }
}
