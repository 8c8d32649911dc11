package org.cloudmarket.log.scenario;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.policy.DataClassification;
import org.cloudmarket.model.policy.DemandChange;
import org.cloudmarket.model.policy.Exclusion;
import org.cloudmarket.model.policy.InHouseComputing;
import org.cloudmarket.model.policy.Instrument;
import org.cloudmarket.model.policy.MigrationMandate;
import org.cloudmarket.model.policy.OwnershipChange;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.ProviderChange;
import org.cloudmarket.model.policy.ScorePreference;
import org.cloudmarket.model.policy.SetAside;
import org.cloudmarket.model.policy.Subsidy;
import org.cloudmarket.model.policy.SupervisorySanction;
import org.cloudmarket.model.policy.Trigger;

/** Finds policies that say the opposite of each other to the same buyers in the same months. */
final class Contradictions {

  private static final int LISTED = 12;

  private final Draft draft;
  private final Faults faults;
  private final IdentityHashMap<Policy, Stance> stances = new IdentityHashMap<>();

  /** With the providers as they are in a month. */
  private final Map<Integer, Draft> drafts = new HashMap<>();

  private Contradictions(Draft draft, Faults faults) {
    this.draft = draft;
    this.faults = faults;
  }

  static void check(Draft draft, Kinds kinds, Faults faults) {
    Contradictions contradictions = new Contradictions(draft, faults);
    List<Policy> policies = draft.policies();
    for (int i = 0; i < policies.size(); i++) {
      long meeting = kinds.meeting(i);
      for (int j = i + 1; j < policies.size(); j++) {
        if ((meeting >>> j & 1) == 1) {
          contradictions.check(policies.get(i), policies.get(j));
        }
      }
    }
  }

  private void check(Policy one, Policy other) {
    boolean meet =
        one.binds()
            && other.binds()
            && one.effective() < other.end()
            && other.effective() < one.end()
            && !one.yieldsTo().contains(other.id())
            && !other.yieldsTo().contains(one.id())
            && !turnsInto(one, other)
            && !turnsInto(other, one);
    if (meet) {
      int from = Math.max(one.effective(), other.effective());
      int end = Math.min(one.end(), other.end());
      SortedSet<Integer> months = draft.changesOfProviders(from + 1, end);
      months.add(from);
      for (int month : months) {
        Draft then = drafts.computeIfAbsent(month, draft::asOf);
        Optional<String> why =
            contradiction(one, other, then).or(() -> contradiction(other, one, then));
        if (why.isPresent()) {
          faults.add(
              Pointer.to("/policies", one.id()),
              "contradicts policy '"
                  + other.id()
                  + "' "
                  + overlap(one, other, month, end)
                  + ": "
                  + why.get());
          return;
        }
      }
    }
  }

  /** Whether the second comes into force only by triggers that end the first. */
  private boolean turnsInto(Policy first, Policy second) {
    List<Trigger> enacting =
        draft.triggers().stream()
            .filter(trigger -> trigger.enacts().contains(second.id()))
            .toList();
    return second.byTrigger()
        && enacting.stream().allMatch(trigger -> trigger.repeals().contains(first.id()))
        && draft.triggers().stream().noneMatch(trigger -> trigger.enacts().contains(first.id()));
  }

  /**
   * @param then with the providers as they are in the month
   */
  private Optional<String> contradiction(Policy one, Policy other, Draft then) {
    return shutOutAndFavoured(one, other, then)
        .or(() -> awardedTwice(one, other))
        .or(() -> setAsideTwice(one, other, then))
        .or(() -> ownedTwice(one, other));
  }

  /**
   * A preference for all state providers beside a mandate that leaves only the city's own is no
   * contradiction: it prefers those who are left. To favour somebody by name who is shut out is
   * one, and to favour an ownership of which nobody is left.
   */
  private Optional<String> shutOutAndFavoured(Policy one, Policy other, Draft then) {
    if (one.instrument() instanceof SetAside setAside && setAside.sharePpm() < Ranges.PPM) {
      return Optional.empty(); // It shuts nobody out of the other tenders.
    }
    Stance stance = stances.computeIfAbsent(one, each -> Stance.of(each, draft.rules()));
    return Favour.of(other.instrument())
        .flatMap(
            favour ->
                favour
                    .lost(then.providers(), stance::shutsOut)
                    .map(
                        provider ->
                            "'"
                                + one.id()
                                + "' shuts out '"
                                + provider.id()
                                + "', which '"
                                + other.id()
                                + "' "
                                + favour.does()));
  }

  /**
   * What a policy does for some providers.
   *
   * @param does what, in words that follow its name
   * @param named those whom it names by their ids
   * @param who all of them
   */
  private record Favour(String does, Set<String> named, Predicate<Provider> who) {

    static Optional<Favour> of(Instrument instrument) {
      return switch (instrument) {
        case ScorePreference preference ->
            Optional.of(new Favour("prefers", preference.providers(), preference::prefers));
        case Subsidy subsidy ->
            Optional.of(new Favour("subsidises", subsidy.providers(), subsidy::favours));
        case SetAside setAside ->
            Optional.of(
                new Favour("sets tenders aside for", setAside.providers(), setAside::openTo));
        case InHouseComputing computing ->
            Optional.of(
                new Favour(
                    "gives contracts to",
                    Set.of(computing.provider()),
                    provider -> provider.id().equals(computing.provider())));
        case DataClassification _,
            DemandChange _,
            Exclusion _,
            MigrationMandate _,
            ProviderChange _,
            SupervisorySanction _ ->
            Optional.empty();
      };
    }

    /** Whom of the favoured another policy leaves nothing to be favoured in. */
    Optional<Provider> lost(List<Provider> providers, Predicate<Provider> shutOut) {
      Set<Ownership> left = EnumSet.noneOf(Ownership.class);
      providers.stream()
          .filter(who.and(shutOut.negate()))
          .forEach(provider -> left.add(provider.ownership()));
      return providers.stream()
          .filter(who.and(shutOut))
          .filter(provider -> named.contains(provider.id()) || !left.contains(provider.ownership()))
          .findFirst();
    }
  }

  private static Optional<String> awardedTwice(Policy one, Policy other) {
    return one.instrument() instanceof InHouseComputing first
            && other.instrument() instanceof InHouseComputing second
            && first.role() == second.role()
            && !first.provider().equals(second.provider())
        ? Optional.of(
            "the same contracts cannot go to both '"
                + first.provider()
                + "' and '"
                + second.provider()
                + "'")
        : Optional.empty();
  }

  /** Each draws its tenders by itself, so that some are drawn by both. */
  private static Optional<String> setAsideTwice(Policy one, Policy other, Draft then) {
    return one.instrument() instanceof SetAside first
            && other.instrument() instanceof SetAside second
            && then.providers().stream()
                .noneMatch(provider -> first.openTo(provider) && second.openTo(provider))
        ? Optional.of("a tender that both set aside would be open to nobody")
        : Optional.empty();
  }

  /** Changes of one provider come one upon another, but it has one owner at a time. */
  private static Optional<String> ownedTwice(Policy one, Policy other) {
    return one.instrument() instanceof OwnershipChange first
            && other.instrument() instanceof OwnershipChange second
            && first.provider().equals(second.provider())
            && (differ(first.ownership(), second.ownership())
                || differ(first.ownerGroup(), second.ownerGroup())
                || differ(foreign(first), foreign(second)))
        ? Optional.of("'" + first.provider() + "' cannot be owned in two ways")
        : Optional.empty();
  }

  private static Optional<Integer> foreign(OwnershipChange change) {
    return change.foreignCapitalPpm().stream().boxed().findFirst();
  }

  private static <T> boolean differ(Optional<T> one, Optional<T> other) {
    return one.isPresent() && other.isPresent() && !one.equals(other);
  }

  private static String overlap(Policy one, Policy other, int from, int end) {
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
    if (ids.isEmpty()) {
      return Fields.ALL;
    }
    String first = String.join(", ", ids.subList(0, Math.min(LISTED, ids.size())));
    return ids.size() <= LISTED ? first : first + " and " + (ids.size() - LISTED) + " more";
  }
}
