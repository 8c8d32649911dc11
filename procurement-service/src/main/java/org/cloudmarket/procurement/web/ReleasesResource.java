package org.cloudmarket.procurement.web;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.cloudmarket.exchange.release.ReleaseNames;
import org.cloudmarket.exchange.release.ReleaseWriter;
import org.cloudmarket.exchange.release.Releases;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.frame.web.Page;
import org.cloudmarket.frame.web.Query;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.procurement.store.award.AwardFilter;
import org.cloudmarket.procurement.store.award.AwardStore;
import org.cloudmarket.procurement.store.award.AwardStore.Stored;
import org.cloudmarket.procurement.store.award.Place;
import org.cloudmarket.procurement.store.run.Run;
import org.cloudmarket.procurement.store.run.RunLedger;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A run's tenders, awards and contracts in the Open Contracting Data Standard. */
@Path("/api/runs/{id}/releases")
@Tag(name = "awards")
public final class ReleasesResource {

  /** A line of JSON for each release. */
  static final String LINES = "application/jsonl";

  /** Of each buyer the contract that runs is kept while releases are written. */
  private static final int MOST_BUYERS = 1_000_000;

  private static final String PACKAGE = "package";
  private static final List<String> FORMATS = List.of(PACKAGE, "lines");

  private final AwardStore store;
  private final RunLedger ledger;

  @Inject
  ReleasesResource(AwardStore store, RunLedger ledger) {
    this.store = store;
    this.ledger = ledger;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary =
          "A run's whole months as OCDS 1.1: a release package, or a line of JSON for each release",
      description =
          "Planning and tender, award and contract, amendment and termination of each contracting"
              + " process, with the bids extension and one for the effects of policies. Lines come"
              + " with Accept: application/jsonl, too.")
  @Parameter(name = "format", in = ParameterIn.QUERY)
  @Parameter(name = "prefix", in = ParameterIn.QUERY)
  @APIResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(type = SchemaType.OBJECT, description = "A release package")),
        @Content(mediaType = LINES, schema = @Schema(implementation = String.class))
      })
  @APIResponse(
      responseCode = "409",
      description = "There is no outcome yet of which a package could be made, or too many buyers")
  public Response releases(@PathParam("id") String id, @Context UriInfo uri) {
    return releases(id, uri, PACKAGE);
  }

  @GET
  @Produces(LINES + ";qs=0.5")
  @Operation(hidden = true)
  public Response lines(@PathParam("id") String id, @Context UriInfo uri) {
    return releases(id, uri, "lines");
  }

  private Response releases(String id, UriInfo uri, String otherwise) {
    Run run = RunsResource.find(id);
    Query query = new Query(uri.getQueryParameters());
    String prefix = query.text("prefix").orElse(ReleaseNames.PREFIX);
    boolean pack = query.oneOf("format", FORMATS).orElse(otherwise).equals(PACKAGE);
    if (!ReleaseNames.usable(prefix)) {
      query.fault("prefix", ReleaseNames.refusal(prefix));
    }
    query.close();
    Scenario scenario = ledger.scenario(run);
    if (scenario.buyers() > MOST_BUYERS) {
      throw Refusal.conflict(
          "run-too-large", "Releases are written of runs of at most " + MOST_BUYERS + " buyers");
    }
    List<Stored> first = after(run, Place.behind(run.startMonth - 1));
    if (first.isEmpty() && pack) {
      throw Refusal.conflict("no-outcome-yet", "Run '" + run.id + "' has no outcome yet");
    }
    Releases releases = new Releases(scenario, new ReleaseNames(prefix, run.id));
    StreamingOutput output =
        out -> {
          try (ReleaseWriter writer =
              pack ? ReleaseWriter.pack(out, run.id) : ReleaseWriter.lines(out)) {
            write(run, first, releases, writer);
          }
        };
    return Response.ok(output, pack ? MediaType.APPLICATION_JSON : LINES).build();
  }

  private void write(Run run, List<Stored> first, Releases releases, ReleaseWriter writer)
      throws IOException {
    for (List<Stored> page = first; !page.isEmpty(); page = after(run, page.getLast().place())) {
      for (Stored stored : page) {
        for (var release : releases.of(stored.outcome(), Optional.empty())) {
          writer.write(release);
        }
      }
    }
  }

  private List<Stored> after(Run run, Place place) {
    int last = run.lastMonth().orElse(run.startMonth - 1);
    return store.after(place, last, run.id, AwardFilter.ALL, Page.MAX_LIMIT);
  }
}
