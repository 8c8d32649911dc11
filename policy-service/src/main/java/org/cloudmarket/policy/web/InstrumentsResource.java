package org.cloudmarket.policy.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.cloudmarket.documents.instrument.Instruments;
import org.cloudmarket.frame.web.Page;
import org.cloudmarket.frame.web.Query;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The catalogue of instruments. */
@Path("/api/instruments")
@Tag(name = "catalogue")
public final class InstrumentsResource {

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "What government can do, each with the JSON schema of its form in documents")
  @Parameter(name = "limit", in = ParameterIn.QUERY)
  @Parameter(name = "after", in = ParameterIn.QUERY)
  public Page<Instruments.CatalogueEntry> list(@Context UriInfo uri) {
    Query query = new Query(uri.getQueryParameters());
    int limit = query.limit();
    String after = query.after();
    query.close();
    return Page.of(Instruments.all(), Instruments.CatalogueEntry::type, after, limit);
  }
}
