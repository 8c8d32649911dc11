package org.cloudmarket.procurement.web;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.documents.library.ScenarioDocument;
import org.cloudmarket.documents.library.ScenarioSchema;
import org.cloudmarket.documents.library.ValuesByPath;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.documents.reading.Tree;
import org.cloudmarket.documents.scenario.ScenarioJson;
import org.cloudmarket.frame.access.AllowedTo;
import org.cloudmarket.frame.access.Role;
import org.cloudmarket.frame.problem.BodyLimit;
import org.cloudmarket.frame.problem.Problem;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.frame.web.BodyFormat;
import org.cloudmarket.frame.web.Descriptions;
import org.cloudmarket.frame.web.Examinations;
import org.cloudmarket.frame.web.Page;
import org.cloudmarket.frame.web.Preconditions;
import org.cloudmarket.frame.web.Query;
import org.cloudmarket.frame.web.Table;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.soundness.Fault;
import org.cloudmarket.model.soundness.Findings;
import org.cloudmarket.procurement.config.ProcurementSettings;
import org.cloudmarket.procurement.store.scenario.Obstacle;
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
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The scenarios that are shipped, and those that people store beside them. */
@Path("/api/scenarios")
@Tag(name = "scenarios")
public final class ScenariosResource {

  /** The media type of YAML. */
  static final String YAML = "application/yaml";

  /** The name in the examples of what can be stored. */
  private static final String STORED = "my-mandate";

  private static final JsonNode SCHEMA = ScenarioSchema.write();

  private final ScenarioStore store;
  private final BodyLimit bodies;
  private final long largest;
  private final boolean ifMatch;
  private final Examinations examinations;

  @Inject
  ScenariosResource(
      ScenarioStore store,
      BodyLimit bodies,
      ProcurementSettings settings,
      Examinations examinations) {
    this.store = store;
    this.bodies = bodies;
    this.largest = settings.scenarios().size().asLongValue();
    this.ifMatch = settings.scenarios().ifMatch();
    this.examinations = examinations;
  }

  /** Where a scenario is from. */
  enum Origin implements Kebab {
    SHIPPED,
    STORED
  }

  /** How a scenario is shown. */
  enum Form implements Kebab {
    /** Nothing left to default, one arm chosen. */
    RESOLVED,
    /** As it was written, with its arms and what it extends. */
    WRITTEN
  }

  /**
   * A scenario in a list.
   *
   * @param base what it extends; null where it is whole
   * @param origin shipped or stored
   * @param storedAt when it was stored as it is; null where it is shipped
   * @param arms titles by id
   */
  record ScenarioLine(
      String name,
      String title,
      @Schema(nullable = true) String base,
      String origin,
      @Schema(nullable = true) Instant storedAt,
      SortedMap<String, String> arms,
      Map<String, String> links) {

    static ScenarioLine of(ScenarioStore.Known known, ScenarioDocument document) {
      DocumentLibrary.Headings headings = known.library().headings(document);
      boolean shipped = ScenarioStore.shipped(document.name());
      return new ScenarioLine(
          document.name(),
          headings.title(),
          document.base().orElse(null),
          (shipped ? Origin.SHIPPED : Origin.STORED).id(),
          shipped ? null : known.storedAt().get(document.name()),
          headings.arms(),
          Map.of("self", address(document.name())));
    }
  }

  /**
   * What an examination found.
   *
   * @param faults what must be mended before it can be run
   * @param notices what can be run and is probably not meant
   */
  record Validation(boolean valid, List<Fault> faults, List<Fault> notices) {}

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Scenarios that a run can be ordered of by name")
  @Parameter(name = "limit", in = ParameterIn.QUERY)
  @Parameter(name = "after", in = ParameterIn.QUERY)
  @Extension(name = Descriptions.TABLE, value = Descriptions.AND_PARQUET)
  public Page<ScenarioLine> list(@Context UriInfo uri) {
    Query query = new Query(uri.getQueryParameters());
    int limit = query.limit();
    String after = query.after();
    query.close();
    ScenarioStore.Known known = store.known();
    Page<ScenarioDocument> page =
        Page.of(known.library().scenarios(), ScenarioDocument::name, after, limit);
    return new Page<>(
        page.items().stream().map(document -> ScenarioLine.of(known, document)).toList(),
        page.next());
  }

  @GET
  @Produces({Table.CSV, ParquetWriter.PARQUET, Table.DATA_PACKAGE})
  @Operation(hidden = true)
  public Table listAsCsv() {
    ScenarioStore.Known known = store.known();
    return Table.of(
        ScenarioLine.class,
        known.library().scenarios().stream().map(document -> ScenarioLine.of(known, document)));
  }

  @GET
  @Path("/schema")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "The JSON schema of scenario documents, instruments included")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = JsonNode.class)))
  public JsonNode schema() {
    return SCHEMA;
  }

  @GET
  @Path("/{name}")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary =
          "A scenario: resolved, with nothing left to default (arm= chooses an arm), or as it was"
              + " written",
      description =
          "Its ETag goes into If-Match where it is replaced or forgotten, and into If-None-Match"
              + " where it is asked for again: 304 says that it is the same.")
  @Parameter(name = "form", in = ParameterIn.QUERY)
  @Parameter(name = "arm", in = ParameterIn.QUERY)
  @APIResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = JsonNode.class)),
        @Content(mediaType = YAML, schema = @Schema(implementation = String.class))
      })
  @APIResponse(responseCode = "409", description = "This release finds fault with it")
  public RestResponse<JsonNode> json(
      @PathParam("name") String name, @Context UriInfo uri, @Context HttpHeaders headers) {
    return show(name, uri, headers, ScenarioDocument::json, ScenarioJson::write);
  }

  @GET
  @Path("/{name}")
  @Produces(YAML)
  @Operation(hidden = true)
  public RestResponse<String> yaml(
      @PathParam("name") String name, @Context UriInfo uri, @Context HttpHeaders headers) {
    return show(name, uri, headers, ScenarioDocument::text, ScenarioJson::yaml);
  }

  @PUT
  @AllowedTo(Role.ANALYST)
  @Path("/{name}")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Store a scenario under its name, in place of one that was stored before")
  @APIResponseSchema(value = ScenarioLine.class, responseCode = "201", responseDescription = "New")
  @APIResponse(
      responseCode = "200",
      description = "Replaced",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ScenarioLine.class)))
  @APIResponse(
      responseCode = "409",
      description =
          "The name is a shipped one, or there are too many, or another that extends it would have"
              + " a fault")
  @Parameter(name = HttpHeaders.IF_MATCH, in = ParameterIn.HEADER)
  @Parameter(name = HttpHeaders.IF_NONE_MATCH, in = ParameterIn.HEADER)
  @APIResponse(responseCode = "412", description = "It is not what If-Match or If-None-Match says")
  @APIResponse(
      responseCode = "428",
      description = "The setting procurement.scenarios.if-match asks for If-Match")
  @APIResponse(responseCode = "429", description = "Too many documents are examined")
  public RestResponse<ScenarioLine> put(
      @PathParam("name") @Parameter(example = STORED) String name,
      @Context HttpHeaders headers,
      @RequestBody(ref = "scenario") InputStream body) {
    requireId(name);
    byte[] text = bodies.read(body);
    if (text.length > largest) {
      throw Refusal.invalid(
          "",
          "has "
              + text.length
              + " bytes; the setting procurement.scenarios.size allows "
              + largest);
    }
    BodyFormat format = BodyFormat.of(headers);
    return examinations.inTurn(() -> put(name, format, text, Preconditions.of(headers)));
  }

  private RestResponse<ScenarioLine> put(
      String name, BodyFormat format, byte[] text, Preconditions preconditions) {
    ScenarioDocument document;
    try {
      document = document(format, text);
    } catch (InvalidScenario e) {
      throw Refusal.invalid(Problem.faults(e.faults()));
    }
    ScenarioStore.Stored put =
        switch (store.put(name, document, revision -> preconditions.require(revision, ifMatch))) {
          case ScenarioStore.Stored stored -> stored;
          case Obstacle obstacle -> throw Refusals.of(obstacle);
        };
    return ResponseBuilder.<ScenarioLine>create(
            put.isNew() ? RestResponse.Status.CREATED : RestResponse.Status.OK)
        .header(HttpHeaders.ETAG, Preconditions.tag(put.revision()))
        .header(HttpHeaders.LOCATION, address(name))
        .entity(ScenarioLine.of(store.known(), document))
        .build();
  }

  @DELETE
  @Path("/{name}")
  @Operation(summary = "Forget a stored scenario; runs of it stay as they are")
  @APIResponse(responseCode = "204", description = "Forgotten")
  @APIResponse(responseCode = "409", description = "It is shipped, or others extend it")
  @Parameter(name = HttpHeaders.IF_MATCH, in = ParameterIn.HEADER)
  @APIResponse(responseCode = "412", description = "It is not what If-Match or If-None-Match says")
  @APIResponse(
      responseCode = "428",
      description = "The setting procurement.scenarios.if-match asks for If-Match")
  public void delete(
      @PathParam("name") @Parameter(example = STORED) String name, @Context HttpHeaders headers) {
    requireId(name);
    Preconditions preconditions = Preconditions.of(headers);
    store
        .remove(name, revision -> preconditions.require(revision, ifMatch))
        .ifPresent(
            obstacle -> {
              throw Refusals.of(obstacle);
            });
  }

  @POST
  @Path("/validation")
  @AllowedTo(Role.ANALYST)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary =
          "Examine a scenario and each of its arms: every fault, every contradiction, every policy"
              + " that would touch nobody. Nothing is stored")
  @APIResponseSchema(value = Validation.class, responseCode = "200")
  @APIResponse(responseCode = "429", description = "Too many documents are examined")
  public Validation validate(
      @Context HttpHeaders headers, @RequestBody(ref = "scenario") InputStream body) {
    byte[] text = bodies.read(body);
    BodyFormat format = BodyFormat.of(headers);
    return examinations.inTurn(() -> validate(format, text));
  }

  @POST
  @AllowedTo(Role.ANALYST)
  @Path("/resolution")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary =
          "A document as it is resolved, with nothing left to default: what it extends is in it,"
              + " and what it says is kept to. Nothing is stored")
  @APIResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = JsonNode.class)),
        @Content(mediaType = YAML, schema = @Schema(implementation = String.class))
      })
  @APIResponse(responseCode = "429", description = "Too many documents are examined")
  public JsonNode resolve(
      @Context HttpHeaders headers, @RequestBody(ref = "scenario") InputStream body) {
    return ScenarioJson.write(resolved(headers, body));
  }

  @POST
  @AllowedTo(Role.ANALYST)
  @Path("/resolution")
  @Produces(YAML)
  @Operation(hidden = true)
  public String resolveAsYaml(
      @Context HttpHeaders headers, @RequestBody(ref = "scenario") InputStream body) {
    return ScenarioJson.yaml(resolved(headers, body));
  }

  private Scenario resolved(HttpHeaders headers, InputStream body) {
    byte[] text = bodies.read(body);
    BodyFormat format = BodyFormat.of(headers);
    return examinations.inTurn(
        () -> {
          try {
            return store.library().resolve(document(format, text));
          } catch (InvalidScenario e) {
            throw Refusal.invalid(Problem.faults(e.faults()));
          }
        });
  }

  private static ScenarioDocument document(BodyFormat format, byte[] text) {
    return ScenarioDocument.of(Tree.text(text), format.read(text));
  }

  private Validation validate(BodyFormat format, byte[] text) {
    try {
      Findings found = store.examine(document(format, text));
      return new Validation(found.valid(), found.faults(), found.warnings());
    } catch (InvalidScenario e) {
      return new Validation(false, e.faults(), List.of());
    }
  }

  private <T> RestResponse<T> show(
      String name,
      UriInfo uri,
      HttpHeaders headers,
      Function<ScenarioDocument, T> written,
      Function<Scenario, T> resolved) {
    ScenarioStore.Known known = store.known();
    DocumentLibrary library = known.library();
    ScenarioDocument document =
        library
            .find(name)
            .filter(found -> !found.market())
            .orElseThrow(() -> Refusal.unknown("scenario", name));
    Query query = new Query(uri.getQueryParameters());
    Form form = query.word("form", Form.class).orElse(Form.RESOLVED);
    Optional<String> arm = query.oneOf("arm", List.copyOf(library.arms(document).keySet()));
    if (form == Form.WRITTEN && arm.isPresent()) {
      query.fault("arm", "goes with form=resolved; what was written holds every arm");
    }
    query.close();
    try {
      T shown =
          form == Form.WRITTEN
              ? written.apply(document)
              : resolved.apply(library.resolve(document, arm, ValuesByPath.NONE));
      String tag = Preconditions.tag(known.revision(name), shown.toString());
      ResponseBuilder<T> response =
          Preconditions.of(headers).knows(tag)
              ? ResponseBuilder.create(RestResponse.Status.NOT_MODIFIED)
              : ResponseBuilder.ok(shown);
      return response.header(HttpHeaders.ETAG, tag).build();
    } catch (InvalidScenario e) {
      throw Refusal.conflict(
          "outdated-scenario",
          "'" + name + "' was stored by an earlier release, and this one finds fault with it",
          Problem.faults(e.faults()));
    }
  }

  private static void requireId(String name) {
    if (!Ids.valid(name)) {
      throw Refusal.invalid(
          "/name",
          "is no id: the last part of the address is kebab-case of at most "
              + Ids.MAX_LENGTH
              + " characters");
    }
  }

  private static String address(String name) {
    return "/api/scenarios/" + name;
  }
}
