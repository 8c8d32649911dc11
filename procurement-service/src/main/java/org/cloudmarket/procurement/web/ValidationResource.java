package org.cloudmarket.procurement.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.OptionalDouble;
import org.cloudmarket.analysis.validation.Result;
import org.cloudmarket.analysis.validation.Scorecard;
import org.cloudmarket.analysis.validation.ScorecardText;
import org.cloudmarket.frame.web.Descriptions;
import org.cloudmarket.frame.web.Table;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The model beside what others have measured, as this release was found to be. */
@Path("/api/validation")
@Tag(name = "validation")
public final class ValidationResource {

  private static final Scorecard KEPT = Scorecard.kept();

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "The scorecard: published figures beside ours, with intervals over seeds",
      description =
          "It is kept with the release, and no run is made for it. What its rows mean:"
              + " docs/validation.md.")
  @APIResponseSchema(value = Scorecard.class, responseCode = "200")
  @Extension(name = Descriptions.TABLE, value = Descriptions.AND_PARQUET)
  public Scorecard scorecard() {
    return KEPT;
  }

  @GET
  @Produces({Table.CSV, ParquetWriter.PARQUET, Table.DATA_PACKAGE})
  @Operation(hidden = true)
  public Table scorecardAsCsv() {
    return Table.of(Line.class, KEPT.rows().stream().map(Line::of));
  }

  /**
   * A row of the table.
   *
   * @param published the figure with its range, unit and quality
   * @param rangeLow null where nothing is too little
   * @param rangeHigh null where nothing is too much
   * @param mean over the seeds, in the unit
   * @param low where the mean of all seeds begins, with a confidence of 95 percent
   * @param high where it ends
   */
  record Line(
      String id,
      String what,
      String published,
      Double rangeLow,
      Double rangeHigh,
      double mean,
      double low,
      double high,
      String unit,
      boolean inside,
      String reason,
      String measure,
      String comparison) {

    static Line of(Result row) {
      return new Line(
          row.id(),
          row.what(),
          ScorecardText.published(row),
          bound(row.range().low()),
          bound(row.range().high()),
          row.ours().mean(),
          row.ours().low(),
          row.ours().high(),
          row.unit(),
          row.inside(),
          row.reason(),
          row.measure(),
          row.comparison());
    }

    private static Double bound(OptionalDouble bound) {
      return bound.isPresent() ? bound.getAsDouble() : null;
    }
  }
}
