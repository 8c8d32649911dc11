package org.cloudmarket.documents.instrument;

import java.util.SortedSet;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.model.instrument.Exclusion;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Ranges;

/** An {@link Exclusion} in documents. */
final class ExclusionForm extends InstrumentForm<Exclusion> {

  private final FieldSpec<Exclusion, SortedSet<Ownership>> ownerships =
      has(
          FieldSpec.words(
              "ownerships",
              "Shut-out ownerships; with providers and foreignCapitalAbove, at least one of them.",
              "ownership",
              Ownership.class,
              0,
              Exclusion::ownerships));
  private final FieldSpec<Exclusion, SortedSet<String>> providers =
      has(FieldSpec.providers("providers", "Shut-out providers.", Exclusion::providers));
  private final FieldSpec<Exclusion, Integer> foreignCapitalAbove =
      has(
          FieldSpec.fraction(
              "foreignCapitalAbove",
              "Providers with a larger part of foreign capital are shut out; 1 is no cap.",
              0,
              Ranges.PPM,
              Ranges.PPM,
              Exclusion::foreignCapitalAbovePpm));

  ExclusionForm() {
    super(
        Exclusion.class,
        Exclusion.TYPE,
        "Exclusion",
        "Some providers may not bid: ownerships, named providers, or all with more foreign capital"
            + " than a cap. Contracts that run go on to their end.");
  }

  @Override
  Exclusion make(Filled filled) {
    return new Exclusion(
        filled.of(ownerships), filled.of(providers), filled.of(foreignCapitalAbove));
  }

  @Override
  void examine(Filled filled, Fields policy) {
    if (filled.of(ownerships).isEmpty()
        && filled.of(providers).isEmpty()
        && filled.of(foreignCapitalAbove) == Ranges.PPM) {
      policy.fault(
          ownerships.name(),
          "names nobody, nor do its providers or its foreignCapitalAbove; an exclusion says whom it"
              + " shuts out");
    }
  }
}
