package org.cloudmarket.frame.web;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.cloudmarket.frame.problem.Problem;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Completes what OpenAPI says of each operation with what is true of all: resources only say what
 * is theirs. Parameters are described once, among the components.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class Descriptions implements OASFilter {

  /** The extension of an operation that can be asked for a table, too. */
  public static final String TABLE = "x-table";

  /** The table is there as CSV. */
  public static final String CSV = "csv";

  /** The table is there as CSV and as Parquet. */
  public static final String AND_PARQUET = "csv-and-parquet";

  /** The extension of a list in which there may be nulls. */
  public static final String NULLS = "x-nulls";

  private static final String PROBLEM = "Problem";
  private static final int FIRST_ERROR = 400;

  /** With what ends the class of an operation in the id that the scanner makes. */
  private static final String RESOURCE = "Resource_";

  /** These come with a time to wait. */
  private static final Set<String> LATER = Set.of("429", "503");

  /** What a service knows by itself, and answers while its database is away. */
  private static final Set<String> KNOWN_BY_HEART =
      Set.of("/api/evidence", "/api/instruments", "/api/providers", "/api/validation");

  @Override
  public void filterOpenAPI(OpenAPI document) {
    Map<String, Parameter> described =
        document.getComponents().getParameters() == null
            ? Map.of()
            : document.getComponents().getParameters();
    document
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) ->
                item.getOperations()
                    .forEach((method, operation) -> complete(path, method, operation, described)));
    Stream.ofNullable(document.getComponents().getSchemas())
        .flatMap(schemas -> schemas.values().stream())
        .flatMap(schema -> Stream.ofNullable(schema.getProperties()))
        .flatMap(properties -> properties.values().stream())
        .filter(Descriptions::mayHaveNulls)
        .forEach(
            list -> {
              list.removeExtension(NULLS);
              list.getItems().addType(SchemaType.NULL);
            });
  }

  private static boolean mayHaveNulls(Schema schema) {
    return schema.getExtensions() != null && schema.getExtensions().containsKey(NULLS);
  }

  /** As programs that are made of the document call it: of RunsResource.order, runsOrder. */
  private static void name(Operation operation) {
    String id = operation.getOperationId();
    int end = id == null ? -1 : id.indexOf(RESOURCE);
    if (end > 0) {
      String method = id.substring(end + RESOURCE.length());
      operation.setOperationId(
          Character.toLowerCase(id.charAt(0))
              + id.substring(1, end)
              + Character.toUpperCase(method.charAt(0))
              + method.substring(1));
    }
  }

  private static void complete(
      String path, HttpMethod method, Operation operation, Map<String, Parameter> described) {
    name(operation);
    APIResponses responses = operation.getResponses();
    if (operation.getExtensions() != null && operation.getExtensions().containsKey(TABLE)) {
      // The scanner puts what an operation is marked with on its responses, too.
      final boolean parquet = AND_PARQUET.equals(operation.getExtensions().get(TABLE));
      operation.removeExtension(TABLE);
      responses.removeExtension(TABLE);
      responses.getAPIResponses().values().forEach(response -> response.removeExtension(TABLE));
      Stream.ofNullable(operation.getParameters())
          .flatMap(List::stream)
          .forEach(parameter -> parameter.removeExtension(TABLE));
      Schema text = OASFactory.createSchema().addType(SchemaType.STRING);
      addTable(responses, "text/csv", text);
      addTable(
          responses,
          "application/vnd.datapackage+json",
          OASFactory.createSchema()
              .addType(SchemaType.OBJECT)
              .description("What the table's columns are: a Frictionless Data Package"));
      if (parquet) {
        addTable(
            responses,
            "application/vnd.apache.parquet",
            OASFactory.createSchema().addType(SchemaType.STRING).format("binary"));
      }
    }
    responses.removeAPIResponse("400");
    say(responses, "400", "The input has faults; every one is named");
    say(responses, "401", "There is a login, and the request has no valid token");
    say(responses, "403", "A page of another origin asks, or the token's role is too small");
    say(responses, "421", "The header Host names none of this service's hosts");
    if (path.contains("{") && method != HttpMethod.PUT) {
      say(responses, "404", "There is no such thing");
    }
    if (operation.getRequestBody() != null) {
      say(responses, "413", "The body is larger than this service takes");
      say(responses, "415", "The body is neither JSON nor YAML in UTF-8, or it is encoded");
    }
    if (KNOWN_BY_HEART.stream().noneMatch(path::startsWith)) {
      say(responses, "503", "The database or the broker does not answer");
    }
    responses
        .getAPIResponses()
        .forEach(
            (status, response) -> {
              if (Integer.parseInt(status) >= FIRST_ERROR) {
                describe(status, response);
              }
            });
    Stream.ofNullable(operation.getParameters())
        .flatMap(List::stream)
        .filter(parameter -> parameter.getRef() == null)
        .forEach(parameter -> describe(parameter, described.get(parameter.getName())));
  }

  private static void addTable(APIResponses responses, String mediaType, Schema schema) {
    responses
        .getAPIResponse("200")
        .getContent()
        .addMediaType(mediaType, OASFactory.createMediaType().schema(schema));
  }

  private static void say(APIResponses responses, String status, String description) {
    if (!responses.hasAPIResponse(status)) {
      responses.addAPIResponse(status, OASFactory.createAPIResponse().description(description));
    }
  }

  private static void describe(String status, APIResponse response) {
    response.setContent(
        OASFactory.createContent()
            .addMediaType(
                Problem.MEDIA_TYPE,
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref(PROBLEM))));
    if (LATER.contains(status)) {
      response.addHeader(
          "Retry-After",
          OASFactory.createHeader()
              .description("Seconds to wait before asking again")
              .schema(OASFactory.createSchema().addType(SchemaType.INTEGER)));
    }
  }

  private static void describe(Parameter parameter, Parameter described) {
    if (described == null) {
      return;
    }
    if (parameter.getDescription() == null) {
      parameter.setDescription(described.getDescription());
    }
    if (parameter.getExample() == null) {
      parameter.setExample(described.getExample());
    }
    if (parameter.getSchema() == null || parameter.getSchema().getEnumeration() == null) {
      parameter.setSchema(described.getSchema());
    }
  }
}
