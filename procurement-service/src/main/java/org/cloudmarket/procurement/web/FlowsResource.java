package org.cloudmarket.procurement.web;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.function.BiFunction;
import org.cloudmarket.frame.web.Descriptions;
import org.cloudmarket.frame.web.Query;
import org.cloudmarket.frame.web.Table;
import org.cloudmarket.procurement.store.award.AwardFilter;
import org.cloudmarket.procurement.store.award.FlowStore;
import org.cloudmarket.procurement.store.award.FlowStore.Sum;
import org.cloudmarket.procurement.store.run.Run;
import org.cloudmarket.procurement.store.run.RunLedger;
import org.cloudmarket.procurement.web.award.AwardsQuery;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whose contracts became whose, and where. Only whole months count. */
@Path("/api/runs/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "figures")
public final class FlowsResource {

  /**
   * Contracts between two providers.
   *
   * @param from who had the buyer's contract before; null where nobody had
   * @param to who won; the same as {@code from} where the contract stayed
   */
  public record FlowItem(
      @Schema(nullable = true) String from,
      String to,
      long awards,
      long annualValueFen,
      long displaced,
      long displacedFen) {}

  /** Contracts of the buyers of a segment in a city. */
  public record PlaceItem(
      String city,
      String segment,
      long awards,
      long annualValueFen,
      long displaced,
      long displacedFen) {}

  /** Contracts by who had them before and who won them. */
  public record Flows(List<FlowItem> flows) {}

  /** Contracts by where their buyers are. */
  public record Places(List<PlaceItem> places) {}

  private final FlowStore store;
  private final RunLedger ledger;

  @Inject
  FlowsResource(FlowStore store, RunLedger ledger) {
    this.store = store;
    this.ledger = ledger;
  }

  @GET
  @Path("/flows")
  @Operation(
      summary = "Contracts by who had them before and who won them, of some months and some buyers",
      description = "Sums of the awards that GET /api/runs/{id}/awards gives with the same filter.")
  @Parameter(name = "month", in = ParameterIn.QUERY)
  @Parameter(name = "from", in = ParameterIn.QUERY)
  @Parameter(name = "to", in = ParameterIn.QUERY)
  @Parameter(name = "segment", in = ParameterIn.QUERY)
  @Parameter(name = "city", in = ParameterIn.QUERY)
  @Parameter(name = "provider", in = ParameterIn.QUERY)
  @Parameter(name = "displaced", in = ParameterIn.QUERY)
  @Extension(name = Descriptions.TABLE, value = Descriptions.AND_PARQUET)
  public Flows flows(@PathParam("id") String id, @Context UriInfo uri) {
    return new Flows(readFlows(id, uri));
  }

  @GET
  @Path("/flows")
  @Produces({Table.CSV, ParquetWriter.PARQUET, Table.DATA_PACKAGE})
  @Operation(hidden = true)
  public Table flowsAsCsv(@PathParam("id") String id, @Context UriInfo uri) {
    return Table.of(FlowItem.class, readFlows(id, uri).stream());
  }

  private List<FlowItem> readFlows(String id, UriInfo uri) {
    return asked(id, uri, (run, filter) -> store.flows(run.id, last(run), filter)).stream()
        .map(
            flow -> {
              Sum sum = flow.sum();
              return new FlowItem(
                  flow.from().orElse(null),
                  flow.to(),
                  sum.awards(),
                  sum.annualValueFen(),
                  sum.displaced(),
                  sum.displacedFen());
            })
        .toList();
  }

  @GET
  @Path("/places")
  @Operation(
      summary = "Contracts by city and segment, of some months and some buyers",
      description = "Sums of the awards that GET /api/runs/{id}/awards gives with the same filter.")
  @Parameter(name = "month", in = ParameterIn.QUERY)
  @Parameter(name = "from", in = ParameterIn.QUERY)
  @Parameter(name = "to", in = ParameterIn.QUERY)
  @Parameter(name = "segment", in = ParameterIn.QUERY)
  @Parameter(name = "city", in = ParameterIn.QUERY)
  @Parameter(name = "provider", in = ParameterIn.QUERY)
  @Parameter(name = "displaced", in = ParameterIn.QUERY)
  @Extension(name = Descriptions.TABLE, value = Descriptions.AND_PARQUET)
  public Places places(@PathParam("id") String id, @Context UriInfo uri) {
    return new Places(readPlaces(id, uri));
  }

  @GET
  @Path("/places")
  @Produces({Table.CSV, ParquetWriter.PARQUET, Table.DATA_PACKAGE})
  @Operation(hidden = true)
  public Table placesAsCsv(@PathParam("id") String id, @Context UriInfo uri) {
    return Table.of(PlaceItem.class, readPlaces(id, uri).stream());
  }

  private List<PlaceItem> readPlaces(String id, UriInfo uri) {
    return asked(id, uri, (run, filter) -> store.places(run.id, last(run), filter)).stream()
        .map(
            place -> {
              Sum sum = place.sum();
              return new PlaceItem(
                  place.city(),
                  place.segment(),
                  sum.awards(),
                  sum.annualValueFen(),
                  sum.displaced(),
                  sum.displacedFen());
            })
        .toList();
  }

  private <T> List<T> asked(String id, UriInfo uri, BiFunction<Run, AwardFilter, List<T>> sums) {
    Run run = RunsResource.find(id);
    Query query = new Query(uri.getQueryParameters());
    AwardFilter filter = AwardsQuery.awards(query, ledger.scenario(run));
    query.close();
    return sums.apply(run, filter);
  }

  /** The last whole month; before the first there is none. */
  private static int last(Run run) {
    return run.lastMonth().orElse(-1);
  }
}
