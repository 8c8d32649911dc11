package org.cloudmarket.documents.instrument;

import org.cloudmarket.model.instrument.InHouseComputing;

/** {@link InHouseComputing} in documents. */
final class InHouseComputingForm extends InstrumentForm<InHouseComputing> {

  private final FieldSpec<InHouseComputing, String> provider =
      has(FieldSpec.provider("provider", "The in-house provider.", InHouseComputing::provider));
  private final FieldSpec<InHouseComputing, InHouseComputing.Role> role =
      has(
          FieldSpec.word(
              "role",
              "When it is used.",
              "role",
              InHouseComputing.Role.class,
              InHouseComputing::role));

  InHouseComputingForm() {
    super(
        InHouseComputing.class,
        InHouseComputing.TYPE,
        "In-house computing",
        "Buyers get a computing centre of their own. Nobody else calls it: it holds a contract only"
            + " under this instrument, as first choice without competition, or where a tender"
            + " fails.");
  }

  @Override
  InHouseComputing make(Filled filled) {
    return new InHouseComputing(filled.of(provider), filled.of(role));
  }
}
