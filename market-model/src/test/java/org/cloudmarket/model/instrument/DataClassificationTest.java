package org.cloudmarket.model.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.cloudmarket.model.TestMarket;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.market.Weights;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.Procedure;
import org.cloudmarket.model.message.Bid;
import org.cloudmarket.model.message.Bid.Answer;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Scope;
import org.cloudmarket.model.rules.RuleBook;
import org.cloudmarket.model.rules.TenderRules;
import org.cloudmarket.model.run.Outcomes;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.api.Test;

class DataClassificationTest {

  private static final Policy RAISED = policy("raised", new DataClassification(DataClass.CORE, 0));
  private static final Policy MOVED =
      policy("moved", new DataClassification(DataClass.GENERAL, 10 * Weights.POINT));

  private static Policy policy(String id, DataClassification classification) {
    return TestMarket.enforced(TestMarket.policy(id, classification, Scope.EVERYBODY), 1_000_000);
  }

  private static Outcomes under(Policy... policies) {
    return Outcomes.of(TestMarket.with(policies).withBuyers(500, List.of()), 3);
  }

  private static TenderRules rules(DataClass dataClass, long applied, Policy... policies) {
    return new RuleBook(TestMarket.with(policies)).rules(Segment.BANK, dataClass, applied);
  }

  @Test
  void whoIsCertifiedForTheOwnClassOnlyIsShutOutByThePolicy() {
    // Amazon has level 2: enough for general and important data, not for core data.
    Outcomes run = under(RAISED);

    for (DataClass own : DataClass.values()) {
      Set<Answer> answers = answersOfAmazon(run, own);
      assertThat(answers)
          .containsExactly(own == DataClass.CORE ? Answer.NOT_CERTIFIED : Answer.NOT_ELIGIBLE);
    }
    assertThat(run.complaints)
        .isNotEmpty()
        .allMatch(complaint -> complaint.against().equals(List.of("raised")))
        .allMatch(complaint -> complaint.complainant().equals("aws-china"));
  }

  private static Set<Answer> answersOfAmazon(Outcomes run, DataClass own) {
    return Set.copyOf(
        run.books.stream()
            .filter(book -> book.tender().dataClass() == own)
            .filter(book -> book.tender().month() >= TestMarket.EFFECTIVE)
            .flatMap(book -> book.bids().stream())
            .filter(bid -> bid.provider().equals("aws-china"))
            .map(Bid::answer)
            .toList());
  }

  @Test
  void withoutItTheBuyersOwnClassHolds() {
    Outcomes run = under(RAISED);

    assertThat(run.awards(ContractAwarded::displaced))
        .isNotEmpty()
        .allMatch(award -> award.client().dataClass() != DataClass.CORE)
        .filteredOn(award -> award.win().procedure() == Procedure.COMPETITION)
        .isNotEmpty()
        .allMatch(award -> award.counterfactual().winner().equals("aws-china"));
  }

  @Test
  void pointsMoveToSecurityAndStandingInHalvesFromTheOthersInProportion() {
    Weights own = rules(DataClass.CORE, 0, MOVED).weights();
    Weights moved = rules(DataClass.CORE, 1, MOVED).weights();

    // A bank's own: 15 price, 32 quality, 25 security, 5 standing, 18 continuity, 5 ecosystem.
    assertThat(moved.security() - own.security()).isBetween(4_999_998L, 5_000_000L);
    assertThat(moved.standing() - own.standing()).isBetween(4_999_998L, 5_000_000L);
    assertThat(own.price() - moved.price()).isEqualTo(15 * 10_000_000L / 70);
    assertThat(own.quality() - moved.quality()).isEqualTo(32 * 10_000_000L / 70);
    assertThat(own.continuity() - moved.continuity()).isEqualTo(18 * 10_000_000L / 70);
    assertThat(own.ecosystem() - moved.ecosystem()).isEqualTo(5 * 10_000_000L / 70);
  }

  @Test
  void importantDataMoveSixTenthsOfThePointsAndGeneralDataNone() {
    Weights own = rules(DataClass.GENERAL, 0, MOVED).weights();

    assertThat(rules(DataClass.GENERAL, 1, MOVED).weights()).isEqualTo(own);
    assertThat(rules(DataClass.IMPORTANT, 1, MOVED).weights().security() - own.security())
        .isBetween(2_999_998L, 3_000_000L);
  }

  @Test
  void pointsMoveByTheClassThatTheDataAreRaisedTo() {
    Policy both = policy("both", new DataClassification(DataClass.IMPORTANT, 10 * Weights.POINT));

    assertThat(rules(DataClass.GENERAL, 1, both).weights())
        .isEqualTo(rules(DataClass.IMPORTANT, 1, MOVED).weights());
    assertThat(rules(DataClass.CORE, 1, both).weights())
        .isEqualTo(rules(DataClass.CORE, 1, MOVED).weights());
  }

  @Test
  void ofSeveralClassesTheHighestHoldsAndPointsAddUpAsFarAsThereAreAny() {
    Policy important =
        policy("a-important", new DataClassification(DataClass.IMPORTANT, 40 * Weights.POINT));
    Policy core = policy("b-core", new DataClassification(DataClass.CORE, 40 * Weights.POINT));

    Weights weights = rules(DataClass.GENERAL, 3, important, core).weights();

    assertThat(weights).isEqualTo(new Weights(0, 0, 60_000_000, 40_000_000, 0, 0));
    Scenario scenario = TestMarket.with(important, core);
    int amazon = scenario.providers().indexOf(scenario.provider("aws-china").orElseThrow());
    TenderRules both = rules(DataClass.GENERAL, 3, important, core);
    assertThat(both.excludedBy(amazon)).as("the one that asks for more than it has").isEqualTo(1);
  }

  @Test
  void aClassificationThatDoesNothingCannotBeMade() {
    assertThatThrownBy(() -> new DataClassification(DataClass.GENERAL, 0))
        .hasMessageContaining("raises a class or moves points");
    assertThatThrownBy(() -> new DataClassification(DataClass.CORE, 40_000_001))
        .hasMessageContaining("pointsMoved");
  }
}
