package org.cloudmarket.documents.instrument;

import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.model.instrument.DataClassification;
import org.cloudmarket.model.market.DataClass;

/** A {@link DataClassification} in documents. */
final class DataClassificationForm extends InstrumentForm<DataClassification> {

  private final FieldSpec<DataClassification, DataClass> raiseTo =
      has(
          FieldSpec.word(
              "raiseTo",
              "Data of a lower class are treated as of this one; general leaves all as they are.",
              "data class",
              DataClass.class,
              DataClass.GENERAL,
              DataClassification::raiseTo));
  private final FieldSpec<DataClassification, Long> pointsMoved =
      has(
          FieldSpec.points(
              "pointsMoved",
              "Points that core data move from the other criteria to security and standing;"
                  + " important data move 0.6 of them, general data none.",
              40,
              DataClassification::movedMicroPoints));

  DataClassificationForm() {
    super(
        DataClassification.class,
        DataClassification.TYPE,
        "Data classification",
        "Data are more sensitive than before: they demand a higher certification, and security and"
            + " standing weigh more where they are important or core.");
  }

  @Override
  DataClassification make(Filled filled) {
    return new DataClassification(filled.of(raiseTo), filled.of(pointsMoved));
  }

  @Override
  void examine(Filled filled, Fields policy) {
    if (filled.of(raiseTo) == DataClass.GENERAL && filled.of(pointsMoved) == 0) {
      policy.fault(
          raiseTo.name(),
          "is general, and no points are moved; a classification raises a class or moves points");
    }
  }
}
