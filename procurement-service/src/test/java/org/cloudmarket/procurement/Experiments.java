package org.cloudmarket.procurement;

import org.cloudmarket.analysis.experiment.Experiment;
import org.cloudmarket.analysis.experiment.ExperimentReader;
import org.cloudmarket.documents.library.DocumentLibrary;

/** Small experiments for tests. */
public final class Experiments {

  private static final String DOCUMENT =
      """
      name: tianjin-effect
      kind: comparison
      scenario: tianjin-mandate
      set: {population.buyers: 100, start: 2021-07, months: 18}
      arms:
        without: {without: all}
        with: {}
      baseline: without
      HOW
      outcomes:
        city-cloud: {figure: running-share, ofProvider: tianjin-city-cloud}
        cost: {figure: cost-to-buyers}
      """;

  private Experiments() {}

  /** Two arms, so often. */
  public static Experiment comparison(int replications) {
    return read("replications: " + replications);
  }

  /** Two arms, as often as it takes, with a pilot of three. */
  public static Experiment toHalfWidth(String halfWidth, int most) {
    return read(
        "precision: {outcome: cost, halfWidth: " + halfWidth + ", pilot: 4, most: " + most + "}");
  }

  private static Experiment read(String how) {
    return ExperimentReader.read(DOCUMENT.replace("HOW", how), DocumentLibrary.shipped());
  }
}
