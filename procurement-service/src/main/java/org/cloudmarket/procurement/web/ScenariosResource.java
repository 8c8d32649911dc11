package org.cloudmarket.procurement.web;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.frame.web.Page;
import org.cloudmarket.frame.web.Query;
import org.cloudmarket.log.scenario.DocumentLibrary;
import org.cloudmarket.log.scenario.ScenarioDocument;
import org.cloudmarket.log.scenario.ScenarioJson;
import org.cloudmarket.model.scenario.Scenario;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The scenarios that are shipped. */
@Path("/api/scenarios")
public final class ScenariosResource {

  private static final String YAML = "application/yaml";

  private final DocumentLibrary library;

  @Inject
  ScenariosResource(DocumentLibrary library) {
    this.library = library;
  }

  /**
   * A scenario in a list.
   *
   * @param arms titles by id
   */
  record Line(
      String name, String title, SortedMap<String, String> arms, Map<String, String> links) {}

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Scenarios that a run can be ordered of by name")
  public Page<Line> list(@Context UriInfo uri) {
    Query query = new Query(uri.getQueryParameters());
    int limit = query.limit();
    String after = query.after();
    query.close();
    List<Line> lines = new ArrayList<>();
    for (ScenarioDocument document : library.scenarios()) {
      lines.add(
          new Line(
              document.name(),
              library.resolve(document).title(),
              library.arms(document),
              Map.of("self", "/api/scenarios/" + document.name())));
    }
    return Page.of(lines, Line::name, after, limit);
  }

  @GET
  @Path("/{name}")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "A scenario, resolved: nothing left to default; arm= chooses an arm")
  public JsonNode json(@PathParam("name") String name, @Context UriInfo uri) {
    return ScenarioJson.write(resolve(name, uri));
  }

  @GET
  @Path("/{name}")
  @Produces(YAML)
  @Operation(hidden = true)
  public String yaml(@PathParam("name") String name, @Context UriInfo uri) {
    return ScenarioJson.yaml(resolve(name, uri));
  }

  private Scenario resolve(String name, UriInfo uri) {
    ScenarioDocument document =
        library
            .find(name)
            .filter(found -> !found.market())
            .orElseThrow(() -> Refusal.unknown("scenario", name));
    Query query = new Query(uri.getQueryParameters());
    Optional<String> arm = query.oneOf("arm", List.copyOf(library.arms(document).keySet()));
    query.close();
    return library.resolve(document, arm, Map.of());
  }
}
