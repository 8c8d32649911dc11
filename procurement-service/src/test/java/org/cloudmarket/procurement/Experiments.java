package org.cloudmarket.procurement;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.cloudmarket.analysis.experiment.Experiment;
import org.cloudmarket.analysis.experiment.ExperimentReader;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.documents.scenario.ScenarioWriter;

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

  /** Two arms of a market as large as may be. */
  public static Experiment large() {
    return ExperimentReader.read(
        DOCUMENT
            .replace("population.buyers: 100", "population.buyers: 1000000")
            .replace("HOW", "replications: 40"),
        DocumentLibrary.shipped());
  }

  /** Two arms, as often as it takes, with a pilot of four. */
  public static Experiment toHalfWidth(String halfWidth, int most) {
    return read(
        "precision: {outcome: cost, halfWidth: " + halfWidth + ", pilot: 4, most: " + most + "}");
  }

  /** One number that varies, by Sobol's method. */
  public static Experiment sensitivity(int buyers, int rows, int replications) {
    return ExperimentReader.read(
        """
        name: tianjin-sensitivity
        kind: sensitivity
        scenario: tianjin-mandate
        set: {population.buyers: BUYERS, start: 2021-07, months: 18}
        rows: ROWS
        replications: COUNT
        factors: {policies.tianjin-mandate.enforcement: {from: 0.5, to: 1}}
        outcomes:
          city-cloud: {figure: running-share, ofProvider: tianjin-city-cloud}
          cost: {figure: cost-to-buyers}
        """
            .replace("BUYERS", "" + buyers)
            .replace("ROWS", "" + rows)
            .replace("COUNT", "" + replications),
        DocumentLibrary.shipped());
  }

  /** So many arms of a market with so many policies, whose bases in law are as long as may be. */
  public static Experiment wordy(int arms, int policies) {
    ObjectNode scenario =
        ScenarioWriter.write(
            DocumentLibrary.shipped().resolve(DocumentLibrary.shipped().get("tianjin-mandate")));
    ObjectNode written = scenario.withObject("/policies");
    ObjectNode policy = (ObjectNode) written.elements().next();
    policy.put("legalBasis", "x".repeat(2_000));
    for (int i = 1; i <= policies; i++) {
      written.set("copy-" + i, policy);
    }
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("name", "wordy").put("kind", "comparison").put("baseline", "arm-1");
    document.set("document", scenario);
    for (int i = 1; i <= arms; i++) {
      document.withObject("/arms").putObject("arm-" + i);
    }
    return ExperimentReader.read(document.toString(), DocumentLibrary.shipped());
  }

  private static Experiment read(String how) {
    return ExperimentReader.read(DOCUMENT.replace("HOW", how), DocumentLibrary.shipped());
  }
}
