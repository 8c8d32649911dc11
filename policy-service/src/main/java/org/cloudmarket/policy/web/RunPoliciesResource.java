package org.cloudmarket.policy.web;

import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import org.cloudmarket.frame.problem.BodyLimit;
import org.cloudmarket.frame.web.BodyFormat;
import org.cloudmarket.frame.web.Descriptions;
import org.cloudmarket.frame.web.IdempotencyKey;
import org.cloudmarket.frame.web.Query;
import org.cloudmarket.frame.web.Table;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The policies of a run, and what people want of them. */
@Path("/api/runs/{id}/policies")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "policies")
public final class RunPoliciesResource {

  private static final String TAKEN =
      "Taken; what becomes of it stands at the address in the header Location";
  private static final String CONFLICT = "The run has ended, or it cannot be done to its policies";

  private final PolicyRequestIntake desk;
  private final BodyLimit bodies;

  @Inject
  RunPoliciesResource(PolicyRequestIntake desk, BodyLimit bodies) {
    this.desk = desk;
    this.bodies = bodies;
  }

  @GET
  @Operation(
      summary =
          "A run's policies: where each stood in every month, and the tenders, awards and"
              + " complaints that it touched")
  @Extension(name = Descriptions.TABLE, value = Descriptions.CSV)
  public RunPolicies policies(@PathParam("id") String id, @Context UriInfo uri) {
    new Query(uri.getQueryParameters()).close();
    return RunPolicies.of(desk.government(id));
  }

  @GET
  @Produces({Table.CSV, Table.DATA_PACKAGE})
  @Operation(hidden = true)
  public Table policiesAsCsv(@PathParam("id") String id) {
    return RunPolicies.of(desk.government(id)).table();
  }

  @POST
  @Operation(
      summary =
          "Enact a policy while the run goes on: as in a scenario's document, JSON or YAML, with"
              + " its id as a field")
  @APIResponseSchema(
      value = PolicyRequestView.class,
      responseCode = "202",
      responseDescription = TAKEN)
  @APIResponse(responseCode = "409", description = CONFLICT)
  @APIResponse(responseCode = "422", description = IdempotencyKey.REUSED)
  @APIResponse(responseCode = "429", description = "Too many documents are examined")
  public RestResponse<PolicyRequestView> enact(
      @PathParam("id") String id,
      @HeaderParam(IdempotencyKey.HEADER) String key,
      @Context HttpHeaders headers,
      @RequestBody(ref = "policy") InputStream body) {
    return desk.enact(id, key, BodyFormat.of(headers), bodies.read(body));
  }

  @PATCH
  @Path("/{policy}")
  @Operation(
      summary =
          "Amend a policy while the run goes on: the fields that are to be others; it ends, and its"
              + " successor is enacted")
  @APIResponseSchema(
      value = PolicyRequestView.class,
      responseCode = "202",
      responseDescription = TAKEN)
  @APIResponse(responseCode = "409", description = CONFLICT)
  @APIResponse(responseCode = "422", description = IdempotencyKey.REUSED)
  @APIResponse(responseCode = "429", description = "Too many documents are examined")
  public RestResponse<PolicyRequestView> amend(
      @PathParam("id") String id,
      @PathParam("policy") String policy,
      @HeaderParam(IdempotencyKey.HEADER) String key,
      @Context HttpHeaders headers,
      @RequestBody(ref = "changes") InputStream body) {
    return desk.amend(id, policy, key, BodyFormat.of(headers), bodies.read(body));
  }

  @DELETE
  @Path("/{policy}")
  @Operation(summary = "Repeal a policy while the run goes on")
  @APIResponseSchema(
      value = PolicyRequestView.class,
      responseCode = "202",
      responseDescription = TAKEN)
  @APIResponse(responseCode = "409", description = CONFLICT)
  @APIResponse(responseCode = "422", description = IdempotencyKey.REUSED)
  public RestResponse<PolicyRequestView> repeal(
      @PathParam("id") String id,
      @PathParam("policy") String policy,
      @HeaderParam(IdempotencyKey.HEADER) String key) {
    return desk.repeal(id, policy, key);
  }
}
