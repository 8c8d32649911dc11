package org.cloudmarket.log.scenario;

import java.util.SortedSet;
import org.cloudmarket.model.market.NamedBuyer;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.ProcurementRules;
import org.cloudmarket.model.policy.OverseasShock;
import org.cloudmarket.model.policy.Policy;

/** An {@link OverseasShock} in documents. */
final class OverseasShockForm extends InstrumentForm<OverseasShock> {

  private final Slot<OverseasShock, Integer> demandFall =
      has(
          Slot.fraction(
              "demandFall",
              "The part by which the volume of contracts falls.",
              0,
              OverseasShock.MOST_FALL_PPM,
              0,
              OverseasShock::demandFallPpm));
  private final Slot<OverseasShock, String> provider =
      has(Slot.providerIfAny("provider", "Whom clients leave.", OverseasShock::provider));
  private final Slot<OverseasShock, SortedSet<String>> leavers =
      has(Slot.namedBuyers("leavers", "Named buyers that leave it.", OverseasShock::leavers));

  OverseasShockForm() {
    super(
        OverseasShock.class,
        OverseasShock.TYPE,
        "Overseas shock",
        "Demand of whole segments falls at once, and named clients leave a provider: each tenders"
            + " its contract anew, and that provider may not bid.");
  }

  @Override
  OverseasShock make(Filled filled) {
    return new OverseasShock(filled.of(demandFall), filled.of(provider), filled.of(leavers));
  }

  @Override
  void examine(Filled filled, Fields policy) {
    if (filled.of(provider).isEmpty() && !filled.of(leavers).isEmpty()) {
      policy.fault(leavers.name(), "leave nobody; provider says whom");
    } else if (!filled.of(provider).isEmpty() && filled.of(leavers).isEmpty()) {
      policy.fault(provider.name(), "is left by nobody; leavers says by whom");
    } else if (filled.of(demandFall) == 0 && filled.of(leavers).isEmpty()) {
      policy.fault(demandFall.name(), "is 0, and no leavers are named; a shock does one or both");
    }
  }

  @Override
  void examine(Policy policy, OverseasShock shock, Surroundings in) {
    for (NamedBuyer buyer : in.draft().namedBuyers()) {
      if (shock.leavers().contains(buyer.id())) {
        leaver(policy, shock, buyer, in);
      }
    }
  }

  private void leaver(Policy policy, OverseasShock shock, NamedBuyer buyer, Surroundings in) {
    if (!buyer.incumbent().equals(shock.provider())) {
      in.warn(
          policy,
          leavers.name(),
          "names '"
              + buyer.id()
              + "', which begins with '"
              + buyer.incumbent()
              + "': it only leaves '"
              + shock.provider()
              + "' if it has gone there by then");
    }
    if (in.draft().allProviders() && in.draft().rules().isPresent()) {
      ProcurementRules rules = in.draft().rules().get();
      int start = in.draft().horizon().map(Draft.Horizon::start).orElse(policy.effective());
      boolean another =
          in.draft().providers().stream()
              .anyMatch(
                  each ->
                      !each.id().equals(shock.provider())
                          && each.ownership() != Ownership.IN_HOUSE
                          && each.serves(buyer.city())
                          && each.opens() <= Math.max(policy.effective(), start)
                          && each.certificationLevel()
                              >= rules.requiredCertification(buyer.dataClass()));
      if (!another) {
        in.fault(
            policy,
            leavers.name(),
            "leaves '" + buyer.id() + "' nobody else in " + buyer.city() + " to buy from");
      }
    }
  }
}
