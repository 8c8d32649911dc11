package org.cloudmarket.provider.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.documents.library.ScenarioDocument;
import org.cloudmarket.documents.scenario.ScenarioJson;
import org.cloudmarket.frame.web.Page;
import org.cloudmarket.frame.web.Query;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Providers as a scenario starts with them. */
@Path("/api/providers")
@Tag(name = "catalogue")
public final class ProvidersResource {

  private static final String UNLESS_SAID = "no-policy";

  private final DocumentLibrary library = DocumentLibrary.shipped();

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "The providers of a scenario, as it starts with them")
  @Parameter(name = "scenario", in = ParameterIn.QUERY)
  @Parameter(name = "limit", in = ParameterIn.QUERY)
  @Parameter(name = "after", in = ParameterIn.QUERY)
  public Page<JsonNode> list(@Context UriInfo uri) {
    Query query = new Query(uri.getQueryParameters());
    List<String> scenarios = library.scenarios().stream().map(ScenarioDocument::name).toList();
    String scenario = query.oneOf("scenario", scenarios).orElse(UNLESS_SAID);
    int limit = query.limit();
    String after = query.after();
    query.close();
    return Page.of(providers(scenario), ProvidersResource::id, after, limit);
  }

  private List<JsonNode> providers(String scenario) {
    JsonNode document = ScenarioJson.write(library.resolve(library.get(scenario)));
    List<JsonNode> providers = new ArrayList<>();
    document
        .path("providers")
        .properties()
        .forEach(provider -> providers.add(withId(provider.getKey(), provider.getValue())));
    return providers;
  }

  private static JsonNode withId(String id, JsonNode provider) {
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    whole.put("id", id);
    provider.properties().forEach(field -> whole.set(field.getKey(), field.getValue()));
    return whole;
  }

  private static String id(JsonNode provider) {
    return provider.path("id").asText();
  }
}
