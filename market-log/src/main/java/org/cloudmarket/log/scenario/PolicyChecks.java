package org.cloudmarket.log.scenario;

import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Trigger;

/** Examines each policy and trigger against the market and the months that it is in. */
final class PolicyChecks {

  private final Draft draft;
  private final Faults faults;
  private final Kinds kinds;

  private PolicyChecks(Draft draft, Kinds kinds, Faults faults) {
    this.draft = draft;
    this.kinds = kinds;
    this.faults = faults;
  }

  static void check(Draft draft, Kinds kinds, Faults faults) {
    PolicyChecks checks = new PolicyChecks(draft, kinds, faults);
    Surroundings surroundings = new Surroundings(draft, kinds, faults);
    for (Policy policy : draft.policies()) {
      draft.horizon().ifPresent(horizon -> checks.horizon(policy, horizon));
      checks.touches(policy);
      checks.enacted(policy);
      Instruments.check(policy, surroundings);
    }
    draft.triggers().forEach(checks::trigger);
  }

  private static String at(Policy policy) {
    return Pointer.to("/policies", policy.id());
  }

  private void horizon(Policy policy, Draft.Horizon horizon) {
    if (!policy.binds()) {
      faults.warn(
          at(policy) + "/end",
          "is "
              + Months.text(policy.end())
              + ", not after it takes effect in "
              + Months.text(policy.effective())
              + ": it is withdrawn before, and never binds");
    } else if (!horizon.overlaps(policy)) {
      faults.warn(at(policy), "lies outside the run, which goes " + horizon.text());
    }
  }

  private void touches(Policy policy) {
    boolean sound = draft.allCities() && draft.segments().size() == draft.known().segments().size();
    if (sound && kinds.boundBy(policy).isEmpty()) {
      faults.warn(at(policy) + "/scope", "holds no buyer: the policy touches nobody");
    }
  }

  private void enacted(Policy policy) {
    boolean enacted =
        draft.triggers().stream()
            .anyMatch(trigger -> trigger.actions().contains(new Trigger.Enact(policy.id())));
    if (policy.byTrigger() && !enacted) {
      faults.warn(
          at(policy) + "/enacted",
          "is by-trigger, and no trigger enacts it: it never comes into force");
    }
  }

  private void trigger(Trigger trigger) {
    for (int i = 0; i < trigger.actions().size(); i++) {
      String pointer = Pointer.to(Pointer.to("/triggers", trigger.id()) + "/actions", i);
      if (trigger.actions().get(i) instanceof Trigger.Enact enact) {
        draft.policies().stream()
            .filter(policy -> policy.id().equals(enact.policy()) && !policy.byTrigger())
            .forEach(
                policy ->
                    faults.warn(
                        pointer,
                        "enacts '"
                            + policy.id()
                            + "', which is in force by its dates; is it meant to be 'enacted: by-trigger'?"));
      }
    }
  }
}
