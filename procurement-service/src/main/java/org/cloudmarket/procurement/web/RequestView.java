package org.cloudmarket.procurement.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.cloudmarket.frame.problem.Problem.Fault;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.procurement.store.run.RunRequest;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What somebody asked of a run, as people see it.
 *
 * @param month the first month that it touches, and of a cancel the one that the run ends with;
 *     null where it was not accepted
 * @param errors why it was refused
 * @param months of a step
 * @param pace that was asked for
 */
@Schema(name = "Request")
@JsonInclude(JsonInclude.Include.ALWAYS)
record RequestView(
    String id,
    String run,
    @Schema(enumeration = {"pause", "resume", "step", "pace", "cancel"}) String kind,
    @JsonInclude(JsonInclude.Include.NON_NULL) Integer months,
    @JsonInclude(JsonInclude.Include.NON_NULL) String pace,
    @Schema(enumeration = {"pending", "accepted", "refused"}) String state,
    @Schema(nullable = true) String month,
    List<Fault> errors,
    Map<String, String> links) {

  static RequestView of(RunRequest request) {
    return new RequestView(
        request.id(),
        request.run(),
        request.kind().id(),
        request.kind() == RunRequest.Kind.STEP ? Math.toIntExact(request.amount()) : null,
        request.kind() == RunRequest.Kind.PACE ? Pace.text(request.amount()) : null,
        request.state().id(),
        request.month() == RunRequest.NO_MONTH ? null : Months.text(request.month()),
        request.reason().isEmpty() ? List.of() : List.of(new Fault("", request.reason())),
        Map.of("self", address(request), "run", "/api/runs/" + request.run()));
  }

  /** Where a request is. */
  static String address(RunRequest request) {
    return "/api/runs/" + request.run() + "/requests/" + request.id();
  }
}
