package org.cloudmarket.documents.instrument;

import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.model.instrument.DemandProgramme;

/** A {@link DemandProgramme} in documents. */
final class DemandProgrammeForm extends InstrumentForm<DemandProgramme> {

  private final FieldSpec<DemandProgramme, Integer> volumeRise =
      has(
          FieldSpec.fraction(
              "volumeRise",
              "The part by which the volume of contracts rises.",
              0,
              DemandProgramme.MOST_RISE_PPM,
              0,
              DemandProgramme::volumeRisePpm));
  private final FieldSpec<DemandProgramme, Integer> entryRise =
      has(
          FieldSpec.fraction(
              "entryRise",
              "The part by which the number of buyers rises.",
              0,
              DemandProgramme.MOST_RISE_PPM,
              0,
              DemandProgramme::entryRisePpm));
  private final FieldSpec<DemandProgramme, Integer> rampMonths =
      has(
          FieldSpec.whole(
              "rampMonths",
              "In how many months it has risen, by equal steps.",
              1,
              DemandProgramme.MAX_RAMP_MONTHS,
              DemandProgramme::rampMonths));

  DemandProgrammeForm() {
    super(
        DemandProgramme.class,
        DemandProgramme.TYPE,
        "Demand programme",
        "Government makes demand of whole segments rise, and for good: the volume of contracts, the"
            + " number of buyers, or both.");
  }

  @Override
  DemandProgramme make(Filled filled) {
    return new DemandProgramme(filled.of(volumeRise), filled.of(entryRise), filled.of(rampMonths));
  }

  @Override
  void examine(Filled filled, Fields policy) {
    if (filled.of(volumeRise) == 0 && filled.of(entryRise) == 0) {
      policy.fault(volumeRise.name(), "is 0, and so is entryRise; a programme makes one rise");
    }
  }
}
