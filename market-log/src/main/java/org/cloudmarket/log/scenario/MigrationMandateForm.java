package org.cloudmarket.log.scenario;

import java.util.SortedSet;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.policy.MigrationMandate;
import org.cloudmarket.model.policy.Policy;

/** A {@link MigrationMandate} in documents. */
final class MigrationMandateForm extends InstrumentForm<MigrationMandate> {

  private final Slot<MigrationMandate, SortedSet<Ownership>> leave =
      has(
          Slot.words(
              "leave",
              "Whom buyers leave.",
              "ownership",
              Ownership.class,
              1,
              MigrationMandate::leave));
  private final Slot<MigrationMandate, Boolean> cityCloudOnly =
      has(
          Slot.flag(
              "cityCloudOnly",
              "Whether only a city's own cloud is left to choose.",
              false,
              MigrationMandate::cityCloudOnly));
  private final Slot<MigrationMandate, Integer> graceMonths =
      has(
          Slot.whole(
              "graceMonths",
              "The longest bridge from a contract's end to the move.",
              0,
              24,
              MigrationMandate::graceMonths));
  private final Slot<MigrationMandate, Integer> deadline =
      has(
          Slot.monthOrNever(
              "deadline",
              "The month by which all contracts with those to leave are over.",
              MigrationMandate::deadline));

  MigrationMandateForm() {
    super(
        MigrationMandate.class,
        MigrationMandate.TYPE,
        "Migration mandate",
        "Buyers leave providers of some ownerships: no new or renewed contract with them, a few"
            + " months of grace after a contract ends, and a month by which all are over.");
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

  @Override
  void examine(Policy policy, MigrationMandate mandate, Surroundings in) {
    in.draft()
        .horizon()
        .filter(horizon -> horizon.overlaps(policy))
        .filter(
            horizon -> mandate.deadline() != Months.NEVER && mandate.deadline() >= horizon.end())
        .ifPresent(
            horizon ->
                in.warn(
                    policy,
                    deadline.name(),
                    "is "
                        + Months.text(mandate.deadline())
                        + ", after the end of the run, which goes "
                        + horizon.text()));
    if (in.draft().allProviders() && in.draft().providers().stream().noneMatch(mandate::leaves)) {
      in.warn(policy, leave.name(), "shuts no provider out: the policy touches nobody");
    }
  }
}
