package org.cloudmarket.log.scenario;

import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.ProviderChange;

/**
 * The market that a policy is in, while it is examined there.
 *
 * @param draft the scenario, as far as it could be read
 * @param kinds its kinds of buyers
 */
record Surroundings(Draft draft, Kinds kinds, Faults faults) {

  void fault(Policy policy, String field, String detail) {
    faults.add(Pointer.to(at(policy), field), detail);
  }

  void warn(Policy policy, String field, String detail) {
    faults.warn(Pointer.to(at(policy), field), detail);
  }

  void warn(Policy policy, String detail) {
    faults.warn(at(policy), detail);
  }

  void warnIfItShutsNobodyOut(Policy policy) {
    Stance stance = Stance.of(policy, draft.rules());
    if (draft.allProviders() && draft.providers().stream().noneMatch(stance::shutsOut)) {
      warn(policy, "shuts no provider out: the policy touches nobody");
    }
  }

  void warnIfItStaysAsItIs(Policy policy, ProviderChange change) {
    draft
        .provider(change.provider())
        .filter(provider -> change.change(provider).equals(provider))
        .ifPresent(
            provider ->
                warn(policy, "leaves '" + provider.id() + "' as it is: the policy touches nobody"));
  }

  private static String at(Policy policy) {
    return Pointer.to("/policies", policy.id());
  }
}
