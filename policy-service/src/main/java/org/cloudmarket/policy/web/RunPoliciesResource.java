package org.cloudmarket.policy.web;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.frame.runs.Chronicle;
import org.cloudmarket.frame.web.Query;
import org.cloudmarket.model.message.PolicyMessage;
import org.cloudmarket.model.message.PolicyMessage.RunStarted;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The policies of a run. */
@Path("/api/runs/{id}/policies")
public final class RunPoliciesResource {

  private final Chronicle chronicle;

  @Inject
  RunPoliciesResource(Chronicle chronicle) {
    this.chronicle = chronicle;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary =
          "A run's policies: where each stood in every month, and the tenders, awards and"
              + " complaints that it touched")
  public RunPolicies policies(@PathParam("id") String id, @Context UriInfo uri) {
    new Query(uri.getQueryParameters()).close();
    List<PolicyMessage> said = chronicle.of(id);
    if (said.isEmpty() || !(said.getFirst() instanceof RunStarted)) {
      throw Refusal.unknown("run", id);
    }
    return RunPolicies.of(said);
  }
}
