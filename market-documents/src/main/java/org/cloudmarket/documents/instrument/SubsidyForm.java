package org.cloudmarket.documents.instrument;

import java.util.SortedSet;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.model.instrument.Subsidy;
import org.cloudmarket.model.market.Ownership;

/** A {@link Subsidy} in documents. */
final class SubsidyForm extends InstrumentForm<Subsidy> {

  private final FieldSpec<Subsidy, SortedSet<Ownership>> ownerships =
      has(
          FieldSpec.words(
              "ownerships",
              "Subsidised ownerships; with providers, at least one of either.",
              "ownership",
              Ownership.class,
              0,
              Subsidy::ownerships));
  private final FieldSpec<Subsidy, SortedSet<String>> providers =
      has(FieldSpec.providers("providers", "Subsidised providers.", Subsidy::providers));
  private final FieldSpec<Subsidy, Integer> costReduction =
      has(
          FieldSpec.fraction(
              "costReduction",
              "The part of the unit cost that they are spared in tenders in scope.",
              1,
              900_000,
              Subsidy::costReductionPpm));

  SubsidyForm() {
    super(
        Subsidy.class,
        Subsidy.TYPE,
        "Subsidy",
        "Some providers bear less of what a contract costs them, and bid from that. The buyers'"
            + " budgets stay those of the open field.");
  }

  @Override
  Subsidy make(Filled filled) {
    return new Subsidy(filled.of(ownerships), filled.of(providers), filled.of(costReduction));
  }

  @Override
  void examine(Filled filled, Fields policy) {
    if (filled.of(ownerships).isEmpty() && filled.of(providers).isEmpty()) {
      policy.fault(
          ownerships.name(), "names nobody, nor do its providers; a subsidy says who gets it");
    }
  }
}
