package org.cloudmarket.analysis.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.cloudmarket.analysis.sensitivity.Factor;
import org.junit.jupiter.api.Test;

class LocalWorkTest {

  @Test
  void aRunThatCannotBeMadeIsNamedWithWhatIsWrongWithItsMarket() {
    Experiment sound =
        Markets.read(
            "name: small\nkind: sensitivity\nmethod: morris\ntrajectories: 2\n",
            Markets.MARKET,
            "factors: {policies.alike-one.enforcement: {from: 0, to: 1}}\n");
    Sensitivity design = (Sensitivity) sound.design();
    Experiment broken =
        new Experiment(
            "broken",
            "Enforcement beyond what there is",
            new Sensitivity(
                design.document(),
                design.specimen(),
                design.method(),
                List.of(Factor.real("policies.alike-one.enforcement", 2, 3)),
                2,
                1,
                7),
            sound.outcomes());

    assertThatThrownBy(() -> Markets.run(broken))
        .isInstanceOfSatisfying(FailedRun.class, failed -> assertThat(failed.invalid()).isPresent())
        .hasMessageStartingWith("values 3")
        .hasMessageContaining(", seed 7 cannot be run: /policies/alike-one/enforcement: is 3")
        .hasMessageContaining("outside 0..1");
  }
}
