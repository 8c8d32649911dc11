package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cloudmarket.local.stack.Service;

/** The services' HTTP as it is, refusals included. */
final class Http {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Http() {}

  /** A request to a service. */
  static HttpRequest.Builder request(Service service, String path) {
    return HttpRequest.newBuilder(Market.stack().service(service).resolve(path))
        .timeout(Market.PATIENCE);
  }

  static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** An answer as it came. */
  static HttpResponse<byte[]> bytes(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /** An answer whose lines are read as they come. */
  static HttpResponse<Stream<String>> lines(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofLines());
  }

  /** What a service answers, which is to be a success. */
  static JsonNode get(Service service, String path) throws IOException, InterruptedException {
    HttpResponse<String> response = send(request(service, path));
    assertThat(response.statusCode()).as(path + ": " + response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  /** Posts JSON to procurement-service. */
  static HttpResponse<String> post(String path, String json)
      throws IOException, InterruptedException {
    return post(path, BodyPublishers.ofString(json));
  }

  static HttpResponse<String> post(String path, BodyPublisher body)
      throws IOException, InterruptedException {
    return send(
        request(Service.PROCUREMENT, path).header("Content-Type", "application/json").POST(body));
  }

  /** Stores a scenario, written as YAML, under its name. */
  static void store(String name, String yaml) throws IOException, InterruptedException {
    HttpResponse<String> stored =
        send(
            request(Service.PROCUREMENT, "/api/scenarios/" + name)
                .header("Content-Type", "application/yaml")
                .PUT(BodyPublishers.ofString(yaml)));
    assertThat(stored.statusCode()).as(stored.body()).isIn(200, 201);
  }

  /** Deletes a scenario that was stored. */
  static void forget(String name) throws IOException, InterruptedException {
    send(request(Service.PROCUREMENT, "/api/scenarios/" + name).DELETE());
  }

  /**
   * All items of a list of procurement-service, page by page until it says that there is no more.
   */
  static List<JsonNode> all(String path) throws IOException, InterruptedException {
    List<JsonNode> items = new ArrayList<>();
    String after = "";
    do {
      JsonNode page =
          get(Service.PROCUREMENT, path + (path.contains("?") ? "&" : "?") + "after=" + after);
      page.path("items").forEach(items::add);
      after = page.path("next").asText();
    } while (!after.isEmpty());
    return items;
  }

  /** The problem document of an answer, which is to be one. */
  static JsonNode problem(HttpResponse<String> response, int status) throws IOException {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = JSON.readTree(response.body());
    assertThat(problem.path("type").asText()).startsWith("urn:cloudmarket:problem:");
    assertThat(problem.path("title").asText()).isNotBlank();
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("errors").isArray()).isTrue();
    return problem;
  }
}
