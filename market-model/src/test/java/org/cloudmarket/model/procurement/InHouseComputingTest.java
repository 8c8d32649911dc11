package org.cloudmarket.model.procurement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.cloudmarket.model.TestMarket;
import org.cloudmarket.model.instrument.InHouseComputing;
import org.cloudmarket.model.instrument.InHouseComputing.Role;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.Procedure;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Scope;
import org.cloudmarket.model.run.Outcomes;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InHouseComputingTest {

  private static Outcomes run(Role role, long unitCostMilliFen) {
    Policy centre =
        TestMarket.enforced(
            TestMarket.policy(
                "own-centre",
                new InHouseComputing(TestMarket.OWN_CENTRE, role),
                Scope.of(Set.of(Segment.STATE_ENTERPRISE), Set.of("nantong"), Set.of())),
            1_000_000);
    Scenario scenario =
        TestMarket.withOwnCentre(unitCostMilliFen).withPolicies(List.of(centre), List.of());
    return Outcomes.of(scenario, 5);
  }

  private static boolean bound(ContractAwarded award) {
    return award.policies().contains("own-centre");
  }

  @ParameterizedTest
  @ValueSource(longs = {100_000, 140_000, 300_000})
  void asFirstChoiceTheCentreGetsEveryContractThatEndsWhateverItCosts(long unitCostMilliFen) {
    Outcomes run = run(Role.FIRST_CHOICE, unitCostMilliFen);

    assertThat(run.awards(InHouseComputingTest::bound))
        .hasSizeGreaterThan(20)
        .allMatch(award -> award.win().provider().equals(TestMarket.OWN_CENTRE))
        .allMatch(award -> award.win().procedure() == Procedure.DIRECT);
    assertThat(run.failures).noneMatch(failed -> failed.policies().contains("own-centre"));
  }

  @Test
  void asLastResortTheCentreGetsOnlyWhatFails() {
    Outcomes run = run(Role.LAST_RESORT, 140_000);
    Outcomes open = Outcomes.of(TestMarket.open(), 5);

    assertThat(run.failures).noneMatch(failed -> failed.policies().contains("own-centre"));
    assertThat(run.awards(award -> award.win().provider().equals(TestMarket.OWN_CENTRE)))
        .isNotEmpty()
        .allMatch(award -> award.win().procedure() == Procedure.LAST_RESORT);
    assertThat(open.failures).anyMatch(failed -> failed.city().equals("nantong"));
  }

  @Test
  void aTenderThatDoesNotFailCostsTheSameWithALastResort() {
    assertThat(run(Role.LAST_RESORT, 140_000).awards(InHouseComputingTest::bound))
        .filteredOn(award -> award.win().procedure() == Procedure.COMPETITION)
        .isNotEmpty()
        .allMatch(award -> award.win().priceFen() == award.counterfactual().priceFen());
  }

  @Test
  void aCentreThatNoPolicyCallsChangesNoAward() {
    assertThat(Outcomes.of(TestMarket.withOwnCentre(100_000), 5).digests())
        .isEqualTo(Outcomes.of(TestMarket.open(), 5).digests());
  }
}
