package org.cloudmarket.local.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;

/**
 * The procurement-service's public API, as any other client would call it; that of the other
 * services answers in the same way.
 */
public final class ProcurementApi {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A verification runs the reference in process; a large market takes a while. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;

  /** The API at an address such as {@code http://localhost:8080}. */
  public ProcurementApi(URI base) {
    this.base = base;
  }

  /**
   * A resource.
   *
   * @throws ApiRefusal where the answer is no success; its message holds every fault that the
   *     answer names
   */
  public JsonNode get(String path) {
    return send(request(path).GET());
  }

  /**
   * Posts a document and gives back the answer.
   *
   * @throws ApiRefusal as {@link #get}
   */
  public JsonNode post(String path, JsonNode body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  /**
   * Puts a document in its place and gives back the answer.
   *
   * @throws ApiRefusal as {@link #get}
   */
  public JsonNode put(String path, JsonNode body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  /**
   * Deletes a resource and gives back the answer.
   *
   * @throws ApiRefusal as {@link #get}
   */
  public JsonNode delete(String path) {
    return send(request(path).DELETE());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(PATIENCE)
        .header("Accept", "application/json");
  }

  private JsonNode send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new ApiRefusal(response.statusCode(), faults(request, response));
      }
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new ApiRefusal(
          0, request.method() + " " + request.uri() + ": no answer (" + e + ")", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiRefusal(0, "interrupted", e);
    }
  }

  private static String faults(HttpRequest request, HttpResponse<String> response) {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT, "%s %s: %d", request.method(), request.uri(), response.statusCode()));
    try {
      JsonNode problem = JSON.readTree(response.body());
      text.append(' ').append(problem.path("title").asText());
      for (JsonNode error : problem.path("errors")) {
        text.append("\n  ").append(error.path("pointer").asText()).append(": ");
        text.append(error.path("detail").asText());
      }
    } catch (JsonProcessingException e) {
      text.append(' ').append(response.body());
    }
    return text.toString();
  }
}
