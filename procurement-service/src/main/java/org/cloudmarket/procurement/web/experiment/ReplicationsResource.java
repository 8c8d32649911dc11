package org.cloudmarket.procurement.web.experiment;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cloudmarket.analysis.experiment.Arm;
import org.cloudmarket.analysis.experiment.Comparison;
import org.cloudmarket.analysis.experiment.Experiment;
import org.cloudmarket.analysis.experiment.Variant;
import org.cloudmarket.analysis.outcome.Outcome;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.frame.web.Descriptions;
import org.cloudmarket.frame.web.Page;
import org.cloudmarket.frame.web.Query;
import org.cloudmarket.frame.web.Table;
import org.cloudmarket.frame.web.Table.Column;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.procurement.experiment.Documents;
import org.cloudmarket.procurement.store.experiment.ExperimentStore;
import org.cloudmarket.procurement.web.ParquetWriter;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The single runs of a comparison, whose mean its result has. */
@Path("/api/experiments/{experiment}/replications")
@Tag(name = "experiments")
public final class ReplicationsResource {

  private final ExperimentStore store;
  private final Documents documents;

  @Inject
  ReplicationsResource(ExperimentStore store, Documents documents) {
    this.store = store;
    this.documents = documents;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary =
          "An outcome in the runs of an arm of a comparison, by month, those with the first seeds;"
              + " while it goes on, of the runs that are made. As CSV it is all of them")
  @Parameter(
      name = "outcome",
      in = ParameterIn.QUERY,
      required = true,
      description = "One of the outcomes of the document",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "arm",
      in = ParameterIn.QUERY,
      required = true,
      description = "One of the arms of the document",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(name = "limit", in = ParameterIn.QUERY)
  @Extension(name = Descriptions.TABLE, value = Descriptions.AND_PARQUET)
  @APIResponseSchema(value = Replications.class, responseCode = "200")
  @APIResponse(responseCode = "409", description = "The experiment has no arms")
  public Replications get(@PathParam("experiment") String id, @Context UriInfo uri) {
    Query query = new Query(uri.getQueryParameters());
    int limit = query.limit();
    Asked asked = asked(id, query);
    return new Replications(
        asked.outcome().id(),
        asked.outcome().figure().unit(),
        asked.arm(),
        asked.months(),
        replications(asked, Long.MIN_VALUE, limit),
        store.count(id, asked.variant()));
  }

  @GET
  @Produces({Table.CSV, ParquetWriter.PARQUET, Table.DATA_PACKAGE})
  @Operation(hidden = true)
  public Table getAsCsv(@PathParam("experiment") String id, @Context UriInfo uri) {
    Asked asked = asked(id, new Query(uri.getQueryParameters()));
    List<String> months = asked.months();
    return new Table(
        List.of(Column.whole("seed"), Column.text("month"), Column.number(asked.outcome().id())),
        Table.pages(
                replications(asked, Long.MIN_VALUE, Page.MAX_LIMIT),
                page -> replications(asked, page.getLast().seed(), Page.MAX_LIMIT))
            .flatMap(
                each ->
                    IntStream.range(0, months.size())
                        .mapToObj(
                            t ->
                                List.<Object>of(
                                    each.seed(),
                                    months.get(t),
                                    Objects.requireNonNullElse(each.values().get(t), "")))));
  }

  /**
   * What a request asks for.
   *
   * @param place of the outcome in the experiment
   */
  private record Asked(String id, Experiment experiment, int place, String arm) {

    Outcome outcome() {
      return experiment.outcomes().get(place);
    }

    Variant variant() {
      return new Variant.OfArm(arm);
    }

    List<String> months() {
      Scenario specimen = experiment.design().specimen();
      return IntStream.range(specimen.start(), specimen.end()).mapToObj(Months::text).toList();
    }
  }

  private Asked asked(String id, Query query) {
    // The store first: who reads documents remembers some that were deleted.
    Experiment experiment =
        Optional.of(id)
            .filter(Ids::valid)
            .flatMap(store::find)
            .flatMap(ordered -> StoredDocument.read(id, () -> documents.of(ordered.id())))
            .orElseThrow(() -> Refusal.unknown("experiment", id));
    if (!(experiment.design() instanceof Comparison comparison)) {
      throw Refusal.conflict(
          "no-arms",
          "Experiment '" + id + "' has no arms: it is of kind " + experiment.design().kind());
    }
    List<String> outcomes = experiment.outcomes().stream().map(Outcome::id).toList();
    String outcome = one(query, "outcome", outcomes);
    String arm =
        one(
            query,
            "arm",
            Stream.concat(Stream.of(comparison.baseline()), comparison.treatments().stream())
                .map(Arm::id)
                .toList());
    query.close();
    return new Asked(id, experiment, outcomes.indexOf(outcome), arm);
  }

  private List<Replications.Replication> replications(Asked asked, long after, int limit) {
    return store
        .series(asked.id(), asked.experiment(), asked.variant(), asked.place(), after, limit)
        .entrySet()
        .stream()
        .map(
            each ->
                new Replications.Replication(
                    each.getKey(),
                    Arrays.stream(each.getValue()).mapToObj(ReplicationsResource::orNull).toList()))
        .toList();
  }

  /** JSON has no word for what is not a number. */
  private static Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }

  private static String one(Query query, String name, List<String> ids) {
    if (query.text(name).isEmpty()) {
      query.fault(name, "is missing: one of " + ids);
    }
    return query.oneOf(name, ids).orElse("");
  }
}
