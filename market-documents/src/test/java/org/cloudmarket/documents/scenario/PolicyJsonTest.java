package org.cloudmarket.documents.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.soundness.Soundness;
import org.junit.jupiter.api.Test;

class PolicyJsonTest {

  private static final Scenario SCENARIO =
      DocumentLibrary.shipped().resolve(DocumentLibrary.shipped().get("tianjin-mandate"));

  @Test
  void policiesComeBackAsTheyWere() {
    assertThat(PolicyJson.readAll(PolicyJson.write(SCENARIO.policies())))
        .isEqualTo(SCENARIO.policies());
  }

  @Test
  void aScenarioWhosePoliciesWereRepealedInAnyMonthCanBeOrderedAgain() {
    for (int month = SCENARIO.start() + 1; month < SCENARIO.end(); month += 5) {
      int repealed = month;
      Scenario leftBehind =
          SCENARIO.withPolicies(
              SCENARIO.policies().stream().map(policy -> policy.endedIn(repealed)).toList(),
              SCENARIO.triggers());

      assertThat(Soundness.faultsIn(leftBehind)).isEmpty();
      assertThat(ScenarioJson.read(ScenarioJson.write(leftBehind))).isEqualTo(leftBehind);
    }
  }

  @Test
  void everyFaultIsNamed() {
    ObjectNode policy = PolicyJson.write(SCENARIO.policies().getFirst());
    policy.put(PolicyJson.ID, "No Id").put("enforcement", 2).put("scoop", "all");

    assertThatThrownBy(() -> PolicyJson.read(policy))
        .isInstanceOf(InvalidScenario.class)
        .hasMessageContainingAll("/id: ", "/enforcement: ", "/scoop: ");
  }

  @Test
  void whatAPolicyNamesIsNotLookedFor() {
    Policy policy = SCENARIO.policies().getFirst();
    ObjectNode written = PolicyJson.write(policy);
    ((ObjectNode) written.get("scope")).putArray("cities").add("atlantis");

    assertThat(PolicyJson.read(written).scope().cities()).containsExactly("atlantis");
  }

  @Test
  void whatIsNoPolicyIsAFault() {
    ObjectNode policy = PolicyJson.write(SCENARIO.policies().getFirst());

    assertThatThrownBy(() -> PolicyJson.readAll(policy)).hasMessageContaining("not a list");
    assertThatThrownBy(() -> PolicyJson.read(policy.get("id")))
        .hasMessageContaining("not a map of fields");
  }
}
