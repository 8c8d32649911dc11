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
    @Schema(nullable = true) String month,
    List<Fault> errors,
    Map<String, String> links) {

  /** What became of a policy request. */
  enum State implements Kebab {
    PENDING,
    ACCEPTED,
    REFUSED
  }

  /** The request as government's answer, or the run's end without one, leaves it. */
  static PolicyRequestView of(PolicyRequestEntry entry, Government government) {
    Optional<RequestAnswered> answer = government.answer(entry.id());
    if (answer.isPresent()) {
      return answer.get().accepted()
          ? of(entry, State.ACCEPTED, Months.text(answer.get().month()), "")
          : of(entry, State.REFUSED, null, answer.get().reason());
    }
    return government.end().isPresent()
        ? of(entry, State.REFUSED, null, "the run ended before it was heard")
        : of(entry, State.PENDING, null, "");
  }

  private static PolicyRequestView of(
      PolicyRequestEntry entry, State state, String month, String reason) {
    return new PolicyRequestView(
        entry.id(),
        entry.run(),
        entry.kind().id(),
        entry.policy(),
        state.id(),
        month,
        reason.isEmpty() ? List.of() : List.of(new Fault("", reason)),
        Map.of("self", address(entry), "policies", "/api/runs/" + entry.run() + "/policies"));
  }

  boolean pending() {
    return state.equals(State.PENDING.id());
  }

  /** Where a policy request is. */
  static String address(PolicyRequestEntry entry) {
    return "/api/runs/" + entry.run() + "/requests/" + entry.id();
  }
}
