package org.cloudmarket.model.soundness;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.policy.Horizon;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Trigger;

/** Examines each policy and trigger against the market and the months that it is in. */
final class PolicyChecks {

  private final Draft draft;
  private final Examination faults;
  private final BuyerGroups groups;

  private PolicyChecks(Draft draft, BuyerGroups groups, Examination faults) {
    this.draft = draft;
    this.groups = groups;
    this.faults = faults;
  }

  static void check(Draft draft, BuyerGroups groups, Examination faults) {
    PolicyChecks checks = new PolicyChecks(draft, groups, faults);
    for (Policy policy : draft.policies()) {
      draft.horizon().ifPresent(horizon -> checks.horizon(policy, horizon));
      checks.touches(policy);
      checks.enacted(policy);
      checks.leak(policy);
      checks.yields(policy);
      policy.instrument().examine(new ExaminedMarket(policy, draft, groups, faults));
    }
    draft.triggers().forEach(checks::trigger);
  }

  private static String at(Policy policy) {
    return Pointer.to("/policies", policy.id());
  }

  private void horizon(Policy policy, Horizon horizon) {
    if (!policy.binds()) {
      faults.warn(
          at(policy) + "/end",
          "is "
              + Months.text(policy.end())
              + ", not after it takes effect in "
              + Months.text(policy.effective())
              + ": it is withdrawn before, and never binds");
    } else if (!policy.bindsIn(horizon)) {
      faults.warn(at(policy), "lies outside the run, which goes " + horizon.text());
    }
  }

  private void touches(Policy policy) {
    if (holdsNobody(policy)) {
      faults.warn(at(policy) + "/scope", "holds no buyer: the policy touches nobody");
    }
  }

  private boolean holdsNobody(Policy policy) {
    boolean sound = draft.allCities() && draft.segments().size() == draft.known().segments().size();
    return sound && groups.boundBy(policy).isEmpty();
  }

  private void enacted(Policy policy) {
    boolean enacted =
        draft.triggers().stream().anyMatch(trigger -> trigger.enacts().contains(policy.id()));
    if (policy.byTrigger() && !enacted) {
      faults.warn(
          at(policy) + "/enacted",
          "is by-trigger, and no trigger enacts it: it never comes into force");
    }
  }

  private void leak(Policy policy) {
    boolean leaks = policy.leaked() < policy.announced();
    if (leaks && policy.leakReachPpm() == 0) {
      faults.warn(at(policy) + "/leakReach", "is 0: the leak reaches nobody");
    } else if (leaks && policy.anticipationPpm() == 0) {
      faults.warn(at(policy) + "/anticipation", "is 0: nobody acts on what leaks");
    } else if (!leaks && policy.leakReachPpm() > 0) {
      faults.warn(at(policy) + "/leaked", "is not before it is announced: nothing leaks");
    }
  }

  /** Notes a circle once, at the first of its policies. */
  private void yields(Policy policy) {
    Map<String, String> cameFrom = new TreeMap<>();
    Deque<String> left = new ArrayDeque<>(List.of(policy.id()));
    while (!left.isEmpty()) {
      String id = left.remove();
      for (String superior : yieldsTo(id)) {
        if (superior.equals(policy.id())) {
          List<String> circle = new ArrayList<>(List.of(superior));
          for (String each = id; each != null; each = cameFrom.get(each)) {
            circle.addFirst(each);
          }
          if (circle.stream().allMatch(each -> policy.id().compareTo(each) <= 0)) {
            faults.add(
                at(policy) + "/yieldsTo",
                "goes round in a circle, in which nothing would be applied: "
                    + String.join(" yields to ", circle));
          }
          return;
        }
        if (!cameFrom.containsKey(superior)) {
          cameFrom.put(superior, id);
          left.add(superior);
        }
      }
    }
  }

  private Set<String> yieldsTo(String id) {
    return draft.policies().stream()
        .filter(policy -> policy.id().equals(id))
        .findFirst()
        .map(Policy::yieldsTo)
        .orElseGet(TreeSet::new);
  }

  /** Of a policy that binds nobody there are neither tenders nor complaints. */
  private void watched(Trigger trigger) {
    if (trigger.watched() instanceof Trigger.InScope(Trigger.Figure _, String id)) {
      draft.policies().stream()
          .filter(policy -> policy.id().equals(id))
          .filter(policy -> !policy.instrument().bindsBuyers() || holdsNobody(policy))
          .forEach(
              policy ->
                  faults.warn(
                      Pointer.to("/triggers", trigger.id()) + "/ofPolicy",
                      "is '" + id + "', which binds no buyers: there is nothing to watch"));
    }
  }

  private void trigger(Trigger trigger) {
    watched(trigger);
    for (int i = 0; i < trigger.actions().size(); i++) {
      String pointer = Pointer.to(Pointer.to("/triggers", trigger.id()) + "/actions", i);
      Optional<String> enacted =
          switch (trigger.actions().get(i)) {
            case Trigger.Enact enact -> Optional.of(enact.policy());
            case Trigger.Amend amend -> Optional.of(amend.to());
            case Trigger.Repeal _ -> Optional.empty();
          };
      draft.policies().stream()
          .filter(policy -> enacted.equals(Optional.of(policy.id())) && !policy.byTrigger())
          .forEach(
              policy ->
                  faults.warn(
                      pointer,
                      "enacts '"
                          + policy.id()
                          + "', which is in force by its dates; is it meant to be 'enacted:"
                          + " by-trigger'?"));
    }
  }
}
