package org.cloudmarket.model.government;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.cloudmarket.model.TestMarket;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.desk.Outbox;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.PolicyMessage.Outcome;
import org.cloudmarket.model.message.PolicyMessage.RequestAnswered;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.model.message.RunsMessage;
import org.cloudmarket.model.message.RunsMessage.CancelRequested;
import org.cloudmarket.model.message.RunsMessage.MonthClosed;
import org.cloudmarket.model.message.RunsMessage.MonthDue;
import org.cloudmarket.model.message.RunsMessage.PaceRequested;
import org.cloudmarket.model.message.RunsMessage.PauseRequested;
import org.cloudmarket.model.message.RunsMessage.RunDeleted;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.message.ShardReport;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.api.Test;

class RunControlTest implements Outbox {

  private static final Scenario SCENARIO = TestMarket.open().withMonths(3);
  private static final int START = SCENARIO.start();

  private final TreeMap<String, Fact> facts = new TreeMap<>();
  private final List<Message> said = new ArrayList<>();
  private PolicyDesk government = new PolicyDesk();

  @Test
  void aPaceThatWasTakenBackHoldsNobodyUpAfterACrash() {
    hear(new RunOrdered("run", SCENARIO, 1, 1, 3_600_000));
    hear(new PaceRequested("run", "faster", 0));
    crash();

    hear(report(START));

    assertThat(opened()).containsExactly(START, START + 1);
  }

  @Test
  void aTickForAMonthThatIsOverOpensNothing() {
    hear(new RunOrdered("run", SCENARIO, 1, 1, 1_000));
    hear(new MonthDue("run", START));
    hear(report(START));
    hear(report(START + 1));

    hear(new MonthDue("run", START));

    assertThat(opened()).containsExactly(START, START + 1);
  }

  @Test
  void aRunThatIsDeletedWhileItGoesOnEndsForItsShardsToo() {
    hear(new RunOrdered("run", SCENARIO, 1, 2));
    hear(report(START));

    hear(new RunDeleted("run"));

    assertThat(said)
        .filteredOn(RunFinished.class::isInstance)
        .extracting(each -> ((RunFinished) each).shard(), each -> ((RunFinished) each).outcome())
        .containsExactly(tuple(0, Outcome.FAILED), tuple(1, Outcome.FAILED));
    assertThat(facts).as("what government remembers of it").isEmpty();
  }

  @Test
  void aCancelledRunCountsTheMonthThatWasOpen() {
    hear(new RunOrdered("run", SCENARIO, 1, 1));
    hear(new CancelRequested("run", "stop"));
    assertThat(said).doesNotHaveAnyElementsOfTypes(RunFinished.class);

    hear(report(START));

    assertThat(said)
        .filteredOn(RequestAnswered.class::isInstance)
        .containsExactly(new RequestAnswered("run", 0, "stop", true, START, "", false, 0));
    assertThat(((RunFinished) said.getLast()).month()).isEqualTo(START);
    assertThat(facts).isEmpty();
  }

  @Test
  void nothingCanBeAskedOfARunInItsLastMonthButItsEnd() {
    hear(new RunOrdered("run", SCENARIO.withMonths(1), 1, 1));

    hear(new PauseRequested("run", "wait"));

    assertThat(said.getLast())
        .isEqualTo(
            new RequestAnswered(
                "run", 0, "wait", false, START + 1, "the run is in its last month", false, 0));
  }

  private static MonthClosed report(int month) {
    return new MonthClosed(
        "run", 0, month, new ShardReport(List.of(), List.of(), List.of()), Digest.ZERO);
  }

  private List<Integer> opened() {
    return said.stream()
        .filter(MonthOpened.class::isInstance)
        .map(message -> ((MonthOpened) message).month())
        .toList();
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
