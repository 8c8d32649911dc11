package org.cloudmarket.documents.instrument;

import org.cloudmarket.model.instrument.Fine;
import org.cloudmarket.model.market.Ranges;

/** A {@link Fine} in documents. */
final class FineForm extends InstrumentForm<Fine> {

  private final FieldSpec<Fine, String> provider =
      has(FieldSpec.provider("provider", "Who pays.", Fine::provider));
  private final FieldSpec<Fine, Long> amountFen =
      has(
          FieldSpec.amount(
              "amountFen",
              "How much, in hundredths of the unit of the scenario's currency.",
              1,
              Fine.MAX_AMOUNT_FEN,
              Fine::amountFen));
  private final FieldSpec<Fine, Integer> cloudPart =
      has(
          FieldSpec.fraction(
              "cloudPart",
              "The part of it that is missing from the cloud's investment.",
              1,
              Ranges.PPM,
              Fine::cloudPartPpm));
  private final FieldSpec<Fine, Integer> months =
      has(
          FieldSpec.whole(
              "months", "Over how many months, in equal parts.", 1, Fine.MAX_MONTHS, Fine::months));

  FineForm() {
    super(
        Fine.class,
        Fine.TYPE,
        "Fine",
        "A provider pays, and a stated part of it is missing from its cloud's investment over some"
            + " months: quality falls, and comes back afterwards.");
  }

  @Override
  Fine make(Filled filled) {
    return new Fine(
        filled.of(provider), filled.of(amountFen), filled.of(cloudPart), filled.of(months));
  }
}
