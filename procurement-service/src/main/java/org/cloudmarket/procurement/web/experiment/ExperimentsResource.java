package org.cloudmarket.procurement.web.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
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
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cloudmarket.analysis.certificate.Certificate;
import org.cloudmarket.analysis.certificate.CertificateJson;
import org.cloudmarket.analysis.certificate.Release;
import org.cloudmarket.analysis.experiment.Experiment;
import org.cloudmarket.analysis.experiment.ExperimentReader;
import org.cloudmarket.analysis.experiment.Result;
import org.cloudmarket.analysis.experiment.ResultJson;
import org.cloudmarket.analysis.report.HtmlReport;
import org.cloudmarket.analysis.report.ParquetFile;
import org.cloudmarket.analysis.report.ResultTable;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.documents.reading.Tree;
import org.cloudmarket.documents.reading.YamlText;
import org.cloudmarket.frame.access.AllowedTo;
import org.cloudmarket.frame.access.Role;
import org.cloudmarket.frame.problem.BodyLimit;
import org.cloudmarket.frame.problem.Problem;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.frame.web.BodyFormat;
import org.cloudmarket.frame.web.Canonical;
import org.cloudmarket.frame.web.Descriptions;
import org.cloudmarket.frame.web.Examinations;
import org.cloudmarket.frame.web.IdempotencyKey;
import org.cloudmarket.frame.web.Page;
import org.cloudmarket.frame.web.Query;
import org.cloudmarket.frame.web.Table;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.soundness.Fault;
import org.cloudmarket.procurement.experiment.Documents;
import org.cloudmarket.procurement.experiment.ExperimentFeed;
import org.cloudmarket.procurement.experiment.ExperimentFeed.Ended;
import org.cloudmarket.procurement.experiment.ExperimentFeed.Heartbeat;
import org.cloudmarket.procurement.experiment.ExperimentFeed.Progress;
import org.cloudmarket.procurement.experiment.ExperimentFeed.Signal;
import org.cloudmarket.procurement.experiment.ExperimentOrders;
import org.cloudmarket.procurement.store.experiment.ExperimentStatus;
import org.cloudmarket.procurement.store.experiment.ExperimentStore;
import org.cloudmarket.procurement.store.experiment.Markets;
import org.cloudmarket.procurement.store.experiment.Ordered;
import org.cloudmarket.procurement.store.run.Run;
import org.cloudmarket.procurement.store.run.RunLedger;
import org.cloudmarket.procurement.store.scenario.ScenarioStore;
import org.cloudmarket.procurement.web.ParquetWriter;
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
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Experiments: ordered, watched, cancelled, deleted, and what they found. */
@Path("/api/experiments")
@Tag(name = "experiments")
@Produces(MediaType.APPLICATION_JSON)
public final class ExperimentsResource {

  private static final Logger LOG = Logger.getLogger(ExperimentsResource.class);
  private static final String YAML = "application/yaml";

  /** Second to the experiment itself where a client takes both. */
  private static final String STREAM = MediaType.SERVER_SENT_EVENTS + ";qs=0.5";

  private final ExperimentStore store;
  private final ExperimentOrders orders;
  private final ExperimentFeed feed;
  private final Documents documents;
  private final RunLedger ledger;
  private final ScenarioStore scenarios;
  private final Examinations examinations;
  private final BodyLimit bodies;
  private final ObjectMapper json;

  @Inject
  ExperimentsResource(
      ExperimentStore store,
      ExperimentOrders orders,
      ExperimentFeed feed,
      Documents documents,
      RunLedger ledger,
      ScenarioStore scenarios,
      Examinations examinations,
      BodyLimit bodies,
      ObjectMapper json) {
    this.store = store;
    this.orders = orders;
    this.feed = feed;
    this.documents = documents;
    this.ledger = ledger;
    this.scenarios = scenarios;
    this.examinations = examinations;
    this.bodies = bodies;
    this.json = json;
  }

  /**
   * What an examination found.
   *
   * @param faults what must be mended before it can be ordered
   * @param warnings what can be ordered and is probably not meant
   * @param runs the most that it can come to; null where it has faults
   * @param minutes that it would take, about; null where it has faults
   * @param exceeded limits that it exceeds as it is
   */
  @Schema(name = "ExperimentValidation")
  record Validation(
      boolean valid,
      List<Fault> faults,
      List<Fault> warnings,
      @Schema(nullable = true) Long runs,
      @Schema(nullable = true) Double minutes,
      List<Fault> exceeded) {}

  @POST
  @AllowedTo(Role.ANALYST)
  @Operation(
      summary =
          "Order an experiment: a comparison of markets, what each policy has done, or which"
              + " numbers an outcome depends on")
  @APIResponseSchema(
      value = ExperimentView.class,
      responseCode = "201",
      responseDescription = "Ordered; its address is in the header Location")
  @APIResponse(
      responseCode = "200",
      description = "It was ordered under this key before",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ExperimentView.class)))
  @APIResponse(responseCode = "409", description = "It would take too long, or too much memory")
  @APIResponse(responseCode = "422", description = IdempotencyKey.REUSED)
  @APIResponse(
      responseCode = "429",
      description = "Too many experiments go on, or too many documents are examined")
  public RestResponse<ExperimentView> order(
      @HeaderParam(IdempotencyKey.HEADER) String key,
      @Context HttpHeaders headers,
      @RequestBody(ref = "experiment") InputStream body) {
    byte[] text = bodies.read(body);
    return switch (taken(key, BodyFormat.of(headers), text)) {
      case ExperimentOrders.Accepted accepted ->
          ResponseBuilder.<ExperimentView>create(
                  accepted.isNew() ? RestResponse.Status.CREATED : RestResponse.Status.OK)
              .header(HttpHeaders.LOCATION, ExperimentLine.address(accepted.ordered().id()))
              .entity(view(accepted.ordered()))
              .build();
      case ExperimentOrders.TooLarge large ->
          throw Refusal.conflict(
              "experiment-too-large",
              "The experiment is too large",
              Problem.faults(large.estimate().exceeded()));
      case ExperimentOrders.NoRoom full ->
          throw Refusal.busy(
              "too-many-experiments",
              "There are "
                  + full.most()
                  + " experiments that go on, and the setting procurement.experiments.live"
                  + " allows no more");
      case ExperimentOrders.KeyUsed _ -> throw IdempotencyKey.otherUse("order");
    };
  }

  private ExperimentOrders.Taken taken(String name, BodyFormat format, byte[] text) {
    if (name != null) {
      IdempotencyKey.check(name);
    }
    return examinations.inTurn(
        () -> {
          try {
            Tree tree = format.read(text);
            Optional<ExperimentStore.Key> key =
                Optional.ofNullable(name)
                    .map(
                        each ->
                            new ExperimentStore.Key(
                                each, IdempotencyKey.digest(Canonical.text(tree.root()))));
            // Before anything else is looked at: a scenario that the order named may be gone by
            // now.
            return key.flatMap(orders::before)
                .orElseGet(
                    () -> orders.take(ExperimentReader.read(tree, scenarios.library()), key));
          } catch (InvalidScenario e) {
            throw Refusal.invalid(Problem.faults(e.faults()));
          }
        });
  }

  @POST
  @Path("/validation")
  @AllowedTo(Role.ANALYST)
  @Operation(
      summary =
          "Examine an experiment: every fault, how many runs it can come to and how many minutes"
              + " they would take. Nothing is ordered")
  @APIResponseSchema(value = Validation.class, responseCode = "200")
  @APIResponse(responseCode = "429", description = "Too many documents are examined")
  public Validation validate(
      @Context HttpHeaders headers, @RequestBody(ref = "experiment") InputStream body) {
    byte[] text = bodies.read(body);
    BodyFormat format = BodyFormat.of(headers);
    return examinations.inTurn(() -> validate(format, text));
  }

  private Validation validate(BodyFormat format, byte[] text) {
    try {
      Experiment experiment = ExperimentReader.read(format.read(text), scenarios.library());
      ExperimentOrders.Estimate estimate = orders.estimate(experiment);
      return new Validation(
          true,
          List.of(),
          experiment.warnings(),
          estimate.runs(),
          estimate.minutes(),
          estimate.exceeded());
    } catch (InvalidScenario e) {
      return new Validation(false, e.faults(), List.of(), null, null, List.of());
    }
  }

  @GET
  @Operation(
      summary =
          "Experiments, the newest first; with a run as baseline, as treatment or both, comparisons"
              + " of the same markets")
  @Parameter(
      name = "baseline",
      in = ParameterIn.QUERY,
      description = "Only comparisons whose baseline is the market of this run")
  @Parameter(
      name = "treatment",
      in = ParameterIn.QUERY,
      description = "Only comparisons of which another arm is the market of this run")
  @Parameter(
      name = "q",
      in = ParameterIn.QUERY,
      description =
          "Only experiments with these words in their id, name, title, kind or changes, in capitals"
              + " or not")
  @Parameter(name = "limit", in = ParameterIn.QUERY)
  @Parameter(name = "after", in = ParameterIn.QUERY)
  @Extension(name = Descriptions.TABLE, value = Descriptions.AND_PARQUET)
  public Page<ExperimentLine> list(@Context UriInfo uri) {
    Query query = new Query(uri.getQueryParameters());
    int limit = query.limit();
    String after = query.after();
    if (!after.isEmpty() && store.find(after).isEmpty()) {
      query.fault("after", "is '" + after + "', which is no experiment, or no longer");
    }
    String words = query.words("q").orElse("");
    Optional<Markets.Pair> pair = pair(query);
    query.close();
    return Page.cut(
        pair.map(
                markets ->
                    store.ofPair(markets, words, after, limit + 1).stream()
                        .map(
                            each ->
                                ExperimentLine.of(
                                    each.experiment(), each.arm().isEmpty() ? null : each.arm()))
                        .toList())
            .orElseGet(
                () ->
                    store.newestFirst(words, after, limit + 1).stream()
                        .map(ExperimentLine::of)
                        .toList()),
        ExperimentLine::id,
        limit);
  }

  /** The markets of the runs that are named; empty where none is. */
  private Optional<Markets.Pair> pair(Query query) {
    Optional<String> baseline = query.text("baseline");
    Optional<String> treatment = query.text("treatment");
    if (baseline.isEmpty() && treatment.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Markets.Pair(
            market(query, "baseline", baseline), market(query, "treatment", treatment)));
  }

  private String market(Query query, String name, Optional<String> id) {
    Optional<Run> run = id.filter(Ids::valid).flatMap(ledger::find);
    if (id.isPresent() && run.isEmpty()) {
      query.unknown(name, "run", id.get());
    }
    return run.map(ledger::scenario).map(Markets::of).orElse("");
  }

  @GET
  @Produces({Table.CSV, ParquetWriter.PARQUET, Table.DATA_PACKAGE})
  @Operation(hidden = true)
  public Table listAsCsv(@Context UriInfo uri) {
    Query query = new Query(uri.getQueryParameters());
    String words = query.words("q").orElse("");
    query.close();
    return Table.of(
        ExperimentLine.class,
        Table.pages(
                store.newestFirst(words, "", Page.DEFAULT_LIMIT),
                page -> store.newestFirst(words, page.getLast().id(), Page.DEFAULT_LIMIT))
            .map(ExperimentLine::of));
  }

  @GET
  @Path("/{experiment}")
  @Operation(
      summary = "An experiment: how far it is, when it will end, and what it has found",
      description =
          "With Accept: text/event-stream, the event progress whenever runs were made, and"
              + " experiment-ended at the end.")
  @APIResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = ExperimentView.class)),
        @Content(
            mediaType = MediaType.SERVER_SENT_EVENTS,
            schema = @Schema(implementation = String.class))
      })
  @APIResponse(responseCode = "429", description = "Too many clients are watching already")
  public ExperimentView get(@PathParam("experiment") String id) {
    return view(find(id));
  }

  @GET
  @Path("/{experiment}")
  @Produces(STREAM)
  @Blocking
  @ResponseHeader(name = "X-Accel-Buffering", value = "no")
  @ResponseHeader(name = "Cache-Control", value = "no-cache, no-transform")
  @Operation(hidden = true)
  public Multi<OutboundSseEvent> stream(
      @PathParam("experiment") String id, @Context HttpServerRequest request, @Context Sse sse) {
    Ordered experiment = find(id);
    if (request.method().equals(HttpMethod.HEAD)) {
      // It has no body, so nothing would ever say that its place is free again.
      return Multi.createFrom().empty();
    }
    return feed.open(experiment.id(), () -> request.response().closed())
        .orElseThrow(
            () -> Refusal.busy("too-many-streams", "Too many clients are watching already"))
        .map(signal -> event(signal, sse));
  }

  private OutboundSseEvent event(Signal signal, Sse sse) {
    OutboundSseEvent.Builder event = sse.newEventBuilder();
    return switch (signal) {
      case Heartbeat _ -> event.comment("alive").build();
      case Progress progress ->
          event.name("progress").data(text(ExperimentLine.of(progress.experiment()))).build();
      case Ended ended ->
          event.name("experiment-ended").data("{\"status\":\"" + ended.status() + "\"}").build();
    };
  }

  private String text(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what is shown can be written", e);
    }
  }

  @GET
  @Path("/{experiment}/document")
  @Operation(summary = "The resolved document of an experiment: order it again, get the same")
  @APIResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = JsonNode.class)),
        @Content(mediaType = YAML, schema = @Schema(implementation = String.class))
      })
  public String document(@PathParam("experiment") String id) {
    return documentText(id);
  }

  @GET
  @Path("/{experiment}/document")
  @Produces(YAML)
  @Operation(hidden = true)
  public String documentAsYaml(@PathParam("experiment") String id) {
    String text = documentText(id);
    return StoredDocument.read(id, () -> YamlText.write(Tree.read(text).root()));
  }

  private String documentText(String id) {
    return Optional.of(id)
        .filter(Ids::valid)
        .flatMap(store::document)
        .orElseThrow(() -> unknown(id));
  }

  @GET
  @Path("/{experiment}/result")
  @Operation(
      summary = "What an experiment has found, as a program on one machine would find it",
      description =
          "As CSV a comparison has a row for each arm, outcome and month, an attribution for each"
              + " outcome and policy, a sensitivity for each outcome and number.")
  @APIResponseSchema(value = JsonNode.class, responseCode = "200")
  @APIResponse(responseCode = "409", description = "The experiment has not finished")
  @Extension(name = Descriptions.TABLE, value = Descriptions.AND_PARQUET)
  public String result(@PathParam("experiment") String id) {
    return finished(find(id));
  }

  @GET
  @Path("/{experiment}/result")
  @Produces(Table.CSV)
  @Operation(hidden = true)
  public RestResponse<String> resultAsCsv(@PathParam("experiment") String id) {
    return ResponseBuilder.ok(ResultTable.of(ResultJson.read(finished(find(id)))).csv())
        .header(HttpHeaders.CONTENT_TYPE, "text/csv;charset=UTF-8")
        .build();
  }

  @GET
  @Path("/{experiment}/result")
  @Produces(ParquetFile.MEDIA_TYPE)
  @Operation(hidden = true)
  public byte[] resultAsParquet(@PathParam("experiment") String id) {
    return ResultTable.of(ResultJson.read(finished(find(id)))).parquet();
  }

  @GET
  @Path("/{experiment}/result")
  @Produces(Table.DATA_PACKAGE)
  @Operation(hidden = true)
  public Table resultColumns(@PathParam("experiment") String id) {
    return new Table(
        ResultTable.of(ResultJson.read(finished(find(id)))).columns().stream()
            .map(
                column ->
                    column.kind() == ParquetFile.Kind.TEXT
                        ? Table.Column.text(column.name())
                        : Table.Column.number(column.name()))
            .toList(),
        Stream.of());
  }

  @GET
  @Path("/{experiment}/certificate")
  @Operation(
      summary =
          "The certificate of an experiment: its document, the digest of every run and of the"
              + " result, so that others can repeat it")
  @APIResponseSchema(value = JsonNode.class, responseCode = "200")
  @APIResponse(responseCode = "409", description = "The experiment has not finished")
  public String certificate(@PathParam("experiment") String id) {
    Result result = ResultJson.read(finished(find(id)));
    Experiment experiment = readable(id);
    // Of a large experiment it takes much memory, like an examination.
    return examinations.inTurn(
        () ->
            CertificateJson.write(
                Certificate.of(
                    Release.VERSION, experiment, store.digests(id, experiment), result)));
  }

  @GET
  @Path("/{experiment}/report")
  @Produces(MediaType.TEXT_HTML)
  @Operation(summary = "What an experiment has found, as one page that can be mailed and printed")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.TEXT_HTML,
              schema = @Schema(implementation = String.class)))
  @APIResponse(responseCode = "409", description = "The experiment has not finished")
  public String report(@PathParam("experiment") String id) {
    Result result = ResultJson.read(finished(find(id)));
    Experiment experiment = readable(id);
    return HtmlReport.of(
        result,
        Certificate.withoutRuns(Release.VERSION, experiment, result),
        experiment.design().specimen().currency());
  }

  private Experiment readable(String id) {
    return StoredDocument.read(id, () -> documents.of(id).orElseThrow(() -> unknown(id)));
  }

  @POST
  @Path("/{experiment}/cancel")
  @AllowedTo(Role.ANALYST)
  @Operation(summary = "End an experiment that goes on; it has no result then")
  @APIResponseSchema(value = ExperimentView.class, responseCode = "200")
  @APIResponse(responseCode = "409", description = "The experiment has ended")
  public ExperimentView cancel(@PathParam("experiment") String id) {
    Ordered before = find(id);
    if (!store.cancel(id) && before.status() != ExperimentStatus.CANCELLED) {
      throw Refusal.conflict(
          "experiment-ended", "Experiment '" + id + "' has ended: it is " + find(id).status().id());
    }
    LOG.infof("Cancelled %s", id);
    return view(find(id));
  }

  @DELETE
  @Path("/{experiment}")
  @Operation(summary = "Delete an experiment that has ended, with all that is known of it")
  @APIResponse(responseCode = "204", description = "Deleted")
  @APIResponse(responseCode = "409", description = "The experiment goes on")
  public void delete(@PathParam("experiment") String id) {
    Ordered experiment = find(id);
    if (!store.delete(id)) {
      throw Refusal.conflict(
          "experiment-goes-on",
          "Experiment '" + id + "' has not ended: it is " + experiment.status().id());
    }
    LOG.infof("Deleted %s", id);
  }

  private Ordered find(String id) {
    // What cannot be an id is not looked for: it may not even be text to a database.
    return Optional.of(id).filter(Ids::valid).flatMap(store::find).orElseThrow(() -> unknown(id));
  }

  private static Refusal unknown(String id) {
    return Refusal.unknown("experiment", id);
  }

  private String finished(Ordered experiment) {
    return store
        .result(experiment.id())
        .orElseThrow(
            () ->
                Refusal.conflict(
                    "experiment-not-finished",
                    "Experiment '"
                        + experiment.id()
                        + "' has not finished: it is "
                        + experiment.status().id()));
  }

  private ExperimentView view(Ordered experiment) {
    return ExperimentView.of(experiment, store.result(experiment.id()).map(this::tree));
  }

  private JsonNode tree(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database holds a result that is no JSON", e);
    }
  }
}
