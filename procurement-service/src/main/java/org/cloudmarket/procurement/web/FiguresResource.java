package org.cloudmarket.procurement.web;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.cloudmarket.frame.web.Descriptions;
import org.cloudmarket.frame.web.Query;
import org.cloudmarket.frame.web.Table;
import org.cloudmarket.model.figures.MarketFigures;
import org.cloudmarket.model.figures.Series;
import org.cloudmarket.model.figures.Series.By;
import org.cloudmarket.model.figures.Series.Of;
import org.cloudmarket.model.scenario.Course;
import org.cloudmarket.procurement.store.figures.FigureStore;
import org.cloudmarket.procurement.store.run.Run;
import org.cloudmarket.procurement.store.run.RunLedger;
import org.cloudmarket.procurement.web.figures.FiguresTable;
import org.cloudmarket.procurement.web.figures.FiguresTable.Split;
import org.cloudmarket.procurement.web.figures.Shares;
import org.cloudmarket.procurement.web.figures.Slice;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a run's awards add up to. Only whole months count. */
@Path("/api/runs/{id}")
@Tag(name = "figures")
public final class FiguresResource {

  private final FigureStore store;
  private final RunLedger ledger;

  @Inject
  FiguresResource(FigureStore store, RunLedger ledger) {
    this.store = store;
    this.ledger = ledger;
  }

  @GET
  @Path("/shares")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Shares of spend by month, as JSON or CSV")
  @Parameter(
      name = "by",
      in = ParameterIn.QUERY,
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"provider", "ownership", "segment", "city"},
              defaultValue = "provider"))
  @Parameter(name = "of", in = ParameterIn.QUERY)
  @Parameter(name = "city", in = ParameterIn.QUERY)
  @Parameter(name = "segment", in = ParameterIn.QUERY)
  @Parameter(name = "statistic", in = ParameterIn.QUERY)
  @Extension(name = Descriptions.TABLE, value = Descriptions.AND_PARQUET)
  public Shares shares(@PathParam("id") String id, @Context UriInfo uri) {
    return readShares(id, uri);
  }

  @GET
  @Path("/shares")
  @Produces({Table.CSV, ParquetWriter.PARQUET, Table.DATA_PACKAGE})
  @Operation(hidden = true)
  public Table sharesAsCsv(@PathParam("id") String id, @Context UriInfo uri) {
    return readShares(id, uri).table();
  }

  private Shares readShares(String id, UriInfo uri) {
    Run run = RunsResource.find(id);
    Course course = ledger.course(run);
    Query query = new Query(uri.getQueryParameters());
    By by = query.word("by", By.class).orElse(By.PROVIDER);
    Of of = query.word("of", Of.class).orElse(Of.RUNNING);
    Slice slice = Slice.read(query, course.scenario(), true);
    query.close();
    MarketFigures figures = store.read(slice.wanted(run, by == By.CITY));
    Series spend = Series.spend(figures, course, by, of, slice.counted(), run.wholeMonths());
    return new Shares(by.id(), of.id(), Slice.months(run), spend.shares());
  }

  @GET
  @Path("/figures")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Every measure by month")
  @Parameter(
      name = "by",
      in = ParameterIn.QUERY,
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"none", "provider", "ownership", "segment", "city"},
              defaultValue = "none"))
  @Parameter(name = "city", in = ParameterIn.QUERY)
  @Parameter(name = "segment", in = ParameterIn.QUERY)
  @Extension(name = Descriptions.TABLE, value = Descriptions.AND_PARQUET)
  public FiguresTable figures(@PathParam("id") String id, @Context UriInfo uri) {
    return readFigures(id, uri);
  }

  @GET
  @Path("/figures")
  @Produces({Table.CSV, ParquetWriter.PARQUET, Table.DATA_PACKAGE})
  @Operation(hidden = true)
  public Table figuresAsCsv(@PathParam("id") String id, @Context UriInfo uri) {
    return readFigures(id, uri).table();
  }

  private FiguresTable readFigures(String id, UriInfo uri) {
    Run run = RunsResource.find(id);
    Course course = ledger.course(run);
    Query query = new Query(uri.getQueryParameters());
    Split split = query.word("by", Split.class).orElse(Split.NONE);
    Slice slice = Slice.read(query, course.scenario(), false);
    query.close();
    MarketFigures figures = store.read(slice.wanted(run, split == Split.CITY));
    return FiguresTable.of(figures, course, split, Slice.months(run));
  }
}
