package org.cloudmarket.policy.web;

import java.util.List;
import java.util.Optional;
import org.cloudmarket.model.message.PolicyMessage;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.PolicyMessage.RequestAnswered;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.model.message.PolicyMessage.RunStarted;
import org.cloudmarket.model.message.PolicyMessage.StatutesAmended;
import org.cloudmarket.model.scenario.Scenario;

/** How a run stands by what government has said of it so far. */
record Government(List<PolicyMessage> said) {

  /** The run's scenario, with the policies that it has by now. */
  Scenario scenario() {
    Scenario scenario = ((RunStarted) said.getFirst()).scenario();
    return last(StatutesAmended.class)
        .map(amended -> scenario.withPolicies(amended.policies(), scenario.triggers()))
        .orElse(scenario);
  }

  /** The first month that can still be touched. */
  int nextMonth() {
    return last(MonthOpened.class)
        .map(opened -> opened.month() + 1)
        .orElseGet(() -> ((RunStarted) said.getFirst()).scenario().start() + 1);
  }

  /** How the run ended, if it has. */
  Optional<RunFinished> end() {
    return last(RunFinished.class);
  }

  /** What a request was answered, if it was. */
  Optional<RequestAnswered> answer(String request) {
    return said.stream()
        .filter(RequestAnswered.class::isInstance)
        .map(RequestAnswered.class::cast)
        .filter(answer -> answer.request().equals(request))
        .findFirst();
  }

  private <M extends PolicyMessage> Optional<M> last(Class<M> type) {
    return said.reversed().stream().filter(type::isInstance).map(type::cast).findFirst();
  }
}
