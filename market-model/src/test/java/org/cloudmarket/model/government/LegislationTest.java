package org.cloudmarket.model.government;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cloudmarket.model.TestMarket;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.desk.Outbox;
import org.cloudmarket.model.instrument.Exclusion;
import org.cloudmarket.model.instrument.OverseasShock;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.PolicyMessage.PolicyEnacted;
import org.cloudmarket.model.message.PolicyMessage.PolicyRepealed;
import org.cloudmarket.model.message.PolicyMessage.RequestAnswered;
import org.cloudmarket.model.message.PolicyMessage.StatutesAmended;
import org.cloudmarket.model.message.PolicyTally;
import org.cloudmarket.model.message.RunsMessage;
import org.cloudmarket.model.message.RunsMessage.AmendRequested;
import org.cloudmarket.model.message.RunsMessage.EnactRequested;
import org.cloudmarket.model.message.RunsMessage.MonthClosed;
import org.cloudmarket.model.message.RunsMessage.PolicyRequest;
import org.cloudmarket.model.message.RunsMessage.RepealRequested;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.message.ShardReport;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Scope;
import org.cloudmarket.model.policy.Spell;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.api.Test;

class LegislationTest implements Outbox {

  private static final int START = TestMarket.START;
  private static final int NEXT = START + 1;

  private final TreeMap<String, Fact> facts = new TreeMap<>();
  private final List<Message> said = new ArrayList<>();
  private PolicyDesk government = new PolicyDesk();

  @Test
  void whatIsEnactedBindsFromTheMonthOfTheAnswer() {
    order(TestMarket.open());

    hear(new EnactRequested("run", "bill", atOnce("bonus")));
    hear(report(START));

    assertThat(answer()).isEqualTo(new RequestAnswered("run", 0, "bill", true, NEXT, "", false, 0));
    assertThat(book()).containsExactly(TestMarket.preference().as("bonus", NEXT, NEXT));
    assertThat(said).contains(new PolicyEnacted("run", 0, NEXT, "bonus", "request"));
    assertThat(opened().inForce()).containsExactly("bonus");
  }

  @Test
  void everyShardHearsTheBookBeforeTheAnswerIsGiven() {
    hear(new RunOrdered("run", TestMarket.open(), 1, 3));
    said.clear();

    hear(new EnactRequested("run", "bill", atOnce("bonus")));

    assertThat(said)
        .extracting(message -> message.getClass().getSimpleName())
        .containsExactly(
            "StatutesAmended", "StatutesAmended", "StatutesAmended", "RequestAnswered");
    assertThat(said.subList(0, 3))
        .extracting(message -> ((StatutesAmended) message).shard())
        .containsExactly(0, 1, 2);
  }

  @Test
  void anAmendmentEndsThePolicyAndEnactsItsSuccessorInTheSameMonth() {
    order(TestMarket.open());
    hear(new EnactRequested("run", "bill", atOnce("bonus")));
    hear(report(START));

    hear(new AmendRequested("run", "second", TestMarket.enforced(atOnce("bonus"), 1)));
    hear(report(NEXT));
    hear(new AmendRequested("run", "third", TestMarket.enforced(atOnce("bonus-2"), 2)));

    assertThat(book()).extracting(Policy::id).containsExactly("bonus", "bonus-2", "bonus-3");
    assertThat(book()).extracting(Policy::effective).containsExactly(NEXT, NEXT + 1, NEXT + 2);
    assertThat(book()).extracting(Policy::end).containsExactly(NEXT + 1, NEXT + 2, Months.NEVER);
    assertThat(said)
        .contains(
            new PolicyRepealed("run", 0, NEXT + 1, "bonus", "request"),
            new PolicyEnacted("run", 0, NEXT + 1, "bonus-2", "request"));
  }

  @Test
  void whoYieldsToAPolicyYieldsToItsSuccessorToo() {
    Policy yielding = TestMarket.preference().yieldingTo(new TreeSet<>(Set.of("bonus")));
    order(TestMarket.with(yielding));
    hear(new EnactRequested("run", "bill", atOnce("bonus")));
    hear(report(START));

    hear(new AmendRequested("run", "second", TestMarket.enforced(atOnce("bonus"), 1)));

    assertThat(book().getLast())
        .isEqualTo(yielding.yieldingTo(new TreeSet<>(Set.of("bonus", "bonus-2"))));
  }

  @Test
  void aBillLeaksInNoMonthThatIsOver() {
    order(TestMarket.open());
    Policy later = TestMarket.preference().as("later", NEXT + 5, NEXT + 9);

    hear(new EnactRequested("run", "too-early", later.leaking(START, 100_000)));
    assertThat(answer().reason())
        .isEqualTo("it leaks in 2019-01, before 2019-02, the first month that it can touch");
    hear(new EnactRequested("run", "in-time", later.leaking(NEXT + 1, 100_000)));

    assertThat(answer().accepted()).isTrue();
    assertThat(book()).containsExactly(later.leaking(NEXT + 1, 100_000));
  }

  @Test
  void aPolicyThatIsAmendedBeforeItBindsNeverDoes() {
    Policy later = TestMarket.preference().as("later", NEXT, NEXT + 5);
    order(TestMarket.open());
    hear(new EnactRequested("run", "bill", later));
    hear(report(START));
    assertThat(opened().announced()).containsExactly("later");

    hear(new AmendRequested("run", "second", later.as("later", NEXT + 1, NEXT + 6)));
    hear(report(NEXT));

    assertThat(opened().announced()).containsExactly("later-2");
    assertThat(book().getFirst()).isEqualTo(later.endedIn(NEXT + 1));
    assertThat(book().getFirst().binds()).isFalse();
  }

  @Test
  void whatIsRepealedBeforeItIsAnnouncedIsNeverKnown() {
    order(TestMarket.with(TestMarket.preference()));

    hear(new RepealRequested("run", "never", "tianjin-preference"));

    Policy repealed = book().getFirst();
    for (int month = START; month < TestMarket.EFFECTIVE + 2; month++) {
      assertThat(repealed.awaited(month) || repealed.datedFor(month)).isFalse();
    }
  }

  @Test
  void whatATriggerWouldEnactNeverComesOnceItIsRepealed() {
    order(
        TestMarket.open()
            .withPolicies(
                List.of(TestMarket.mandate(), TestMarket.preferenceByTrigger()),
                List.of(TestMarket.softening())));

    hear(new RepealRequested("run", "never", "tianjin-preference"));

    assertThat(answer().accepted()).isTrue();
    assertThat(book().getLast().datedFor(TestMarket.EFFECTIVE + 5)).isFalse();
  }

  @Test
  void aPolicyWithADateThatIsOverIsRefused() {
    order(TestMarket.open());

    hear(new EnactRequested("run", "bill", TestMarket.preference().as("bonus", START, NEXT)));

    assertThat(answer().accepted()).isFalse();
    assertThat(answer().reason())
        .isEqualTo("it is announced in 2019-01, before 2019-02, the first month that it can touch");
  }

  @Test
  void moreThanSixtyFourPoliciesAreRefusedAndThoseThatEndedCount() {
    order(TestMarket.open());
    for (int i = 0; i < Scenario.MAX_POLICIES; i++) {
      hear(new EnactRequested("run", "bill-" + i, atOnce("bonus-of-" + i + "-points")));
      assertThat(answer().accepted()).isTrue();
    }

    hear(new AmendRequested("run", "amend", atOnce("bonus-of-0-points")));

    assertThat(answer().reason())
        .isEqualTo("a run has at most 64 policies, those that ended included");
  }

  @Test
  void whatWouldMakeTheScenarioUnsoundIsRefusedWithEveryFault() {
    order(TestMarket.with(TestMarket.preference()));
    Policy nobodyMaySell =
        TestMarket.policy(
            "nobody-may-sell", Exclusion.of(Set.of(Ownership.values())), Scope.EVERYBODY);

    hear(
        new EnactRequested(
            "run",
            "bill",
            nobodyMaySell.as("nobody-may-sell", PolicyRequest.AT_ONCE, PolicyRequest.AT_ONCE)));

    assertThat(answer().reason())
        .contains("/policies/nobody-may-sell: leaves buyers in ")
        .contains(" nobody to buy from in ")
        .contains("/policies/nobody-may-sell: contradicts policy 'tianjin-preference'");
    assertThat(said).doesNotHaveAnyElementsOfTypes(StatutesAmended.class);
  }

  @Test
  void aShockThatNamesNobodyIsNoFault() {
    order(TestMarket.open());
    Policy shock =
        TestMarket.change(
            "shock",
            new OverseasShock(100_000, "", new TreeSet<>()),
            Scope.EVERYBODY,
            Months.NEVER);

    hear(new EnactRequested("run", "bill", shock.as("shock", NEXT, NEXT)));

    assertThat(answer().reason()).isEmpty();
  }

  @Test
  void nothingIsEnactedBehindTheLastMonth() {
    order(TestMarket.open().withMonths(1));

    hear(new EnactRequested("run", "bill", atOnce("bonus")));

    assertThat(answer().reason()).isEqualTo("the run is in its last month");
  }

  @Test
  void theBookOutlivesACrash() {
    order(TestMarket.open());
    hear(new EnactRequested("run", "bill", atOnce("bonus")));

    crash();
    hear(new EnactRequested("run", "bill", atOnce("bonus")));
    hear(report(START));

    assertThat(said).filteredOn(RequestAnswered.class::isInstance).hasSize(1);
    assertThat(opened().inForce()).containsExactly("bonus");
  }

  @Test
  void shardsAreToldWhenPoliciesWereInForceWhetherADateOrARequestBeganAndEndedIt() {
    order(TestMarket.with(TestMarket.preference().as("dated", START, START).endedIn(NEXT + 1)));
    hear(new EnactRequested("run", "bill", atOnce("bonus")));
    assertThat(opened().spells()).containsExactly(Spell.since("dated", START));
    hear(report(START));

    hear(new RepealRequested("run", "enough", "bonus"));
    hear(report(NEXT));
    hear(report(NEXT + 1));

    assertThat(opened().spells())
        .containsExactly(new Spell("bonus", NEXT, NEXT + 1), new Spell("dated", START, NEXT + 1));
  }

  @Test
  void aTriggerBeginsAndEndsATimeInForceToo() {
    order(
        TestMarket.open()
            .withPolicies(
                List.of(
                    TestMarket.mandate().as("tianjin-mandate", START, START),
                    TestMarket.preferenceByTrigger().as("tianjin-preference", START, START)),
                List.of(TestMarket.softening())));
    PolicyTally complaints =
        new PolicyTally("tianjin-mandate", 10, 10, 10, 10, 1, 0, 0, 10, 10, 1, 0, 1);

    hear(report(START, complaints));
    hear(report(NEXT, complaints));

    assertThat(opened().spells())
        .containsExactly(
            new Spell("tianjin-mandate", START, NEXT + 1),
            Spell.since("tianjin-preference", NEXT + 1));
  }

  @Test
  void whatWasInForceBeforeTheRunCountsFromItsFirstMonth() {
    order(TestMarket.with(TestMarket.preference().as("old", START - 9, START - 9)));

    assertThat(opened().spells()).containsExactly(Spell.since("old", START));
  }

  @Test
  void theTimesInForceOutliveACrash() {
    order(TestMarket.with(TestMarket.preference().as("dated", START, START).endedIn(NEXT)));

    crash();
    hear(report(START));

    assertThat(opened().spells()).containsExactly(new Spell("dated", START, NEXT));
  }

  private static Policy atOnce(String id) {
    return TestMarket.preference().as(id, PolicyRequest.AT_ONCE, PolicyRequest.AT_ONCE);
  }

  private static MonthClosed report(int month, PolicyTally... tallies) {
    return new MonthClosed(
        "run", 0, month, new ShardReport(List.of(), List.of(), List.of(tallies)), Digest.ZERO);
  }

  private void order(Scenario scenario) {
    hear(new RunOrdered("run", scenario, 1, 1));
  }

  private RequestAnswered answer() {
    return last(RequestAnswered.class);
  }

  private List<Policy> book() {
    return last(StatutesAmended.class).policies();
  }

  private MonthOpened opened() {
    return last(MonthOpened.class);
  }

  private <M extends Message> M last(Class<M> type) {
    return said.reversed().stream()
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }

  private void hear(RunsMessage message) {
    government.hear(message, this);
  }

  private void crash() {
    government = new PolicyDesk();
    facts.values().forEach(government::recallStored);
  }

  @Override
  public void say(Message message) {
    said.add(message);
  }

  @Override
  public void remember(Fact fact) {
    facts.put(fact.key(), fact);
  }

  @Override
  public void forget() {
    facts.clear();
  }
}
