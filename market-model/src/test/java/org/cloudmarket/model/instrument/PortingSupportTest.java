package org.cloudmarket.model.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import org.cloudmarket.model.Arms;
import org.cloudmarket.model.TestMarket;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.market.SegmentProfile;
import org.cloudmarket.model.market.Weights;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Scope;
import org.cloudmarket.model.run.Outcomes;
import org.cloudmarket.model.run.Reasons;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.tender.Explanation;
import org.cloudmarket.model.tender.Explanation.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class PortingSupportTest {

  private static final int SEEDS = 20;
  private static final Policy SUPPORT =
      TestMarket.policy("support", new PortingSupport(750_000), Scope.EVERYBODY);
  private final Arms arms = Arms.of(TestMarket.small(), TestMarket.small(SUPPORT), SEEDS);

  private static List<ContractAwarded> awards(List<Outcomes> runs, boolean supported) {
    return runs.stream()
        .flatMap(run -> run.awards.stream())
        .filter(award -> award.policies().contains("support") == supported)
        .filter(award -> !award.replaced().incumbent().isEmpty())
        .toList();
  }

  private SegmentProfile profile(Segment segment) {
    return arms.on().getFirst().scenario.segments().get(segment);
  }

  /** The points for continuity that stand for the cost of a move, in millionths. */
  private long pointsOfMoney(Segment segment, int termMonths) {
    Weights weights = profile(segment).weights();
    long points = Ranges.scale(weights.price(), profile(segment).portingCostPpm());
    return Math.min(weights.continuity(), points * 12 / termMonths);
  }

  /** What the buyer pays in a year under its present contract, for what it tenders now. */
  private static long presentAnnualFen(ContractAwarded award) {
    return award.replaced().baseFen() * award.need().units() / award.client().baseUnits();
  }

  @Test
  void anIncumbentThatStaysLosesThreeQuartersOfThePointsThatStandForMoney() {
    assertThat(awards(arms.on(), true))
        .filteredOn(award -> !award.migration())
        .isNotEmpty()
        .allSatisfy(
            award -> {
              Segment segment = award.client().segment();
              assertThat(award.ranking().scores().continuity())
                  .isCloseTo(
                      profile(segment).weights().continuity()
                          - pointsOfMoney(segment, award.need().termMonths()) * 3 / 4,
                      within(1L));
            });
  }

  @Test
  void whoMovesPaysAPartOfItsPresentYearAndWithSupportTheRestOfThat() {
    assertThat(awards(arms.on(), false))
        .filteredOn(ContractAwarded::migration)
        .isNotEmpty()
        .allSatisfy(
            award ->
                assertThat(award.win().portingFen())
                    .isCloseTo(presentAnnualFen(award) / 8, withinPercentage(0.1)));
    assertThat(awards(arms.on(), true))
        .filteredOn(ContractAwarded::migration)
        .isNotEmpty()
        .allSatisfy(
            award ->
                assertThat(award.win().portingFen())
                    .isCloseTo(presentAnnualFen(award) / 32, withinPercentage(0.1)));
  }

  @Test
  void whoWouldHaveMovedWithoutSupportWouldHavePaidTheWhole() {
    assertThat(awards(arms.on(), true))
        .filteredOn(award -> !award.counterfactual().winner().equals(award.replaced().incumbent()))
        .isNotEmpty()
        .allSatisfy(
            award ->
                assertThat(award.counterfactual().portingFen())
                    .isCloseTo(presentAnnualFen(award) / 8, withinPercentage(0.1)));
  }

  @Test
  void whoStaysPaysNothingForAMove() {
    assertThat(awards(arms.on(), true))
        .filteredOn(award -> !award.migration())
        .isNotEmpty()
        .allMatch(award -> award.win().portingFen() == 0);
  }

  @Test
  void pointsAndMoneyAgree() {
    Scenario market = TestMarket.small(SUPPORT);
    Reasons reasons = Reasons.of(market, 1, TestMarket.DEADLINE);

    List<Explanation> tenders =
        arms.on().getFirst().decided(TestMarket.DEADLINE).stream()
            .map(outcome -> reasons.of(outcome.tender()).orElseThrow())
            .filter(why -> !why.tender().incumbent().isEmpty())
            .toList();

    assertThat(tenders)
        .isNotEmpty()
        .allSatisfy(
            why -> {
              TenderPublished tender = why.tender();
              double presentFen =
                  tender.units()
                      * tender.termMonths()
                      * (tender.incumbentUnitPriceMilliFen() / 1_000.0);
              Weights weights = profile(tender.segment()).weights();
              Rule support = why.rules().getFirst();
              assertThat((double) support.continuitySparedMicroPoints())
                  .as("as many points as the price would lose if it were higher by what is spared")
                  .isCloseTo(
                      Math.min(
                          weights.continuity() * 0.75,
                          weights.price() * (support.portingSparedFen() / presentFen)),
                      withinPercentage(0.1));
            });
  }

  @Test
  void overManySeedsMoreBuyersMoveAndEachDisplacedAwardIsLaidToIt() {
    assertThat(migrations(arms.on())).isGreaterThan(migrations(arms.off()) * 11 / 10);
    assertThat(awards(arms.on(), true))
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
    assertThat(awards(arms.on(), false)).isNotEmpty().noneMatch(ContractAwarded::displaced);
  }

  @Test
  void aPartIsMoreThanNothingAndAtMostAll() {
    assertThatThrownBy(() -> new PortingSupport(0)).hasMessageContaining("costShare is 0");
    assertThatThrownBy(() -> new PortingSupport(1_000_001)).hasMessageContaining("1..1000000");
  }
}
