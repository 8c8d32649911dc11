package org.cloudmarket.procurement.web;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import org.cloudmarket.frame.access.AllowedTo;
import org.cloudmarket.frame.access.Caller;
import org.cloudmarket.frame.access.Role;
import org.cloudmarket.frame.problem.BodyLimit;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.frame.runs.Orders;
import org.cloudmarket.frame.web.Descriptions;
import org.cloudmarket.frame.web.IdempotencyKey;
import org.cloudmarket.frame.web.Page;
import org.cloudmarket.frame.web.Query;
import org.cloudmarket.frame.web.RequestTrace;
import org.cloudmarket.frame.web.Table;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.message.RunsMessage;
import org.cloudmarket.procurement.store.run.RequestLedger;
import org.cloudmarket.procurement.store.run.Run;
import org.cloudmarket.procurement.store.run.RunRequest;
import org.cloudmarket.procurement.store.run.RunRequest.Kind;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/**
 * What people want of a run while it goes on. Each request is taken at once, and answered by
 * government between two months.
 */
@Path("/api/runs/{id}")
@Tag(name = "requests")
@Produces(MediaType.APPLICATION_JSON)
public final class RequestsResource {

  private static final String TAKEN =
      "Taken; what becomes of it stands at the address in the header Location";
  private static final String ENDED = "The run has ended";

  private final RequestLedger ledger;
  private final Orders orders;
  private final BodyLimit bodies;
  private final Caller caller;
  private final RequestTrace trace;

  @Inject
  RequestsResource(
      RequestLedger ledger, Orders orders, BodyLimit bodies, Caller caller, RequestTrace trace) {
    this.ledger = ledger;
    this.orders = orders;
    this.bodies = bodies;
    this.caller = caller;
    this.trace = trace;
  }

  @POST
  @Path("/pause")
  @AllowedTo(Role.ANALYST)
  @Operation(summary = "Let a run wait before it opens another month")
  @APIResponseSchema(value = RequestView.class, responseCode = "202", responseDescription = TAKEN)
  @APIResponse(responseCode = "409", description = ENDED)
  @APIResponse(responseCode = "422", description = IdempotencyKey.REUSED)
  public RestResponse<RequestView> pause(
      @PathParam("id") String id,
      @HeaderParam(IdempotencyKey.HEADER) String key,
      @Context HttpHeaders headers,
      @RequestBody(ref = "nothing") InputStream stream) {
    return askPlainly(id, Kind.PAUSE, key, headers, stream);
  }

  @POST
  @Path("/resume")
  @AllowedTo(Role.ANALYST)
  @Operation(summary = "Let a paused run go on")
  @APIResponseSchema(value = RequestView.class, responseCode = "202", responseDescription = TAKEN)
  @APIResponse(responseCode = "409", description = ENDED)
  @APIResponse(responseCode = "422", description = IdempotencyKey.REUSED)
  public RestResponse<RequestView> resume(
      @PathParam("id") String id,
      @HeaderParam(IdempotencyKey.HEADER) String key,
      @Context HttpHeaders headers,
      @RequestBody(ref = "nothing") InputStream stream) {
    return askPlainly(id, Kind.RESUME, key, headers, stream);
  }

  @POST
  @Path("/step")
  @AllowedTo(Role.ANALYST)
  @Operation(summary = "Let a paused run open one more month, or several: {\"months\": 3}")
  @APIResponseSchema(value = RequestView.class, responseCode = "202", responseDescription = TAKEN)
  @APIResponse(responseCode = "409", description = ENDED)
  @APIResponse(responseCode = "422", description = IdempotencyKey.REUSED)
  public RestResponse<RequestView> step(
      @PathParam("id") String id,
      @HeaderParam(IdempotencyKey.HEADER) String key,
      @Context HttpHeaders headers,
      @RequestBody(ref = "step") InputStream stream) {
    JsonBody body = JsonBody.readOrEmpty(headers, bodies.read(stream), "{\"months\": 3}");
    body.allow(Set.of("months"));
    long months = body.whole("months", 1, RunsMessage.MAX_STEP_MONTHS, 1);
    body.close();
    return ask(id, Kind.STEP, months, key);
  }

  @POST
  @Path("/pace")
  @AllowedTo(Role.ANALYST)
  @Operation(summary = "Set the least time from month to month: {\"pace\": \"500ms\"}")
  @APIResponseSchema(value = RequestView.class, responseCode = "202", responseDescription = TAKEN)
  @APIResponse(responseCode = "409", description = ENDED)
  @APIResponse(responseCode = "422", description = IdempotencyKey.REUSED)
  public RestResponse<RequestView> pace(
      @PathParam("id") String id,
      @HeaderParam(IdempotencyKey.HEADER) String key,
      @Context HttpHeaders headers,
      @RequestBody(ref = "pace") InputStream stream) {
    JsonBody body = JsonBody.read(headers, bodies.read(stream), "{\"pace\": \"500ms\"}");
    body.allow(Set.of("pace"));
    if (body.field("pace").isMissingNode()) {
      body.fault("/pace", "is missing: " + Pace.EXPECTED);
    }
    long millis = body.paceMillis("pace");
    body.close();
    return ask(id, Kind.PACE, millis, key);
  }

  @POST
  @Path("/cancel")
  @AllowedTo(Role.ANALYST)
  @Operation(summary = "End a run with the month that is open")
  @APIResponseSchema(value = RequestView.class, responseCode = "202", responseDescription = TAKEN)
  @APIResponse(responseCode = "409", description = ENDED)
  @APIResponse(responseCode = "422", description = IdempotencyKey.REUSED)
  public RestResponse<RequestView> cancel(
      @PathParam("id") String id,
      @HeaderParam(IdempotencyKey.HEADER) String key,
      @Context HttpHeaders headers,
      @RequestBody(ref = "nothing") InputStream stream) {
    return askPlainly(id, Kind.CANCEL, key, headers, stream);
  }

  @GET
  @Path("/requests")
  @Operation(summary = "What was asked of a run, the newest first")
  @Parameter(name = "limit", in = ParameterIn.QUERY)
  @Parameter(name = "after", in = ParameterIn.QUERY)
  @Extension(name = Descriptions.TABLE, value = Descriptions.AND_PARQUET)
  public Page<RequestView> list(@PathParam("id") String id, @Context UriInfo uri) {
    Run run = RunsResource.find(id);
    Query query = new Query(uri.getQueryParameters());
    int limit = query.limit();
    String after = query.after();
    query.close();
    return Page.cut(
        ledger.newestFirst(run.id, after, limit + 1).stream()
            .map(request -> RequestView.of(answered(run, request)))
            .toList(),
        RequestView::id,
        limit);
  }

  @GET
  @Path("/requests")
  @Produces({Table.CSV, ParquetWriter.PARQUET, Table.DATA_PACKAGE})
  @Operation(hidden = true)
  public Table listAsCsv(@PathParam("id") String id) {
    Run run = RunsResource.find(id);
    return Table.of(
        RequestView.class,
        Table.pages(
                ledger.newestFirst(run.id, "", Page.MAX_LIMIT),
                page -> ledger.newestFirst(run.id, page.getLast().id(), Page.MAX_LIMIT))
            .map(request -> RequestView.of(answered(run, request))));
  }

  @GET
  @Path("/requests/{request}")
  @Operation(summary = "What was asked of a run, and what became of it")
  public RequestView get(@PathParam("id") String id, @PathParam("request") String request) {
    Run run = RunsResource.find(id);
    return Optional.of(request)
        .filter(Ids::valid)
        .flatMap(valid -> ledger.find(run.id, valid))
        .map(found -> RequestView.of(answered(run, found)))
        .orElseThrow(() -> Refusal.unknown("request", request));
  }

  /** A request that says nothing but its name: what a body says is a fault, and not passed over. */
  private RestResponse<RequestView> askPlainly(
      String id, Kind kind, String key, HttpHeaders headers, InputStream stream) {
    JsonBody body = JsonBody.readOrEmpty(headers, bodies.read(stream), "{}");
    body.allow(Set.of());
    body.close();
    return ask(id, kind, 0, key);
  }

  private RestResponse<RequestView> ask(String id, Kind kind, long amount, String key) {
    Run run = RunsResource.find(id);
    if (!caller.mayDirect(run.owner)) {
      throw Refusal.forbidden("Only its owner and an operator direct run '" + run.id + "'");
    }
    RunRequest request =
        RunRequest.pending(IdempotencyKey.requestId(run.id, key), run.id, kind, amount);
    Optional<RunRequest> before = ledger.find(run.id, request.id());
    // A run of which something is missing here may go on: people can still end it.
    boolean goesOn = run.damaged() && !run.over();
    if (before.isEmpty() && run.status().ended() && !goesOn) {
      throw Refusal.conflict(
          "run-ended", "Run '" + run.id + "' has ended: it is " + run.status().id());
    }
    RunRequest written = before.orElseGet(() -> ledger.ask(request));
    if (!written.asksAs(request)) {
      throw IdempotencyKey.otherUse("request to this run");
    }
    if (answered(run, written).state() == RunRequest.State.PENDING) {
      send(written);
    }
    return ResponseBuilder.<RequestView>create(RestResponse.Status.ACCEPTED)
        .header(HttpHeaders.LOCATION, RequestView.address(written))
        .entity(RequestView.of(answered(run, written)))
        .build();
  }

  /** Sent again, it is heard once: government knows what it has answered. */
  private void send(RunRequest request) {
    try {
      orders.send(request.message(), trace.sampled());
    } catch (Orders.NotAcknowledged e) {
      throw Refusal.unavailable(
          "broker-away",
          "The broker did not take the request. With an "
              + IdempotencyKey.HEADER
              + " it can be sent again and is done once; what became of it stands at "
              + RequestView.address(request));
    }
  }

  /** The run was read before the request was: what it answered until its end, is written there. */
  private static RunRequest answered(Run run, RunRequest request) {
    boolean goesOn = run.damaged() && !run.over();
    return (run.status().ended() && !goesOn) || run.over() ? request.atTheEnd() : request;
  }
}
