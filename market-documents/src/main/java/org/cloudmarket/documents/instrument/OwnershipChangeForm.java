package org.cloudmarket.documents.instrument;

import java.util.Optional;
import java.util.OptionalInt;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.model.instrument.OwnershipChange;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Ranges;

/** An {@link OwnershipChange} in documents. */
final class OwnershipChangeForm extends InstrumentForm<OwnershipChange> {

  private final FieldSpec<OwnershipChange, String> provider =
      has(FieldSpec.provider("provider", "Whose owners change.", OwnershipChange::provider));
  private final FieldSpec<OwnershipChange, Optional<Ownership>> ownership =
      has(
          FieldSpec.wordIfAny(
              "ownership",
              "Who owns it then; not in-house. Left out, that stays.",
              "ownership",
              Ownership.class,
              OwnershipChange::ownership));
  private final FieldSpec<OwnershipChange, Optional<String>> ownerGroup =
      has(
          FieldSpec.newIdIfAny(
              "ownerGroup",
              "The group that it then belongs to. Left out, it stays in its own.",
              OwnershipChange::ownerGroup));
  private final FieldSpec<OwnershipChange, OptionalInt> foreignCapital =
      has(
          FieldSpec.fractionIfAny(
              "foreignCapital",
              "The part of its capital that is then foreign. Left out, that stays.",
              0,
              Ranges.PPM,
              OwnershipChange::foreignCapitalPpm));
  private final FieldSpec<OwnershipChange, Integer> standingChange =
      has(
          FieldSpec.fraction(
              "standingChange",
              "What its political standing gains or loses.",
              -Ranges.PPM,
              Ranges.PPM,
              0,
              OwnershipChange::standingChangePpm));
  private final FieldSpec<OwnershipChange, Integer> pullLost =
      has(
          FieldSpec.fraction(
              "pullLost",
              "The part of its ecosystem pull that it loses on leaving its owner group.",
              0,
              Ranges.PPM,
              0,
              OwnershipChange::pullLostPpm));

  OwnershipChangeForm() {
    super(
        OwnershipChange.class,
        OwnershipChange.TYPE,
        "Ownership change",
        "A provider's owners change, by a spin-off or by state investors: its ownership, owner"
            + " group, foreign capital and standing, and with the group it may lose pull.");
  }

  @Override
  OwnershipChange make(Filled filled) {
    return new OwnershipChange(
        filled.of(provider),
        filled.of(ownership),
        filled.of(ownerGroup),
        filled.of(foreignCapital),
        filled.of(standingChange),
        filled.of(pullLost));
  }

  @Override
  void examine(Filled filled, Fields policy) {
    if (filled.of(ownership).equals(Optional.of(Ownership.IN_HOUSE))) {
      policy.fault(
          ownership.name(), "is in-house; a provider on the market cannot become an own centre");
    }
    if (filled.of(pullLost) > 0 && filled.of(ownerGroup).isEmpty()) {
      policy.fault(
          pullLost.name(), "is lost with the owner group, and no ownerGroup says that it leaves");
    }
    if (filled.of(ownership).isEmpty()
        && filled.of(ownerGroup).isEmpty()
        && filled.of(foreignCapital).isEmpty()
        && filled.of(standingChange) == 0) {
      policy.fault(
          provider.name(),
          "stays as it is; name an ownership, ownerGroup, foreignCapital or standingChange");
    }
  }
}
