package org.cloudmarket.provider.web;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.cloudmarket.frame.runs.PolicyHistory;
import org.cloudmarket.frame.web.Descriptions;
import org.cloudmarket.frame.web.Query;
import org.cloudmarket.frame.web.Table;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The providers of a run. */
@Path("/api/runs/{id}/providers")
@Tag(name = "providers")
public final class RunProvidersResource {

  private final PolicyHistory history;

  @Inject
  RunProvidersResource(PolicyHistory history) {
    this.history = history;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary =
          "A run's providers by month: with what cost, quality and markup each bid, and what it"
              + " won")
  @Extension(name = Descriptions.TABLE, value = Descriptions.CSV)
  public RunProviders providers(@PathParam("id") String id, @Context UriInfo uri) {
    new Query(uri.getQueryParameters()).close();
    return RunProviders.of(history.of(id));
  }

  @GET
  @Produces({Table.CSV, Table.DATA_PACKAGE})
  @Operation(hidden = true)
  public Table providersAsCsv(@PathParam("id") String id) {
    return RunProviders.of(history.of(id)).table();
  }
}
