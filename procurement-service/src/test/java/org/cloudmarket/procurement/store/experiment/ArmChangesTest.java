package org.cloudmarket.procurement.store.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.cloudmarket.analysis.experiment.ExperimentReader;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.procurement.Experiments;
import org.junit.jupiter.api.Test;

class ArmChangesTest {

  @Test
  void anArmIsToldByWhatItHasAndTheBaselineHasNot() {
    assertThat(ArmChanges.of(Experiments.comparison(4).design()).text())
        .startsWith(
            """
            {"with":{"policies.tianjin-mandate":"migration-mandate",\
            "policies.tianjin-preference":"score-preference",""");
  }

  @Test
  void aValueThatIsAnotherStandsByItsPath() {
    ArmChanges changes =
        ArmChanges.of(
            ExperimentReader.read(
                    """
                    name: shorter
                    kind: comparison
                    scenario: tianjin-mandate
                    arms: {usual: {}, shorter: {set: {policies.tianjin-mandate.graceMonths: 1}}}
                    baseline: usual
                    outcomes: {cost: {figure: cost-to-buyers}}
                    """,
                    DocumentLibrary.shipped())
                .design());

    assertThat(changes)
        .isEqualTo(new ArmChanges("{\"shorter\":{\"policies.tianjin-mandate.graceMonths\":1}}", 0));
  }

  @Test
  void aSensitivityIsToldByTheBoundsOfItsNumbers() {
    assertThat(ArmChanges.of(Experiments.sensitivity(0, 2, 1).design()).text())
        .isEqualTo("{\"varied\":{\"policies.tianjin-mandate.enforcement\":[0.5,1.0]}}");
  }
}
