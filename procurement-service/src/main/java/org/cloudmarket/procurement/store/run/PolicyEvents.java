package org.cloudmarket.procurement.store.run;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cloudmarket.frame.store.Database;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Spell;

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

  /**
   * When policies of a run have been in force so far, sorted.
   *
   * @param policies those that the run has by now; of one that came since, nothing is said
   */
  public List<Spell> spells(String run, Collection<Policy> policies) {
    return spells(of(run), policies);
  }

  static List<Spell> spells(List<Event> events, Collection<Policy> policies) {
    Set<String> known = policies.stream().map(Policy::id).collect(Collectors.toSet());
    Map<String, Integer> since = new HashMap<>();
    List<Spell> spells = new ArrayList<>();
    for (Event event : events) {
      if (known.contains(event.policy)) {
        switch (event.event) {
          case ENACTED -> since.put(event.policy, event.month);
          case REPEALED ->
              spells.add(new Spell(event.policy, since.remove(event.policy), event.month));
        }
      }
    }
    since.forEach((policy, from) -> spells.add(Spell.since(policy, from)));
    Collections.sort(spells);
    return List.copyOf(spells);
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
