package org.cloudmarket.documents.instrument;

import org.cloudmarket.model.instrument.SupervisorySanction;
import org.cloudmarket.model.market.Ranges;

/** A {@link SupervisorySanction} in documents. */
final class SupervisorySanctionForm extends InstrumentForm<SupervisorySanction> {

  private final FieldSpec<SupervisorySanction, String> provider =
      has(FieldSpec.provider("provider", "Who is sanctioned.", SupervisorySanction::provider));
  private final FieldSpec<SupervisorySanction, Integer> standingFall =
      has(
          FieldSpec.fraction(
              "standingFall",
              "How far its political standing falls.",
              1,
              Ranges.PPM,
              SupervisorySanction::standingFallPpm));
  private final FieldSpec<SupervisorySanction, Integer> months =
      has(
          FieldSpec.whole(
              "months",
              "How long it stays there, unless the policy ends before.",
              1,
              60,
              SupervisorySanction::months));
  private final FieldSpec<SupervisorySanction, Integer> recoveryMonths =
      has(
          FieldSpec.whole(
              "recoveryMonths",
              "The e-folding time of the recovery after that.",
              1,
              120,
              SupervisorySanction::recoveryMonths));
  private final FieldSpec<SupervisorySanction, Integer> groupSpillover =
      has(
          FieldSpec.fraction(
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
}
