package org.cloudmarket.log.scenario;

import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.policy.Fine;
import org.cloudmarket.model.policy.Policy;

/** A {@link Fine} in documents. */
final class FineForm extends InstrumentForm<Fine> {

  private final Slot<Fine, String> provider =
      has(Slot.provider("provider", "Who pays.", Fine::provider));
  private final Slot<Fine, Long> amountFen =
      has(
          Slot.amount(
              "amountFen",
              "How much, in hundredths of the unit of the scenario's currency.",
              1,
              Fine.MAX_AMOUNT_FEN,
              Fine::amountFen));
  private final Slot<Fine, Integer> cloudPart =
      has(
          Slot.fraction(
              "cloudPart",
              "The part of it that is missing from the cloud's investment.",
              1,
              Ranges.PPM,
              Fine::cloudPartPpm));
  private final Slot<Fine, Integer> months =
      has(
          Slot.whole(
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

  @Override
  void examine(Policy policy, Fine fine, Surroundings in) {
    if (in.draft().provider(fine.provider()).filter(Provider::fringe).isPresent()) {
      in.warn(
          policy,
          provider.name(),
          "'"
              + fine.provider()
              + "' is the rest of the market and does not invest: the policy"
              + " touches nobody");
    }
  }
}
