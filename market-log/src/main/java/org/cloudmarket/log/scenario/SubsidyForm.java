package org.cloudmarket.log.scenario;

import java.util.SortedSet;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Subsidy;

/** A {@link Subsidy} in documents. */
final class SubsidyForm extends InstrumentForm<Subsidy> {

  private final Slot<Subsidy, SortedSet<Ownership>> ownerships =
      has(
          Slot.words(
              "ownerships",
              "Subsidised ownerships; with providers, at least one of either.",
              "ownership",
              Ownership.class,
              0,
              Subsidy::ownerships));
  private final Slot<Subsidy, SortedSet<String>> providers =
      has(Slot.providers("providers", "Subsidised providers.", Subsidy::providers));
  private final Slot<Subsidy, Integer> costReduction =
      has(
          Slot.fraction(
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

  @Override
  void examine(Policy policy, Subsidy subsidy, Surroundings in) {
    if (in.draft().allProviders() && in.draft().providers().stream().noneMatch(subsidy::favours)) {
      in.warn(policy, "subsidises no provider that there is: the policy touches nobody");
    }
    in.draft()
        .rules()
        .filter(rules -> subsidy.costReductionPpm() > Ranges.PPM - rules.abnormallyLowPpm())
        .ifPresent(
            rules ->
                in.warn(
                    policy,
                    costReduction.name(),
                    "is so much that public buyers will refuse many of the bids as abnormally low:"
                        + " the rules have abnormallyLow "
                        + Decimals.text(rules.abnormallyLowPpm())));
  }
}
