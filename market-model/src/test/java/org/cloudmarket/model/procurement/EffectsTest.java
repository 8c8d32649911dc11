package org.cloudmarket.model.procurement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.cloudmarket.model.TestMarket;
import org.cloudmarket.model.instrument.ScorePreference;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.ExtensionReason;
import org.cloudmarket.model.message.PolicyMessage.PolicyApplied;
import org.cloudmarket.model.message.PolicyTally;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Scope;
import org.cloudmarket.model.run.Outcomes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What the month's report says of a policy is what the outcomes say. */
@TestInstance(Lifecycle.PER_CLASS)
class EffectsTest {

  private static final String MANDATE = "tianjin-mandate";

  private final Outcomes run =
      Outcomes.of(
          TestMarket.with(
              TestMarket.mandate(),
              new Policy(
                  "bonus",
                  ScorePreference.points(Set.of(Ownership.STATE), false, 15),
                  Scope.EVERYBODY,
                  TestMarket.EFFECTIVE - 3,
                  TestMarket.EFFECTIVE + 2,
                  TestMarket.EFFECTIVE + 14,
                  800_000,
                  500_000,
                  false,
                  "")),
          3,
          2,
          1);

  private List<PolicyTally> tallies(String policy) {
    return applied().stream()
        .map(PolicyApplied::tally)
        .filter(tally -> tally.policy().equals(policy))
        .toList();
  }

  private List<PolicyApplied> applied() {
    return run.policy.stream()
        .filter(PolicyApplied.class::isInstance)
        .map(PolicyApplied.class::cast)
        .toList();
  }

  @Test
  void aPolicysMonthIsThatOfTheAwardsThatItsBuyersMade() {
    assertThat(applied()).isNotEmpty();
    for (PolicyApplied month : applied()) {
      PolicyTally tally = month.tally();
      List<ContractAwarded> touched =
          run.awards(
              each -> each.month() == month.month() && each.policies().contains(tally.policy()));
      List<ContractAwarded> displaced =
          touched.stream()
              .filter(each -> each.counterfactual().displacedBy().contains(tally.policy()))
              .toList();
      String what = tally.policy() + " in " + month.month();

      assertThat(tally.awards()).as(what).isEqualTo(touched.size());
      assertThat(tally.awardedFen()).as(what).isEqualTo(annualFen(touched));
      assertThat(tally.displaced()).as(what).isEqualTo(displaced.size());
      assertThat(tally.displacedFen()).as(what).isEqualTo(annualFen(displaced));
      assertThat(tally.costFen()).as(what).isEqualTo(costFen(touched));
      assertThat(tally.portingFen()).as(what).isEqualTo(portingFen(touched));
    }
  }

  private static long annualFen(List<ContractAwarded> awards) {
    return awards.stream().mapToLong(award -> award.win().annualValueFen()).sum();
  }

  private static long costFen(List<ContractAwarded> awards) {
    return awards.stream()
        .filter(each -> !each.counterfactual().winner().isEmpty())
        .mapToLong(
            each ->
                each.win().annualValueFen()
                    - each.counterfactual().priceFen() * 12 / each.need().termMonths())
        .sum();
  }

  private static long portingFen(List<ContractAwarded> awards) {
    return awards.stream()
        .mapToLong(each -> each.win().portingFen() - each.counterfactual().portingFen())
        .sum();
  }

  @Test
  void whoAMandateMovesPaysForTheMoveBesideThePrice() {
    assertThat(tallies(MANDATE).stream().mapToLong(PolicyTally::portingFen).sum()).isPositive();
  }

  @Test
  void aTenderThatABuyerDecidesUnderAPolicyEndsInAnAwardOrFails() {
    for (PolicyApplied month : applied()) {
      PolicyTally tally = month.tally();
      long failed =
          run.failures.stream()
              .filter(
                  each -> each.month() == month.month() && each.policies().contains(tally.policy()))
              .count();

      assertThat(tally.touched()).isEqualTo((int) (tally.awards() + failed));
      assertThat(tally.tenders()).isGreaterThanOrEqualTo(tally.touched());
    }
  }

  @Test
  void aBuyerWhoseContractAMandateBridgesIsTouchedWithoutATender() {
    for (PolicyApplied month : applied()) {
      PolicyTally tally = month.tally();
      long bridged =
          run.extensions.stream()
              .filter(
                  each ->
                      each.month() == month.month()
                          && each.reason() == ExtensionReason.GRACE
                          && tally.policy().equals(MANDATE))
              .count();

      assertThat(tally.buyers()).isEqualTo((int) (tally.touched() + bridged));
    }
    assertThat(tallies(MANDATE)).anyMatch(tally -> tally.buyers() > tally.touched());
  }

  @Test
  void whatAnAnnouncedPolicyTouchesIsToldBeforeItBinds() {
    assertThat(applied())
        .filteredOn(each -> each.month() < TestMarket.EFFECTIVE + 2)
        .filteredOn(each -> each.tally().policy().equals("bonus"))
        .hasSize(5)
        .anyMatch(each -> each.tally().awards() > 0);
  }

  @Test
  void aClosedFieldCostsItsBuyers() {
    assertThat(tallies(MANDATE).stream().mapToLong(PolicyTally::costFen).sum()).isPositive();
  }
}
