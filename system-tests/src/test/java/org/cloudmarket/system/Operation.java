package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.cloudmarket.local.stack.Service;

/** Something that an address can be asked, as a service's document says. */
record Operation(Service service, String path, String method, JsonNode said, JsonNode document) {

  Stream<JsonNode> parameters(String in) {
    return elements(said.path("parameters"))
        .map(this::resolved)
        .filter(parameter -> parameter.path("in").asText().equals(in));
  }

  JsonNode resolved(JsonNode node) {
    String ref = node.path("$ref").asText();
    return ref.isEmpty() ? node : document.at(ref.substring(1));
  }

  JsonNode content() {
    return resolved(said.path("requestBody")).path("content");
  }

  /** With ids in place of what stands in braces. */
  String address(Map<String, String> ids) {
    return parameters("path")
        .map(parameter -> parameter.path("name").asText())
        .reduce(
            path,
            (address, name) ->
                address.replace("{" + name + "}", ids.getOrDefault(name, example(name))));
  }

  private String example(String name) {
    return parameters("path")
        .filter(parameter -> parameter.path("name").asText().equals(name))
        .map(parameter -> parameter.path("example").asText())
        .findFirst()
        .orElseThrow();
  }

  HttpResponse<String> ask(String address, String type, String body)
      throws IOException, InterruptedException {
    var request = Http.request(service, address);
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    return Http.send(
        request.method(
            method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
  }

  @Override
  public String toString() {
    return method + " " + path + " of " + service.label();
  }

  static Stream<JsonNode> elements(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false);
  }

  /** Those of all services of the market that tests share. */
  static List<Operation> all() throws IOException, InterruptedException {
    List<Operation> operations = new ArrayList<>();
    for (Service service : Service.values()) {
      operations.addAll(of(service, Http.get(service, "/q/openapi?format=json")));
    }
    assertThat(operations).hasSizeGreaterThan(20);
    return operations;
  }

  /** Those of one service. */
  static List<Operation> of(Service service, JsonNode document) {
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> each : path.getValue().properties()) {
        String method = each.getKey().toUpperCase(Locale.ROOT);
        operations.add(new Operation(service, path.getKey(), method, each.getValue(), document));
      }
    }
    return operations;
  }
}
