package org.cloudmarket.documents.instrument;

import java.util.SortedSet;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.model.instrument.OverseasShock;

/** An {@link OverseasShock} in documents. */
final class OverseasShockForm extends InstrumentForm<OverseasShock> {

  private final FieldSpec<OverseasShock, Integer> demandFall =
      has(
          FieldSpec.fraction(
              "demandFall",
              "The part by which the volume of contracts falls.",
              0,
              OverseasShock.MOST_FALL_PPM,
              0,
              OverseasShock::demandFallPpm));
  private final FieldSpec<OverseasShock, String> provider =
      has(FieldSpec.providerIfAny("provider", "Whom clients leave.", OverseasShock::provider));
  private final FieldSpec<OverseasShock, SortedSet<String>> leavers =
      has(FieldSpec.namedBuyers("leavers", "Named buyers that leave it.", OverseasShock::leavers));

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
}
