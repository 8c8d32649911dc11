package org.cloudmarket.policy.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cloudmarket.frame.problem.Problem.Fault;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.message.PolicyMessage.RequestAnswered;
import org.cloudmarket.policy.store.PolicyRequestEntry;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What somebody asked of a run's policies, as people see it.
 *
 * @param policy the id of the policy that it is about
 * @param month the first month that it touches; null where it was not accepted
 * @param errors why it was refused
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Request")
record PolicyRequestView(
    String id,
    String run,
    String kind,
    String policy,
    String state,
    String month,
    List<Fault> errors,
    Map<String, String> links) {

  /** What became of a bill. */
  enum State implements Kebab {
    PENDING,
    ACCEPTED,
    REFUSED
  }

  /** The bill as government's answer, or the run's end without one, leaves it. */
  static PolicyRequestView of(PolicyRequestEntry bill, Government government) {
    Optional<RequestAnswered> answer = government.answer(bill.id());
    if (answer.isPresent()) {
      return answer.get().accepted()
          ? of(bill, State.ACCEPTED, Months.text(answer.get().month()), "")
          : of(bill, State.REFUSED, null, answer.get().reason());
    }
    return government.end().isPresent()
        ? of(bill, State.REFUSED, null, "the run ended before it was heard")
        : of(bill, State.PENDING, null, "");
  }

  private static PolicyRequestView of(
      PolicyRequestEntry bill, State state, String month, String reason) {
    return new PolicyRequestView(
        bill.id(),
        bill.run(),
        bill.kind().id(),
        bill.policy(),
        state.id(),
        month,
        reason.isEmpty() ? List.of() : List.of(new Fault("", reason)),
        Map.of("self", address(bill), "policies", "/api/runs/" + bill.run() + "/policies"));
  }

  boolean pending() {
    return state.equals(State.PENDING.id());
  }

  /** Where a bill is. */
  static String address(PolicyRequestEntry bill) {
    return "/api/runs/" + bill.run() + "/requests/" + bill.id();
  }
}
