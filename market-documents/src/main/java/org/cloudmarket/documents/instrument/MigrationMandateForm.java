package org.cloudmarket.documents.instrument;

import java.util.SortedSet;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.model.instrument.MigrationMandate;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Ownership;

/** A {@link MigrationMandate} in documents. */
final class MigrationMandateForm extends InstrumentForm<MigrationMandate> {

  private final FieldSpec<MigrationMandate, SortedSet<Ownership>> leave =
      has(
          FieldSpec.words(
              "leave",
              "Whom buyers leave.",
              "ownership",
              Ownership.class,
              1,
              MigrationMandate::leave));
  private final FieldSpec<MigrationMandate, Boolean> cityCloudOnly =
      has(
          FieldSpec.flag(
              "cityCloudOnly",
              "Whether only a city's own cloud is left to choose.",
              false,
              MigrationMandate::cityCloudOnly));
  private final FieldSpec<MigrationMandate, Integer> graceMonths =
      has(
          FieldSpec.whole(
              "graceMonths",
              "How many months a buyer has for its move after its contract has ended, at most."
                  + " Tianjin's plan of 2021 gave two. Forced moves begin as many months before"
                  + " the deadline.",
              0,
              24,
              MigrationMandate::graceMonths));
  private final FieldSpec<MigrationMandate, Integer> deadline =
      has(
          FieldSpec.monthOrNever(
              "deadline",
              "The month by which every contract with those to leave is over, though it would run"
                  + " longer. Never: each runs out by itself.",
              MigrationMandate::deadline));

  MigrationMandateForm() {
    super(
        MigrationMandate.class,
        MigrationMandate.TYPE,
        "Migration mandate",
        "Buyers leave providers of some ownerships: no new or renewed contract with them, a few"
            + " months of grace to move after a contract ends, and a deadline by which all"
            + " contracts with them are over.");
  }

  @Override
  MigrationMandate make(Filled filled) {
    return new MigrationMandate(
        filled.of(leave), filled.of(cityCloudOnly), filled.of(graceMonths), filled.of(deadline));
  }

  @Override
  void examine(Filled filled, Fields policy) {
    if (filled.of(leave).isEmpty()) {
      policy.fault(leave.name(), "names no ownership; a mandate says whom buyers leave");
    }
  }

  @Override
  void examineDates(MigrationMandate mandate, int effective, Fields policy) {
    if (mandate.deadline() < effective) {
      policy.fault(
          deadline.name(),
          "is "
              + Months.text(mandate.deadline())
              + ", before it takes effect in "
              + Months.text(effective));
    }
  }
}
