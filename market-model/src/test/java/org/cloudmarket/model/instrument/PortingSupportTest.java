package org.cloudmarket.model.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.cloudmarket.model.Arms;
import org.cloudmarket.model.TestMarket;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Scope;
import org.cloudmarket.model.run.Outcomes;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.api.Test;

class PortingSupportTest {

  private static final int SEEDS = 20;
  private static final Policy SUPPORT =
      TestMarket.policy("support", new PortingSupport(750_000), Scope.EVERYBODY);
  private static final Arms ARMS = Arms.of(TestMarket.small(), TestMarket.small(SUPPORT), SEEDS);

  private static List<ContractAwarded> awards(List<Outcomes> runs, boolean supported) {
    return runs.stream()
        .flatMap(run -> run.awards.stream())
        .filter(award -> award.policies().contains("support") == supported)
        .filter(award -> !award.replaced().incumbent().isEmpty())
        .toList();
  }

  @Test
  void anIncumbentThatStaysHasAQuarterOfItsPointsForContinuity() {
    Scenario market = TestMarket.small();

    assertThat(awards(ARMS.on(), true))
        .filteredOn(award -> !award.migration())
        .isNotEmpty()
        .allSatisfy(
            award ->
                assertThat(award.ranking().scores().continuity())
                    .isEqualTo(
                        market.segments().get(award.client().segment()).weights().continuity()
                            / 4));
  }

  @Test
  void overManySeedsMoreBuyersMoveAndEachDisplacedAwardIsLaidToIt() {
    assertThat(migrations(ARMS.on())).isGreaterThan(migrations(ARMS.off()) * 11 / 10);
    assertThat(awards(ARMS.on(), true))
        .filteredOn(ContractAwarded::displaced)
        .isNotEmpty()
        .allSatisfy(
            award -> assertThat(award.counterfactual().displacedBy()).containsExactly("support"))
        .allSatisfy(
            award ->
                assertThat(award.counterfactual().winner())
                    .isEqualTo(award.replaced().incumbent()));
  }

  private static long migrations(List<Outcomes> runs) {
    return runs.stream()
        .flatMap(run -> run.awards.stream())
        .filter(ContractAwarded::migration)
        .count();
  }

  @Test
  void whoDoesNotApplyItIsUntouched() {
    assertThat(awards(ARMS.on(), false)).isNotEmpty().noneMatch(ContractAwarded::displaced);
  }

  @Test
  void aPartIsMoreThanNothingAndAtMostAll() {
    assertThatThrownBy(() -> new PortingSupport(0)).hasMessageContaining("costShare is 0");
    assertThatThrownBy(() -> new PortingSupport(1_000_001)).hasMessageContaining("1..1000000");
  }
}
