package org.cloudmarket.analysis.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cloudmarket.analysis.statistics.Estimate;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Trigger;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.api.Test;

/** What each policy did adds up to what all did, whatever the order in which they are written. */
class PolicyAttributionTest {

  private static final String HEAD = "name: small\nkind: attribution\nreplications: 4\n";
  private static final String STATE =
      "outcomes: {state: {figure: running-share, ofOwnership: state}}\n";

  private static final Result.Attributed FOUND =
      Markets.result(Markets.read(HEAD, Markets.MARKET, STATE)).attributions().getFirst();

  private static Estimate of(Result.Attributed found, String policy) {
    return found.policies().stream()
        .filter(share -> share.policy().equals(policy))
        .findFirst()
        .orElseThrow()
        .effect();
  }

  @Test
  void partsAddUpToTheWhole() {
    double sum = FOUND.policies().stream().mapToDouble(share -> share.effect().value()).sum();

    assertThat(FOUND.whole().value()).isPositive();
    assertThat(sum).isCloseTo(FOUND.whole().value(), within(1e-9));
  }

  @Test
  void aPolicyThatTouchesNobodyHasDoneNothing() {
    assertThat(of(FOUND, "idle")).isEqualTo(Estimate.ZERO);
  }

  @Test
  void twoThatAreAlikeHaveDoneTheSame() {
    // The bonus of both at a time counts once more than that of one, and who applies which is
    // drawn by name; all apply both here.
    assertThat(of(FOUND, "alike-one").value())
        .isCloseTo(of(FOUND, "alike-two").value(), within(1e-12));
  }

  @Test
  void theOrderInWhichPoliciesAreWrittenChangesNothing() {
    String[] lines = Markets.MARKET.lines().toArray(String[]::new);
    int first = Arrays.asList(lines).indexOf("  policies:".indent(0).stripTrailing());
    String written = String.join("\n", lines) + "\n";
    String one =
        written.substring(written.indexOf("    alike-one"), written.indexOf("    alike-two"));
    String two = written.substring(written.indexOf("    alike-two"), written.indexOf("    idle"));
    String turned = written.replace(one + two, two + one);

    assertThat(first).isPositive();
    assertThat(turned).isNotEqualTo(written);
    assertThat(Markets.result(Markets.read(HEAD, turned, STATE)).attributions())
        .containsExactly(FOUND);
  }

  @Test
  void somePoliciesCanBeAskedForAndTheOthersStay() {
    Result.Attributed some =
        Markets.result(Markets.read(HEAD, Markets.MARKET, STATE, "policies: [alike-one]\n"))
            .attributions()
            .getFirst();

    assertThat(some.policies()).hasSize(1);
    assertThat(some.policies().getFirst().effect()).isEqualTo(some.whole());
  }

  @Test
  void aWholeDocumentRepeatsItToTheBit() {
    Experiment experiment = Markets.read(HEAD, Markets.MARKET, STATE);
    Experiment again = Markets.read(ExperimentWriter.write(experiment).toString());

    assertThat(Markets.result(again).attributions()).containsExactly(FOUND);
  }

  @Test
  void aTriggerThatLosesItsPolicyIsLeftOutAndOneThatPutsItInPlaceOfAnotherEndsThat() {
    DocumentLibrary shipped = DocumentLibrary.shipped();
    Scenario scenario = shipped.resolve(shipped.get("tianjin-mandate"), Optional.empty(), Map.of());
    Trigger softens = scenario.triggers().getFirst();
    String from = softens.repeals().first();
    String to = softens.enacts().first();

    Scenario without = PolicyAttribution.with(scenario, Set.of(from));
    Scenario alone = PolicyAttribution.with(scenario, Set.of(to));

    assertThat(without.policies()).extracting(Policy::id).containsExactly(from);
    assertThat(without.triggers().getFirst().actions())
        .isEqualTo(List.of(new Trigger.Repeal(from)));
    assertThat(alone.policies()).extracting(Policy::id).containsExactly(to);
    assertThat(alone.triggers()).as("it watched the other policy").isEmpty();
  }
}
