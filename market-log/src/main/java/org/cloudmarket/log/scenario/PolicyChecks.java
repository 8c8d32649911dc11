package org.cloudmarket.log.scenario;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.policy.InHouseComputing;
import org.cloudmarket.model.policy.MigrationMandate;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.ScorePreference;
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
    for (Policy policy : draft.policies()) {
      draft.horizon().ifPresent(horizon -> checks.horizon(policy, horizon));
      checks.touches(policy);
      checks.enacted(policy);
      checks.instrument(policy);
    }
    draft.triggers().forEach(checks::trigger);
  }

  private static String at(Policy policy) {
    return Pointer.to("/policies", policy.id());
  }

  private void horizon(Policy policy, Draft.Horizon horizon) {
    String run = Months.text(horizon.start()) + " to " + Months.text(horizon.end() - 1);
    if (!policy.binds()) {
      faults.warn(
          at(policy) + "/end",
          "is "
              + Months.text(policy.end())
              + ", not after it takes effect in "
              + Months.text(policy.effective())
              + ": it is withdrawn before, and never binds");
    } else if (!horizon.overlaps(policy)) {
      faults.warn(at(policy), "lies outside the run, which goes from " + run);
    } else if (policy.instrument() instanceof MigrationMandate mandate
        && mandate.deadline() != Months.NEVER
        && mandate.deadline() >= horizon.end()) {
      faults.warn(
          at(policy) + "/deadline",
          "is "
              + Months.text(mandate.deadline())
              + ", after the end of the run, which goes from "
              + run);
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

  private void instrument(Policy policy) {
    if (!draft.allProviders()) {
      return;
    }
    switch (policy.instrument()) {
      case MigrationMandate mandate -> {
        if (draft.providers().stream().noneMatch(mandate::shutsOut)) {
          faults.warn(at(policy) + "/leave", "shuts no provider out: the policy touches nobody");
        }
      }
      case ScorePreference preference -> preference(policy, preference);
      case InHouseComputing computing ->
          draft.provider(computing.provider()).ifPresent(provider -> centre(policy, provider));
    }
  }

  private void preference(Policy policy, ScorePreference preference) {
    if (preference.bonusMicroPoints() == 0 && preference.priceDeductionPpm() == 0) {
      faults.warn(at(policy), "gives neither points nor a deduction: the policy touches nobody");
    }
    boolean somebody =
        draft.providers().stream()
            .filter(provider -> !preference.cityCloudOnly() || provider.cityCloud())
            .anyMatch(
                provider ->
                    preference.providers().contains(provider.id())
                        || preference.ownerships().contains(provider.ownership()));
    if (!somebody) {
      faults.warn(at(policy), "prefers no provider that there is: the policy touches nobody");
    }
  }

  /** An in-house centre that could not take the contracts that the policy gives it. */
  private void centre(Policy policy, Provider centre) {
    String pointer = at(policy) + "/provider";
    if (centre.ownership() != Ownership.IN_HOUSE) {
      faults.add(pointer, "'" + centre.id() + "' is " + centre.ownership().id() + ", not in-house");
      return;
    }
    if (centre.opens() > policy.effective()) {
      faults.add(
          pointer,
          "'"
              + centre.id()
              + "' opens in "
              + Months.text(centre.opens())
              + ", after the policy takes effect in "
              + Months.text(policy.effective()));
    }
    List<Kinds.Kind> bound = kinds.boundBy(policy);
    TreeSet<String> unserved =
        bound.stream()
            .map(Kinds.Kind::city)
            .filter(city -> !centre.serves(city))
            .collect(Collectors.toCollection(TreeSet::new));
    if (!unserved.isEmpty()) {
      faults.add(
          at(policy) + "/scope",
          "holds buyers in "
              + Kinds.some(unserved)
              + ", which '"
              + centre.id()
              + "' does not serve");
    }
    draft
        .rules()
        .ifPresent(
            rules -> {
              TreeSet<String> uncertified =
                  bound.stream()
                      .map(Kinds.Kind::dataClass)
                      .filter(
                          dataClass ->
                              rules.requiredCertification(dataClass) > centre.certificationLevel())
                      .map(dataClass -> dataClass.id())
                      .collect(Collectors.toCollection(TreeSet::new));
              if (!uncertified.isEmpty()) {
                faults.warn(
                    at(policy) + "/scope",
                    "holds buyers with data of class "
                        + Kinds.some(uncertified)
                        + ", for which '"
                        + centre.id()
                        + "' is not certified");
              }
            });
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
