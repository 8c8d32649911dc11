package org.cloudmarket.documents.instrument;

import org.cloudmarket.model.instrument.PortingSupport;
import org.cloudmarket.model.market.Ranges;

/** A {@link PortingSupport} in documents. */
final class PortingSupportForm extends InstrumentForm<PortingSupport> {

  private final FieldSpec<PortingSupport, Integer> costShare =
      has(
          FieldSpec.fraction(
              "costShare",
              "The part of the cost of moving that government bears in tenders in scope.",
              1,
              Ranges.PPM,
              PortingSupport::costSharePpm));

  PortingSupportForm() {
    super(
        PortingSupport.class,
        PortingSupport.TYPE,
        "Porting support",
        "Government bears a part of what it costs a buyer to move, so that the incumbent has fewer"
            + " points for continuity.");
  }

  @Override
  PortingSupport make(Filled filled) {
    return new PortingSupport(filled.of(costShare));
  }
}
