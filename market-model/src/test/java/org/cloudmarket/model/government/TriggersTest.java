package org.cloudmarket.model.government;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.cloudmarket.model.TestMarket;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.desk.Outbox;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.PolicyMessage.PolicyEnacted;
import org.cloudmarket.model.message.PolicyMessage.PolicyRepealed;
import org.cloudmarket.model.message.PolicyTally;
import org.cloudmarket.model.message.RunsMessage.MonthClosed;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.message.ShardReport;
import org.cloudmarket.model.message.ShardReport.Running;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Trigger;
import org.cloudmarket.model.policy.Trigger.Action;
import org.cloudmarket.model.policy.Trigger.Figure;
import org.cloudmarket.model.policy.Trigger.Side;
import org.cloudmarket.model.policy.Trigger.Watched;
import org.cloudmarket.model.random.Digest;
import org.junit.jupiter.api.Test;

class TriggersTest implements Outbox {

  private static final int START = TestMarket.START;
  private static final String WATCHED = "watched";
  private static final Policy POLICY = TestMarket.preference().as(WATCHED, START, START);
  private static final Policy OTHER = TestMarket.preferenceByTrigger().as("other", START, START);

  private final TreeMap<String, Fact> facts = new TreeMap<>();
  private final List<Message> said = new ArrayList<>();
  private PolicyDesk government = new PolicyDesk();
  private int month = START;

  private static Watched inScope(Figure figure) {
    return new Trigger.InScope(figure, WATCHED);
  }

  private static Trigger trigger(Watched watched, Side side, double level, Action... actions) {
    return trigger(watched, side, level, 1, 1, actions);
  }

  private static Trigger trigger(
      Watched watched, Side side, double level, int window, int held, Action... actions) {
    return new Trigger(
        "trigger", watched, side, Math.round(level * 1_000_000), window, held, List.of(actions));
  }

  /** Whether a month's tally makes a trigger with this level fire. */
  private boolean fires(Figure figure, Side side, double level, PolicyTally tally) {
    order(trigger(inScope(figure), side, level, new Trigger.Repeal(WATCHED)));
    close(tally);
    return !inForce().contains(WATCHED);
  }

  @Test
  void complaintsAreCountedOrTakenPerTender() {
    PolicyTally tally = new PolicyTally(WATCHED, 40, 30, 30, 30, 1, 0, 0, 10, 10, 1, 0, 1);

    assertThat(fires(Figure.COMPLAINTS_PER_TENDER, Side.ABOVE, 0.25, tally)).isFalse();
    assertThat(fires(Figure.COMPLAINTS_PER_TENDER, Side.ABOVE, 0.24, tally)).isTrue();
    assertThat(fires(Figure.COMPLAINTS, Side.ABOVE, 10, tally)).isFalse();
    assertThat(fires(Figure.COMPLAINTS, Side.ABOVE, 9.5, tally)).isTrue();
    assertThat(fires(Figure.COMPLAINTS, Side.BELOW, 10, tally)).isFalse();
    assertThat(fires(Figure.COMPLAINTS, Side.BELOW, 11, tally)).isTrue();
  }

  @Test
  void displacedValueIsAPartOfAllThatIsAwardedInScope() {
    PolicyTally tally = new PolicyTally(WATCHED, 40, 30, 30, 30, 700, 0, 0, 0, 10, 200, 0, 1_000);

    assertThat(fires(Figure.DISPLACED_VALUE, Side.ABOVE, 0.2, tally)).isFalse();
    assertThat(fires(Figure.DISPLACED_VALUE, Side.ABOVE, 0.19, tally)).isTrue();
  }

  @Test
  void failedTendersAreAPartOfAllTendersInScope() {
    PolicyTally tally = new PolicyTally(WATCHED, 40, 30, 30, 30, 1, 0, 0, 0, 0, 0, 10, 1);

    assertThat(fires(Figure.FAILED_TENDERS, Side.ABOVE, 0.25, tally)).isFalse();
    assertThat(fires(Figure.FAILED_TENDERS, Side.ABOVE, 0.24, tally)).isTrue();
  }

  @Test
  void thePriceLevelIsWhatIsPaidOverWhatItWouldHaveCostWithoutPolicy() {
    PolicyTally dearer = new PolicyTally(WATCHED, 40, 30, 30, 30, 1_100, 100, 0, 0, 0, 0, 0, 1_500);

    assertThat(fires(Figure.PRICE_LEVEL, Side.ABOVE, 1.1, dearer)).isFalse();
    assertThat(fires(Figure.PRICE_LEVEL, Side.ABOVE, 1.09, dearer)).isTrue();
  }

  @Test
  void whereNothingIsToBeMeasuredAFigureIsNeitherAboveNorBelow() {
    PolicyTally nothing = PolicyTally.none(WATCHED);

    assertThat(fires(Figure.PRICE_LEVEL, Side.BELOW, 2, nothing)).isFalse();
    assertThat(fires(Figure.COMPLAINTS_PER_TENDER, Side.BELOW, 1, nothing)).isFalse();
    assertThat(fires(Figure.COMPLAINTS, Side.BELOW, 1, nothing))
        .as("no complaint is a count")
        .isTrue();
    order(trigger(new Trigger.Concentration(), Side.BELOW, 1, new Trigger.Repeal(WATCHED)));
    close();
    assertThat(inForce()).contains(WATCHED);
  }

  private static Running running(String provider, long fen) {
    return new Running(Segment.BANK, provider, fen, 1);
  }

  /** Whether running spend of 500, 300 and, of the rest of the market, 200 makes it fire. */
  private boolean fires(Watched watched, double level) {
    order(trigger(watched, Side.ABOVE, level, new Trigger.Repeal(WATCHED)));
    close(
        List.of(
            running("alibaba-cloud", 500_000),
            running("china-telecom-tianyi", 300_000),
            running("rest-of-market", 200_000)));
    return !inForce().contains(WATCHED);
  }

  @Test
  void sharesOfRunningSpendAreOfAProviderOrAnOwnership() {
    assertThat(fires(new Trigger.ShareOfProvider("alibaba-cloud"), 0.5)).isFalse();
    assertThat(fires(new Trigger.ShareOfProvider("alibaba-cloud"), 0.4999)).isTrue();
    assertThat(fires(new Trigger.ShareOfOwnership(Ownership.PRIVATE), 0.7)).isFalse();
    assertThat(fires(new Trigger.ShareOfOwnership(Ownership.PRIVATE), 0.6999)).isTrue();
    assertThat(fires(new Trigger.ShareOfOwnership(Ownership.FOREIGN), 0)).isFalse();
  }

  @Test
  void concentrationAddsTheSquaresOfAllSharesButThatOfTheRestOfTheMarket() {
    assertThat(fires(new Trigger.Concentration(), 0.25 + 0.09)).isFalse();
    assertThat(fires(new Trigger.Concentration(), 0.25 + 0.0899)).isTrue();
  }

  private static PolicyTally complaints(int complaints) {
    return new PolicyTally(WATCHED, 10, 10, 10, 10, 1, 0, 0, complaints, 0, 0, 0, 1);
  }

  @Test
  void theConditionHoldsForSoManyMonthsInARowBeforeItFires() {
    order(trigger(inScope(Figure.COMPLAINTS), Side.ABOVE, 4, 1, 3, new Trigger.Repeal(WATCHED)));

    close(complaints(5));
    close(complaints(5));
    close(complaints(4));
    close(complaints(5));
    close(complaints(5));
    assertThat(inForce()).contains(WATCHED);
    close(complaints(5));

    assertThat(inForce()).doesNotContain(WATCHED);
  }

  @Test
  void aCountIsOfAllMonthsOfTheWindowAndAFractionOfThemTogether() {
    order(trigger(inScope(Figure.COMPLAINTS), Side.ABOVE, 9, 3, 1, new Trigger.Repeal(WATCHED)));

    close(complaints(4));
    close(complaints(3));
    assertThat(inForce()).contains(WATCHED);
    close(complaints(3));

    assertThat(inForce()).doesNotContain(WATCHED);
  }

  @Test
  void fewComplaintsAreOnlyFewOverTheWholeWindow() {
    order(trigger(inScope(Figure.COMPLAINTS), Side.BELOW, 9, 3, 1, new Trigger.Repeal(WATCHED)));

    close(complaints(4));
    close(complaints(4));
    assertThat(inForce()).contains(WATCHED);
    close();

    assertThat(inForce()).doesNotContain(WATCHED);
  }

  @Test
  void ofAPolicyThatNobodyKnowsNoComplaintsAreNoFigure() {
    Watched unknown = new Trigger.InScope(Figure.COMPLAINTS, "other");
    order(trigger(unknown, Side.BELOW, 9, new Trigger.Repeal(WATCHED)));

    close();
    close();

    assertThat(inForce()).contains(WATCHED);
  }

  @Test
  void whatATriggerEnactsBeforeItsDateBeginsWithItsDateAndBecauseOfTheTrigger() {
    Policy later = TestMarket.preferenceByTrigger().as("other", START, START + 3);
    Trigger first = trigger(inScope(Figure.COMPLAINTS), Side.ABOVE, 1, new Trigger.Enact("other"));
    government = new PolicyDesk();
    government.hear(
        new RunOrdered(
            "run", TestMarket.open().withPolicies(List.of(POLICY, later), List.of(first)), 1, 1),
        this);

    close(complaints(2));
    close();
    assertThat(inForce()).containsExactly(WATCHED);
    government = new PolicyDesk();
    facts.values().forEach(government::recallStored);
    close();

    assertThat(said).contains(new PolicyEnacted("run", 0, START + 3, "other", "trigger trigger"));
  }

  @Test
  void toAmendIsToEndOnePolicyAndToEnactAnotherInTheSameMonth() {
    order(trigger(inScope(Figure.COMPLAINTS), Side.ABOVE, 1, new Trigger.Amend(WATCHED, "other")));

    close(complaints(2));

    assertThat(inForce()).containsExactly("other");
    assertThat(said)
        .contains(
            new PolicyRepealed("run", 0, START + 1, WATCHED, "trigger trigger"),
            new PolicyEnacted("run", 0, START + 1, "other", "trigger trigger"));
  }

  @Test
  void aTriggerFiresOnce() {
    order(trigger(inScope(Figure.COMPLAINTS), Side.ABOVE, 1, new Trigger.Enact("other")));

    for (int i = 0; i < 4; i++) {
      close(complaints(2));
    }

    assertThat(said).filteredOn(PolicyEnacted.class::isInstance).hasSize(2);
  }

  @Test
  void windowsAndHeldMonthsOutliveACrash() {
    order(trigger(inScope(Figure.COMPLAINTS), Side.ABOVE, 9, 3, 2, new Trigger.Repeal(WATCHED)));
    close(complaints(5));
    close(complaints(3));
    close(complaints(3));

    government = new PolicyDesk();
    facts.values().forEach(government::recallStored);
    close(complaints(4));

    assertThat(inForce()).doesNotContain(WATCHED);
  }

  @Test
  void aTriggerThatCannotBeIsNotMade() {
    Watched complaints = inScope(Figure.COMPLAINTS);
    assertThatThrownBy(() -> trigger(complaints, Side.ABOVE, 1)).hasMessageContaining("nothing");
    assertThatThrownBy(() -> trigger(complaints, Side.ABOVE, -1, new Trigger.Enact("other")))
        .hasMessageContaining("level");
    assertThatThrownBy(() -> trigger(complaints, Side.ABOVE, 1, 13, 1, new Trigger.Enact("other")))
        .hasMessageContaining("windowMonths");
  }

  private void order(Trigger trigger) {
    government = new PolicyDesk();
    facts.clear();
    said.clear();
    month = START;
    government.hear(
        new RunOrdered(
            "run", TestMarket.open().withPolicies(List.of(POLICY, OTHER), List.of(trigger)), 1, 1),
        this);
  }

  private void close(PolicyTally... tallies) {
    close(new ShardReport(List.of(), List.of(), List.of(tallies)));
  }

  private void close(List<Running> running) {
    close(new ShardReport(running, List.of(), List.of()));
  }

  private void close(ShardReport report) {
    government.hear(new MonthClosed("run", 0, month++, report, Digest.ZERO), this);
  }

  private List<String> inForce() {
    return said.stream()
        .filter(MonthOpened.class::isInstance)
        .map(MonthOpened.class::cast)
        .reduce((_, later) -> later)
        .orElseThrow()
        .inForce();
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
