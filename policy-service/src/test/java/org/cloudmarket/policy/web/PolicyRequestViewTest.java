package org.cloudmarket.policy.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.model.message.PolicyMessage;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.PolicyMessage.Outcome;
import org.cloudmarket.model.message.PolicyMessage.RequestAnswered;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.model.message.PolicyMessage.RunStarted;
import org.cloudmarket.model.message.PolicyMessage.StatutesAmended;
import org.cloudmarket.model.message.RunsMessage.AmendRequested;
import org.cloudmarket.model.message.RunsMessage.RepealRequested;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.policy.store.PolicyRequestEntry;
import org.junit.jupiter.api.Test;

class PolicyRequestViewTest {

  private static final Scenario SCENARIO =
      DocumentLibrary.shipped().resolve(DocumentLibrary.shipped().get("tianjin-mandate"));
  private static final Policy MANDATE = SCENARIO.policies().getFirst();
  private static final PolicyRequestEntry BILL =
      PolicyRequestEntry.repeal("request-1", "run-1", MANDATE.id());

  @Test
  void aBillIsPendingUntilGovernmentAnswers() {
    PolicyRequestView view = PolicyRequestView.of(BILL, government());

    assertThat(view.pending()).isTrue();
    assertThat(view.month()).isNull();
    assertThat(view.links()).containsEntry("self", "/api/runs/run-1/requests/request-1");
  }

  @Test
  void theAnswerIsTheFirstThatWasGiven() {
    PolicyRequestView view =
        PolicyRequestView.of(
            BILL, government(answer(true, ""), answer(false, "it is there already")));

    assertThat(view.state()).isEqualTo("accepted");
    assertThat(view.month()).isEqualTo("2019-02");
    assertThat(view.errors()).isEmpty();
  }

  @Test
  void aRefusalSaysWhy() {
    PolicyRequestView view =
        PolicyRequestView.of(BILL, government(answer(false, "there is no policy 'x'")));

    assertThat(view.state()).isEqualTo("refused");
    assertThat(view.month()).isNull();
    assertThat(view.errors())
        .singleElement()
        .satisfies(error -> assertThat(error.detail()).isEqualTo("there is no policy 'x'"));
  }

  @Test
  void whatNobodyHeardUntilTheRunsEndIsRefused() {
    PolicyMessage end =
        new RunFinished(
            "run-1", 0, SCENARIO.start(), Outcome.CANCELLED, Digest.ZERO, "", List.of());

    assertThat(PolicyRequestView.of(BILL, government(end)).state()).isEqualTo("refused");
    assertThat(PolicyRequestView.of(BILL, government(answer(true, ""), end)).state())
        .isEqualTo("accepted");
  }

  @Test
  void theScenarioIsThatOfTheLastChange() {
    Policy repealed = MANDATE.endedIn(SCENARIO.start() + 1);
    Government government =
        government(
            new StatutesAmended("run-1", 0, SCENARIO.start() + 1, "request-0", List.of()),
            new StatutesAmended("run-1", 0, SCENARIO.start() + 1, "request-1", List.of(repealed)));

    assertThat(government.scenario().policies()).containsExactly(repealed);
    assertThat(government.nextMonth()).isEqualTo(SCENARIO.start() + 1);
  }

  @Test
  void aBillSaysWhatWasAskedFor() {
    assertThat(BILL.message()).isEqualTo(new RepealRequested("run-1", "request-1", MANDATE.id()));
    assertThat(
            PolicyRequestEntry.of("request-2", "run-1", PolicyRequestEntry.Kind.AMEND, MANDATE)
                .message())
        .isEqualTo(new AmendRequested("run-1", "request-2", MANDATE));
  }

  private static RequestAnswered answer(boolean accepted, String reason) {
    return new RequestAnswered(
        "run-1", 0, "request-1", accepted, SCENARIO.start() + 1, reason, false, 0);
  }

  private static Government government(PolicyMessage... more) {
    List<PolicyMessage> said = new ArrayList<>();
    said.add(new RunStarted("run-1", 0, 1, 1, SCENARIO, 0, 1));
    said.add(
        new MonthOpened(
            "run-1", 0, SCENARIO.start(), List.of(), List.of(), List.of(), List.of(), Digest.ZERO));
    said.addAll(List.of(more));
    return new Government(said);
  }
}
