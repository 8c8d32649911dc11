package org.cloudmarket.procurement.web;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
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
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cloudmarket.documents.scenario.ScenarioJson;
import org.cloudmarket.frame.access.AllowedTo;
import org.cloudmarket.frame.access.Role;
import org.cloudmarket.frame.log.RunLog;
import org.cloudmarket.frame.problem.BodyLimit;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.frame.runs.Orders;
import org.cloudmarket.frame.web.Descriptions;
import org.cloudmarket.frame.web.IdempotencyKey;
import org.cloudmarket.frame.web.Page;
import org.cloudmarket.frame.web.Query;
import org.cloudmarket.frame.web.Table;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.procurement.run.Stalls;
import org.cloudmarket.procurement.store.digest.Digests;
import org.cloudmarket.procurement.store.run.Deletions;
import org.cloudmarket.procurement.store.run.PolicyEvents;
import org.cloudmarket.procurement.store.run.Run;
import org.cloudmarket.procurement.store.run.RunLedger;
import org.cloudmarket.procurement.store.run.RunStatus;
import org.cloudmarket.procurement.web.figures.Headlines;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Runs: ordered, watched, deleted. */
@Path("/api/runs")
@Tag(name = "runs")
@Produces(MediaType.APPLICATION_JSON)
public final class RunsResource {

  private static final Logger LOG = Logger.getLogger(RunsResource.class);

  private final RunLedger ledger;
  private final Deletions deletions;
  private final Digests digests;
  private final Headlines headlines;
  private final PolicyEvents policies;
  private final RunOrderIntake intake;
  private final Stalls stalls;
  private final BodyLimit bodies;

  @Inject
  RunsResource(
      RunLedger ledger,
      Deletions deletions,
      Digests digests,
      Headlines headlines,
      PolicyEvents policies,
      RunOrderIntake intake,
      Stalls stalls,
      BodyLimit bodies) {
    this.ledger = ledger;
    this.deletions = deletions;
    this.digests = digests;
    this.headlines = headlines;
    this.policies = policies;
    this.intake = intake;
    this.stalls = stalls;
    this.bodies = bodies;
  }

  @POST
  @AllowedTo(Role.ANALYST)
  @Operation(
      summary =
          "Order a run of a scenario, by its name or as a whole document, or a fork of a run, whose"
              + " policies are others from a month on")
  @APIResponseSchema(
      value = RunView.class,
      responseCode = "201",
      responseDescription = "Ordered; its address is in the header Location")
  @APIResponse(
      responseCode = "200",
      description = "It was ordered under this key before",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RunView.class)))
  @APIResponse(responseCode = "422", description = IdempotencyKey.REUSED)
  @APIResponse(
      responseCode = "429",
      description = "Too much is live at once for this to fit, or too many documents are examined")
  public RestResponse<RunView> order(
      @HeaderParam(IdempotencyKey.HEADER) String key,
      @Context HttpHeaders headers,
      @RequestBody(ref = "order") InputStream stream) {
    RunOrderIntake.Taken taken =
        intake.take(key, JsonBody.read(headers, bodies.read(stream), RunOrder.EXAMPLE));
    return ResponseBuilder.<RunView>create(
            taken.isNew() ? RestResponse.Status.CREATED : RestResponse.Status.OK)
        .header(HttpHeaders.LOCATION, RunView.address(taken.run()))
        .entity(view(taken.run()))
        .build();
  }

  @GET
  @Operation(summary = "Runs, the newest first: all, or those that are looked for")
  @Parameter(name = "limit", in = ParameterIn.QUERY)
  @Parameter(name = "after", in = ParameterIn.QUERY)
  @Parameter(name = "q", in = ParameterIn.QUERY)
  @Parameter(name = "scenario", in = ParameterIn.QUERY)
  @Parameter(name = "status", in = ParameterIn.QUERY)
  @Parameter(name = "since", in = ParameterIn.QUERY)
  @Extension(name = Descriptions.TABLE, value = Descriptions.AND_PARQUET)
  public Page<RunView.RunLine> list(@Context UriInfo uri) {
    Query query = new Query(uri.getQueryParameters());
    int limit = query.limit();
    String after = query.after();
    if (!after.isEmpty() && Run.of(after).isEmpty()) {
      query.fault("after", "is '" + after + "', which is no run, or no longer");
    }
    Run.Wanted wanted = wanted(query);
    return Page.cut(
        Run.newestFirst(wanted, after, limit + 1).stream().map(this::line).toList(),
        RunView.RunLine::id,
        limit);
  }

  @GET
  @Produces({Table.CSV, ParquetWriter.PARQUET, Table.DATA_PACKAGE})
  @Operation(hidden = true)
  public Table listAsCsv(@Context UriInfo uri) {
    Run.Wanted wanted = wanted(new Query(uri.getQueryParameters()));
    return Table.of(
        RunView.RunLine.class,
        Table.pages(
                Run.newestFirst(wanted, "", Page.DEFAULT_LIMIT),
                page -> {
                  Run.forgetAll();
                  return Run.newestFirst(wanted, page.getLast().id, Page.DEFAULT_LIMIT);
                })
            .map(this::line));
  }

  private RunView.RunLine line(Run run) {
    return RunView.RunLine.of(run, stalls.of(run.id));
  }

  private static Run.Wanted wanted(Query query) {
    Optional<String> scenario = query.text("scenario");
    if (scenario.isPresent() && !Ids.valid(scenario.get())) {
      query.fault("scenario", "is no name of a scenario");
    }
    Run.Wanted wanted =
        new Run.Wanted(
            query.words("q"),
            scenario,
            query.word("status", RunStatus.class),
            query.instant("since"));
    query.close();
    return wanted;
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "A run: what it is doing, its digests, its headline figures")
  public RunView get(@PathParam("id") String id) {
    return view(find(id));
  }

  @GET
  @Path("/{id}/scenario")
  @Operation(
      summary = "The resolved scenario of a run: post it again, get the same digest",
      description =
          "Where providers bid from outside, the bids that count are in it, as acceptedBids.")
  @APIResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = JsonNode.class)),
        @Content(
            mediaType = ScenariosResource.YAML,
            schema = @Schema(implementation = String.class))
      })
  public JsonNode scenario(@PathParam("id") String id) {
    return ScenarioJson.write(ledger.scenario(find(id)));
  }

  @GET
  @Path("/{id}/scenario")
  @Produces(ScenariosResource.YAML)
  @Operation(hidden = true)
  public String scenarioText(@PathParam("id") String id) {
    return ScenarioJson.yaml(ledger.scenario(find(id)));
  }

  @DELETE
  @Path("/{id}")
  @Operation(
      summary =
          "Delete a run that has ended, is paused or stands still, with all that is known of it",
      description = "Should government still have it, government ends it.")
  @APIResponse(responseCode = "204", description = "Deleted")
  @APIResponse(responseCode = "409", description = "The run goes on")
  public void delete(@PathParam("id") String id) {
    Run run = find(id);
    boolean goesOn = !run.status().ended() && run.status() != RunStatus.PAUSED;
    if (goesOn && stalls.of(run.id).isEmpty()) {
      throw Refusal.conflict(
          "run-goes-on", "Run '" + run.id + "' has not ended: it is " + run.status().id());
    }
    try {
      deletions.delete(run.id);
    } catch (Orders.NotAcknowledged e) {
      throw Refusals.notDeleted();
    }
    RunLog.of(run.id, () -> LOG.infof("Deleted %s", run.id));
  }

  static Run find(String id) {
    // What cannot be an id is not looked for: it may not even be text to a database.
    return Optional.of(id)
        .filter(Ids::valid)
        .flatMap(Run::of)
        .orElseThrow(() -> Refusal.unknown("run", id));
  }

  private RunView view(Run run) {
    List<PolicyEvents.Event> events = policies.of(run.id);
    Scenario scenario = ledger.scenario(run);
    return RunView.of(run, stalls.of(run.id), scenario, digestsOf(run), headlines.of(run), events);
  }

  private SortedMap<Integer, Digest> digestsOf(Run run) {
    return run.lastMonth().isPresent()
        ? Digests.chained(digests.months(run.id, run.lastMonth().getAsInt()))
        : Collections.unmodifiableSortedMap(new TreeMap<>());
  }
}
