package org.cloudmarket.policy.web;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What people want of a run's policies, and what became of it. */
@Path("/api/runs/{id}/requests/{request}")
@Tag(name = "policies")
public final class PolicyRequestsResource {

  private final PolicyRequestIntake desk;

  @Inject
  PolicyRequestsResource(PolicyRequestIntake desk) {
    this.desk = desk;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "What was asked of a run's policies, and what became of it")
  public PolicyRequestView get(@PathParam("id") String id, @PathParam("request") String request) {
    return desk.view(id, request);
  }
}
