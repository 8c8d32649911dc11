package org.cloudmarket.log.scenario;

import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.SupervisorySanction;

/** A {@link SupervisorySanction} in documents. */
final class SupervisorySanctionForm extends InstrumentForm<SupervisorySanction> {

  private final Slot<SupervisorySanction, String> provider =
      has(Slot.provider("provider", "Who is sanctioned.", SupervisorySanction::provider));
  private final Slot<SupervisorySanction, Integer> standingFall =
      has(
          Slot.fraction(
              "standingFall",
              "How far its political standing falls.",
              1,
              Ranges.PPM,
              SupervisorySanction::standingFallPpm));
  private final Slot<SupervisorySanction, Integer> months =
      has(
          Slot.whole(
              "months",
              "How long it stays there, unless the policy ends before.",
              1,
              60,
              SupervisorySanction::months));
  private final Slot<SupervisorySanction, Integer> recoveryMonths =
      has(
          Slot.whole(
              "recoveryMonths",
              "The e-folding time of the recovery after that.",
              1,
              120,
              SupervisorySanction::recoveryMonths));
  private final Slot<SupervisorySanction, Integer> groupSpillover =
      has(
          Slot.fraction(
              "groupSpillover",
              "The part of the fall that others of its owner group take.",
              0,
              Ranges.PPM,
              0,
              SupervisorySanction::groupSpilloverPpm));

  SupervisorySanctionForm() {
    super(
        SupervisorySanction.class,
        SupervisorySanction.TYPE,
        "Supervisory sanction",
        "A provider's political standing falls for some months and then recovers; it goes on acting"
            + " after the policy's end until it has faded. Nobody is shut out.");
  }

  @Override
  SupervisorySanction make(Filled filled) {
    return new SupervisorySanction(
        filled.of(provider),
        filled.of(standingFall),
        filled.of(months),
        filled.of(recoveryMonths),
        filled.of(groupSpillover));
  }

  @Override
  void examine(Policy policy, SupervisorySanction sanction, Surroundings in) {
    in.draft()
        .provider(sanction.provider())
        .filter(sanctioned -> sanctioned.ownership() == Ownership.IN_HOUSE)
        .ifPresent(
            sanctioned ->
                in.warn(
                    policy,
                    provider.name(),
                    "'"
                        + sanctioned.id()
                        + "' is an in-house centre, which nobody evaluates: the policy touches"
                        + " nobody"));
  }
}
