package org.cloudmarket.log.scenario;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.policy.InHouseComputing;
import org.cloudmarket.model.policy.MigrationMandate;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.ScorePreference;
import org.cloudmarket.model.policy.Trigger;

/** Finds policies that say the opposite of each other to the same buyers in the same months. */
final class Contradictions {

  private final Draft draft;
  private final Faults faults;

  private Contradictions(Draft draft, Faults faults) {
    this.draft = draft;
    this.faults = faults;
  }

  static void check(Draft draft, Faults faults) {
    Contradictions contradictions = new Contradictions(draft, faults);
    List<Policy> policies = draft.policies();
    for (int i = 0; i < policies.size(); i++) {
      for (int j = i + 1; j < policies.size(); j++) {
        contradictions.check(policies.get(i), policies.get(j));
      }
    }
  }

  private void check(Policy one, Policy other) {
    boolean meet =
        one.scope().overlaps(other.scope())
            && one.binds()
            && other.binds()
            && one.effective() < other.end()
            && other.effective() < one.end()
            && !turnsInto(one, other)
            && !turnsInto(other, one);
    if (meet) {
      contradiction(one, other)
          .or(() -> contradiction(other, one))
          .ifPresent(
              why ->
                  faults.add(
                      Pointer.to("/policies", one.id()),
                      "contradicts policy '"
                          + other.id()
                          + "' "
                          + overlap(one, other)
                          + ": "
                          + why));
    }
  }

  /** Whether the second comes into force only by triggers that end the first. */
  private boolean turnsInto(Policy first, Policy second) {
    List<Trigger> enacting =
        draft.triggers().stream()
            .filter(trigger -> trigger.actions().contains(new Trigger.Enact(second.id())))
            .toList();
    return second.byTrigger()
        && enacting.stream()
            .allMatch(trigger -> trigger.actions().contains(new Trigger.Repeal(first.id())))
        && draft.triggers().stream()
            .noneMatch(trigger -> trigger.actions().contains(new Trigger.Enact(first.id())));
  }

  private Optional<String> contradiction(Policy one, Policy other) {
    if (one.instrument() instanceof MigrationMandate mandate) {
      if (other.instrument() instanceof ScorePreference preference) {
        return shutOutAndPreferred(one, mandate, other, preference);
      }
      if (other.instrument() instanceof InHouseComputing computing) {
        return shutOutAndAwarded(one, mandate, other, computing);
      }
    }
    boolean bothAward =
        one.instrument() instanceof InHouseComputing first
            && other.instrument() instanceof InHouseComputing second
            && first.role() == second.role()
            && !first.provider().equals(second.provider());
    return bothAward
        ? Optional.of(
            "the same contracts cannot go to both '"
                + ((InHouseComputing) one.instrument()).provider()
                + "' and '"
                + ((InHouseComputing) other.instrument()).provider()
                + "'")
        : Optional.empty();
  }

  /**
   * A preference for all state providers beside a mandate that leaves only the city's own is no
   * contradiction: it prefers those who are left. Preferring one who must be left is.
   */
  private Optional<String> shutOutAndPreferred(
      Policy one, MigrationMandate mandate, Policy other, ScorePreference preference) {
    Predicate<Provider> wanted =
        provider ->
            preference.providers().contains(provider.id())
                || (mandate.leave().contains(provider.ownership())
                    && preference.ownerships().contains(provider.ownership()));
    return draft.providers().stream()
        .filter(wanted)
        .filter(mandate::shutsOut)
        .filter(provider -> !preference.cityCloudOnly() || provider.cityCloud())
        .findFirst()
        .map(provider -> clash(one, provider.id(), "prefers", other));
  }

  private Optional<String> shutOutAndAwarded(
      Policy one, MigrationMandate mandate, Policy other, InHouseComputing computing) {
    return draft
        .provider(computing.provider())
        .filter(mandate::shutsOut)
        .map(provider -> clash(one, provider.id(), "gives contracts to", other));
  }

  private static String clash(Policy shutting, String provider, String favours, Policy favouring) {
    return "'"
        + shutting.id()
        + "' shuts out '"
        + provider
        + "', which '"
        + favouring.id()
        + "' "
        + favours;
  }

  private static String overlap(Policy one, Policy other) {
    int from = Math.max(one.effective(), other.effective());
    int end = Math.min(one.end(), other.end());
    String months =
        "from " + Months.text(from) + (end == Months.NEVER ? " on" : " to " + Months.text(end - 1));
    return months
        + " for segments "
        + common(one.scope().segments(), other.scope().segments(), segment -> segment.id())
        + " in cities "
        + common(one.scope().cities(), other.scope().cities(), city -> city);
  }

  private static <T> String common(SortedSet<T> one, SortedSet<T> other, Function<T, String> id) {
    SortedSet<T> some = one.isEmpty() ? other : one;
    List<String> ids =
        some.stream().filter(each -> other.isEmpty() || other.contains(each)).map(id).toList();
    return ids.isEmpty() ? Fields.ALL : String.join(", ", ids);
  }
}
