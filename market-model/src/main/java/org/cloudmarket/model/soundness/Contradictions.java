package org.cloudmarket.model.soundness;

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
import org.cloudmarket.model.market.Words;
import org.cloudmarket.model.policy.Favour;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.PolicySet;
import org.cloudmarket.model.policy.Trigger;

/** Finds policies that say the opposite of each other to the same buyers in the same months. */
final class Contradictions {

  private static final int LISTED = 12;

  private final Draft draft;
  private final Examination faults;
  private final IdentityHashMap<Policy, TenderAccess> accesses = new IdentityHashMap<>();

  /** With the providers as they are in a month. */
  private final Map<Integer, Draft> drafts = new HashMap<>();

  private Contradictions(Draft draft, Examination faults) {
    this.draft = draft;
    this.faults = faults;
  }

  static void check(Draft draft, BuyerGroups groups, Examination faults) {
    Contradictions contradictions = new Contradictions(draft, faults);
    List<Policy> policies = draft.policies();
    for (int i = 0; i < policies.size(); i++) {
      long meeting = groups.meeting(i);
      for (int j = i + 1; j < policies.size(); j++) {
        if (PolicySet.contains(meeting, j)) {
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
        .or(() -> one.instrument().conflictsWith(other.instrument(), then.providers()));
  }

  /**
   * A preference for all state providers beside a mandate that leaves only the city's own is no
   * contradiction: it prefers those who are left. To favour somebody by name who is shut out is
   * one, and to favour an ownership of which nobody is left.
   */
  private Optional<String> shutOutAndFavoured(Policy one, Policy other, Draft then) {
    if (one.instrument().drawnPpm() < Ranges.PPM) {
      return Optional.empty(); // It shuts nobody out of the other tenders.
    }
    TenderAccess access =
        accesses.computeIfAbsent(one, each -> TenderAccess.of(each, draft.rules()));
    return other
        .instrument()
        .favours()
        .flatMap(
            favour ->
                lost(favour, then.providers(), access::shutsOut)
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

  /** Whom of the favoured another policy leaves nothing to be favoured in. */
  private static Optional<Provider> lost(
      Favour favour, List<Provider> providers, Predicate<Provider> shutOut) {
    Set<Ownership> left = EnumSet.noneOf(Ownership.class);
    providers.stream()
        .filter(favour.who().and(shutOut.negate()))
        .forEach(provider -> left.add(provider.ownership()));
    return providers.stream()
        .filter(favour.who().and(shutOut))
        .filter(
            provider ->
                favour.named().contains(provider.id()) || !left.contains(provider.ownership()))
        .findFirst();
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
    return ids.isEmpty() ? "all" : Words.some(ids, LISTED);
  }
}
