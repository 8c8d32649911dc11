package org.cloudmarket.log.scenario;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.policy.InHouseComputing;
import org.cloudmarket.model.policy.Instrument;
import org.cloudmarket.model.policy.MigrationMandate;
import org.cloudmarket.model.policy.ScorePreference;

/** Reads what a policy does. A new instrument is a new line in the table and a method. */
final class InstrumentReader {

  private interface Kind {
    Optional<Instrument> read(Fields policy, Draft.Known known);
  }

  /**
   * An instrument's own fields, so that one of them beside another instrument can be told from a
   * slip of the pen.
   */
  private record Entry(Set<String> fields, Kind kind) {}

  private static final Map<String, Entry> KINDS =
      new TreeMap<>(
          Map.of(
              MigrationMandate.TYPE,
              new Entry(
                  Set.of("leave", "cityCloudOnly", "graceMonths", "deadline"),
                  InstrumentReader::mandate),
              ScorePreference.TYPE,
              new Entry(
                  Set.of(
                      "ownerships", "providers", "cityCloudOnly", "bonusPoints", "priceDeduction"),
                  InstrumentReader::preference),
              InHouseComputing.TYPE,
              new Entry(Set.of("provider", "role"), InstrumentReader::inHouse)));

  private InstrumentReader() {}

  static Optional<Instrument> read(Fields policy, Draft.Known known) {
    int mark = policy.faults().count();
    String type = policy.id("instrument", "instrument", KINDS.keySet());
    return policy.faults().count() > mark || !KINDS.containsKey(type)
        ? Optional.empty()
        : KINDS.get(type).kind().read(policy, known);
  }

  /**
   * Every instrument's fields, each with whose it is: what a policy of another instrument should
   * not have.
   */
  static Map<String, String> owners() {
    Map<String, String> owners = new TreeMap<>();
    KINDS.forEach(
        (type, kind) ->
            kind.fields()
                .forEach(
                    field ->
                        owners.merge(
                            field, "instrument " + type, (one, other) -> one + " or " + other)));
    return owners;
  }

  private static Optional<Instrument> mandate(Fields policy, Draft.Known known) {
    int mark = policy.faults().count();
    SortedSet<Ownership> leave = policy.words("leave", "ownership", Ownership.class);
    if (leave.isEmpty() && policy.faults().count() == mark) {
      policy.fault("leave", "names no ownership; a mandate says whom buyers leave");
    }
    boolean cityCloudOnly = policy.flag("cityCloudOnly", false);
    int grace = policy.whole("graceMonths", 0, 24);
    int deadline = policy.monthOrNever("deadline");
    return policy
        .faults()
        .make(
            mark,
            policy.pointer(),
            () -> new MigrationMandate(leave, cityCloudOnly, grace, deadline));
  }

  private static Optional<Instrument> preference(Fields policy, Draft.Known known) {
    int mark = policy.faults().count();
    SortedSet<Ownership> ownerships = policy.words("ownerships", "ownership", Ownership.class);
    SortedSet<String> providers = policy.ids("providers", "provider", known.providers());
    if (ownerships.isEmpty() && providers.isEmpty() && policy.faults().count() == mark) {
      policy.fault(
          "ownerships", "names nobody, nor do its providers; a preference says whom it prefers");
    }
    boolean cityCloudOnly = policy.flag("cityCloudOnly", false);
    long bonus = policy.points("bonusPoints", 50, 0);
    int deduction = policy.fraction("priceDeduction", 0, 500_000, 0);
    return policy
        .faults()
        .make(
            mark,
            policy.pointer(),
            () -> new ScorePreference(ownerships, providers, cityCloudOnly, bonus, deduction));
  }

  private static Optional<Instrument> inHouse(Fields policy, Draft.Known known) {
    int mark = policy.faults().count();
    String provider = policy.id("provider", "provider", known.providers());
    InHouseComputing.Role role = policy.word("role", "role", InHouseComputing.Role.class);
    return policy.faults().make(mark, policy.pointer(), () -> new InHouseComputing(provider, role));
  }
}
