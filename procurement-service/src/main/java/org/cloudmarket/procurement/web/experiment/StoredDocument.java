package org.cloudmarket.procurement.web.experiment;

import java.util.function.Supplier;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.frame.problem.Problem;
import org.cloudmarket.frame.problem.Refusal;

/** Stored documents of experiments are read here: one may be of a release that took others. */
final class StoredDocument {

  private StoredDocument() {}

  /**
   * What is read of a document that is stored.
   *
   * @throws Refusal where this release cannot read it any more: 409
   */
  static <T> T read(String id, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (InvalidScenario e) {
      throw Refusal.conflict(
          "experiment-unreadable",
          "This release cannot read the document of experiment '" + id + "' any more",
          Problem.faults(e.faults()));
    }
  }
}
