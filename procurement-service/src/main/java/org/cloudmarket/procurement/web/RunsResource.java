package org.cloudmarket.procurement.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.cloudmarket.frame.problem.BodyLimit;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.frame.runs.Orders;
import org.cloudmarket.frame.web.Descriptions;
import org.cloudmarket.frame.web.Examinations;
import org.cloudmarket.frame.web.IdempotencyKey;
import org.cloudmarket.frame.web.Page;
import org.cloudmarket.frame.web.Query;
import org.cloudmarket.frame.web.Table;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.soundness.Fault;
import org.cloudmarket.procurement.config.ProcurementSettings;
import org.cloudmarket.procurement.run.RunIds;
import org.cloudmarket.procurement.run.Stalls;
import org.cloudmarket.procurement.store.digest.Digests;
import org.cloudmarket.procurement.store.run.Admission;
import org.cloudmarket.procurement.store.run.Deletions;
import org.cloudmarket.procurement.store.run.PolicyEvents;
import org.cloudmarket.procurement.store.run.Run;
import org.cloudmarket.procurement.store.run.RunLedger;
import org.cloudmarket.procurement.store.run.RunStatus;
import org.cloudmarket.procurement.store.scenario.ScenarioStore;
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

  private final ScenarioStore scenarios;
  private final Admission admission;
  private final Orders orders;
  private final RunLedger ledger;
  private final Deletions deletions;
  private final Digests digests;
  private final Headlines headlines;
  private final PolicyEvents policies;
  private final ProcurementSettings settings;
  private final ForkOrders forks;
  private final Stalls stalls;
  private final ObjectMapper json;
  private final BodyLimit bodies;
  private final Examinations examinations;

  @Inject
  RunsResource(
      ScenarioStore scenarios,
      Admission admission,
      Orders orders,
      RunLedger ledger,
      Deletions deletions,
      Digests digests,
      Headlines headlines,
      PolicyEvents policies,
      ProcurementSettings settings,
      ForkOrders forks,
      Stalls stalls,
      ObjectMapper json,
      BodyLimit bodies,
      Examinations examinations) {
    this.scenarios = scenarios;
    this.admission = admission;
    this.orders = orders;
    this.ledger = ledger;
    this.deletions = deletions;
    this.digests = digests;
    this.headlines = headlines;
    this.policies = policies;
    this.settings = settings;
    this.forks = forks;
    this.stalls = stalls;
    this.json = json;
    this.bodies = bodies;
    this.examinations = examinations;
  }

  @POST
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
    JsonBody body = JsonBody.read(headers, bodies.read(stream), RunOrder.EXAMPLE);
    Optional<RunLedger.Key> known = key(key, body);
    // Before anything else is looked at: what the order named may be gone or be another by now.
    Optional<Run> before = known.flatMap(each -> Run.orderedUnder(each.text()));
    if (before.isPresent()) {
      return again(before.get(), known);
    }
    RunOrder order =
        examinations.inTurn(
            () ->
                body.field("fork").isMissingNode()
                    ? RunOrder.read(
                        body, scenarios.library(), id -> Run.of(id).isPresent(), settings.runs())
                    : forks.read(body));
    RunOrdered ordered =
        new RunOrdered(
            RunIds.next(), order.scenario(), order.seed(), order.shards(), order.paceMillis());
    List<Fault> impossible = admission.impossible(ordered);
    if (!impossible.isEmpty()) {
      throw Refusals.impossible(impossible);
    }
    return switch (ledger.order(ordered, order.origin(), known)) {
      case RunLedger.Written written -> send(ordered, written.run());
      case RunLedger.Before earlier -> again(earlier.run(), known);
      case RunLedger.NoRoom noRoom -> throw Refusals.noRoom(noRoom.limits());
    };
  }

  private RestResponse<RunView> send(RunOrdered ordered, Run run) {
    try {
      orders.send(ordered);
    } catch (Orders.NotAcknowledged e) {
      ledger.refuse(run.id, "the broker did not take the order: " + e.getMessage());
      throw Refusal.unavailable(
          "broker-away", "The broker did not take the order, so the run was not started");
    }
    ledger.acknowledge(run.id);
    LOG.infof(
        "Ordered %s: %s%s, seed %d, %d shards",
        run.id, run.scenario, run.arm.isEmpty() ? "" : "/" + run.arm, run.seed, run.shards);
    return answer(RestResponse.Status.CREATED, run);
  }

  private static Optional<RunLedger.Key> key(String key, JsonBody order) {
    if (key == null) {
      return Optional.empty();
    }
    IdempotencyKey.check(key);
    return Optional.of(new RunLedger.Key(key, IdempotencyKey.digest(order.canonical())));
  }

  /** Nothing is sent again: what became of the run, the run says. */
  private RestResponse<RunView> again(Run run, Optional<RunLedger.Key> key) {
    if (key.filter(each -> each.digest().equals(run.orderDigest)).isEmpty()) {
      throw IdempotencyKey.otherUse("order");
    }
    return answer(RestResponse.Status.OK, run);
  }

  private RestResponse<RunView> answer(RestResponse.Status status, Run run) {
    return ResponseBuilder.<RunView>create(status)
        .header(HttpHeaders.LOCATION, RunView.address(run))
        .entity(view(run))
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
  @Extension(name = Descriptions.CSV, value = "true")
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
  @Produces(Table.CSV)
  @Operation(hidden = true)
  public Table listAsCsv(@Context UriInfo uri) {
    Run.Wanted wanted = wanted(new Query(uri.getQueryParameters()));
    return Table.of(
        RunView.RunLine.class,
        Table.pages(
                Run.newestFirst(wanted, "", Page.DEFAULT_LIMIT),
                page -> {
                  Run.getEntityManager().clear(); // It would keep each run's document.
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
  @Operation(summary = "The resolved scenario of a run: post it again, get the same digest")
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
  public JsonNode scenario(@PathParam("id") String id) throws JsonProcessingException {
    return json.readTree(find(id).document);
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
      summary = "Delete a run that has ended or stands still, with all that is known of it",
      description = "Should government still have it, government ends it.")
  @APIResponse(responseCode = "204", description = "Deleted")
  @APIResponse(responseCode = "409", description = "The run goes on")
  public void delete(@PathParam("id") String id) {
    Run run = find(id);
    if (!run.status().ended() && stalls.of(run.id).isEmpty()) {
      throw Refusal.conflict(
          "run-goes-on", "Run '" + run.id + "' has not ended: it is " + run.status().id());
    }
    try {
      deletions.delete(run.id);
    } catch (Orders.NotAcknowledged e) {
      throw Refusals.notDeleted();
    }
    LOG.infof("Deleted %s", run.id);
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
