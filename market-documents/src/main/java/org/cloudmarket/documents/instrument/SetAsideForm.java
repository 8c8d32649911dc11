package org.cloudmarket.documents.instrument;

import java.util.SortedSet;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.model.instrument.SetAside;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Ranges;

/** A {@link SetAside} in documents. */
final class SetAsideForm extends InstrumentForm<SetAside> {

  private final FieldSpec<SetAside, Integer> share =
      has(
          FieldSpec.fraction(
              "share",
              "The part of the tenders in scope that are set aside; drawn.",
              1,
              Ranges.PPM,
              SetAside::sharePpm));
  private final FieldSpec<SetAside, SortedSet<Ownership>> ownerships =
      has(
          FieldSpec.words(
              "ownerships",
              "To whom these are open; with providers, at least one of either.",
              "ownership",
              Ownership.class,
              0,
              SetAside::ownerships));
  private final FieldSpec<SetAside, SortedSet<String>> providers =
      has(FieldSpec.providers("providers", "Others to whom they are open.", SetAside::providers));

  SetAsideForm() {
    super(
        SetAside.class,
        SetAside.TYPE,
        "Set-aside",
        "A part of the tenders in scope is open to some providers only. A tender that fails comes"
            + " again under the same rules.");
  }

  @Override
  SetAside make(Filled filled) {
    return new SetAside(filled.of(share), filled.of(ownerships), filled.of(providers));
  }

  @Override
  void examine(Filled filled, Fields policy) {
    if (filled.of(ownerships).isEmpty() && filled.of(providers).isEmpty()) {
      policy.fault(
          ownerships.name(),
          "names nobody, nor do its providers; a set-aside says to whom tenders are open");
    }
  }
}
