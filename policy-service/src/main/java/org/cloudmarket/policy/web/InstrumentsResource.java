package org.cloudmarket.policy.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.cloudmarket.frame.web.Page;
import org.cloudmarket.frame.web.Query;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The catalogue of instruments. */
@Path("/api/instruments")
public final class InstrumentsResource {

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "What government can do, each with the JSON schema of its form in documents")
  public Page<Instruments.Entry> list(@Context UriInfo uri) {
    Query query = new Query(uri.getQueryParameters());
    int limit = query.limit();
    String after = query.after();
    query.close();
    return Page.of(Instruments.all(), Instruments.Entry::type, after, limit);
  }
}
