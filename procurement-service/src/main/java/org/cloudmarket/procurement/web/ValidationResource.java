package org.cloudmarket.procurement.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.cloudmarket.analysis.validation.Scorecard;
import org.eclipse.microprofile.openapi.annotations.Operation;
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
  public Scorecard scorecard() {
    return KEPT;
  }
}
