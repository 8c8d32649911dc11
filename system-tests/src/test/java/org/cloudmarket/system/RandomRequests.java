package org.cloudmarket.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Requests to operations as their documents say, of which some part is another: an id, a parameter,
 * a header, a value in the body, a byte. The same seed makes the same requests.
 */
final class RandomRequests {

  /**
   * A request.
   *
   * @param body a byte a character, since it need not be text; null for none
   */
  record Made(Operation operation, String address, Map<String, String> headers, String body) {

    private byte[] bytes() {
      return body.getBytes(StandardCharsets.ISO_8859_1);
    }

    HttpRequest.Builder toSend() {
      var request = Http.request(operation.service(), address);
      headers.forEach(request::header);
      return request.method(
          operation.method(),
          body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes()));
    }

    @Override
    public String toString() {
      return operation.method()
          + " "
          + address
          + " of "
          + operation.service().label()
          + " "
          + headers
          + (body == null ? "" : " " + new String(bytes(), StandardCharsets.UTF_8));
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Where one of these is a value, some reader has once stumbled. */
  private static final List<String> WORDS =
      List.of(
          "",
          " ",
          "0",
          "-1",
          "1",
          "50",
          "501",
          "99999999999999999999",
          "1e999",
          "NaN",
          "null",
          "true",
          "2019-01",
          "2019-13",
          "0000-00",
          "9999-12",
          "+999999999-12",
          "2020-01-01",
          "2020-01-01T00:00:00Z",
          "a",
          "A",
          "\u00e4",
          "\ud83d\ude00",
          "\u0000",
          "\u001b[31m",
          "\u202e",
          "'",
          "\"",
          "`",
          "%",
          "%s",
          "%n",
          "{}",
          "${x}",
          "{{7*7}}",
          "../..",
          "..%2f",
          "a/b",
          "a;b=c",
          "a,b",
          "a&b=c",
          "a b",
          "\t",
          "\r\nX: y",
          "<script>",
          "' or '1'='1",
          "no-policy",
          "tianjin-mandate",
          "run-x",
          "ownership",
          "provider",
          "running",
          "csv",
          "contract-awarded",
          "x".repeat(300),
          "2019-01-0-0",
          "2019-01-0-99999999999999999999");

  private static final List<String> TYPES =
      List.of(
          "application/json",
          "application/json",
          "application/json",
          "application/yaml",
          "application/json; charset=utf-8",
          "text/plain",
          "application/x-yaml",
          "a/b",
          "*/*",
          ";");

  private static final List<String> ACCEPTED =
      List.of(
          "application/json",
          "*/*",
          "text/csv",
          "application/yaml",
          "text/html",
          "application/*",
          "text/csv;q=0.1, application/json;q=0.9",
          "application/json;q=0",
          "x",
          "a/b",
          ",",
          "",
          "application/vnd.apache.parquet",
          "text/csv;q=2",
          "*/json");

  private final Random random;
  private final List<Operation> operations;
  private final Map<String, String> ids;
  private final Map<String, String> examples;

  /**
   * @param ids of what is there, by the names of parameters
   * @param examples bodies that are cheap to be answered, by operations as they print
   */
  RandomRequests(
      long seed,
      List<Operation> operations,
      Map<String, String> ids,
      Map<String, String> examples) {
    this.random = new Random(seed);
    this.operations = List.copyOf(operations);
    this.ids = Map.copyOf(ids);
    this.examples = Map.copyOf(examples);
  }

  /** The next one. */
  Made next() {
    Operation operation = oneOf(operations);
    StringBuilder address = new StringBuilder(path(operation));
    char before = '?';
    for (JsonNode parameter : operation.parameters("query").toList()) {
      if (random.nextInt(3) == 0) {
        address.append(before).append(parameter.path("name").asText());
        address.append('=').append(encoded(value(parameter)));
        before = '&';
      }
    }
    if (random.nextInt(20) == 0) {
      address
          .append(before)
          .append(encoded(oneOf(WORDS)))
          .append('=')
          .append(encoded(oneOf(WORDS)));
    }
    Map<String, String> headers = new TreeMap<>();
    if (random.nextBoolean()) {
      header(headers, "Accept", oneOf(ACCEPTED));
    }
    if (random.nextInt(8) == 0) {
      header(headers, "Idempotency-Key", oneOf(WORDS));
    }
    if (random.nextInt(8) == 0) {
      header(headers, oneOf(List.of("If-Match", "If-None-Match", "Last-Event-ID")), oneOf(WORDS));
    }
    byte[] body = body(operation);
    if (body != null && random.nextInt(20) != 0) {
      header(headers, "Content-Type", random.nextInt(4) == 0 ? oneOf(TYPES) : "application/json");
    }
    return new Made(
        operation,
        address.toString(),
        headers,
        body == null ? null : new String(body, StandardCharsets.ISO_8859_1));
  }

  private String path(Operation operation) {
    Map<String, String> filled = new TreeMap<>();
    operation
        .parameters("path")
        .map(parameter -> parameter.path("name").asText())
        .forEach(
            name -> {
              // What changes something is asked of what is not there, more often than not.
              boolean there = operation.method().equals("GET") && random.nextInt(3) != 0;
              String known = ids.get(name);
              filled.put(name, encoded(there && known != null ? known : nonEmpty(oneOf(WORDS))));
            });
    return operation.address(filled);
  }

  private static String nonEmpty(String word) {
    return word.isEmpty() ? "x" : word;
  }

  private String value(JsonNode parameter) {
    JsonNode allowed = parameter.at("/schema/enum");
    if (allowed.size() > 0 && random.nextInt(3) != 0) {
      return allowed.path(random.nextInt(allowed.size())).asText();
    }
    String known = ids.getOrDefault("id", "");
    return random.nextInt(6) == 0 ? known : oneOf(WORDS);
  }

  private byte[] body(Operation operation) {
    JsonNode example = operation.content().path("application/json").path("example");
    if (operation.content().isEmpty()) {
      return random.nextInt(20) == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : null;
    }
    String cheap = examples.get(operation.toString());
    try {
      JsonNode tree = cheap == null ? example.deepCopy() : JSON.readTree(cheap);
      for (int changes = random.nextInt(3); changes >= 0; changes--) {
        tree = changed(tree, 0);
      }
      byte[] text = JSON.writeValueAsBytes(tree);
      return random.nextInt(5) == 0 ? damaged(text) : text;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** With one value changed, somewhere below. */
  private JsonNode changed(JsonNode node, int depth) {
    if (node.isContainerNode() && node.size() > 0 && random.nextInt(4) != 0) {
      int which = random.nextInt(node.size());
      if (node instanceof ArrayNode list) {
        list.set(which, changed(list.get(which), depth + 1));
      } else {
        ObjectNode map = (ObjectNode) node;
        String name = new ArrayList<>(map.properties()).get(which).getKey();
        if (depth > 0 && random.nextInt(6) == 0) {
          map.remove(name);
        } else {
          map.set(name, changed(map.get(name), depth + 1));
        }
      }
      return node;
    }
    if (node instanceof ObjectNode map && random.nextBoolean()) {
      return map.set(oneOf(WORDS), value());
    }
    return value();
  }

  private JsonNode value() {
    return switch (random.nextInt(8)) {
      case 0 -> NODES.numberNode(random.nextLong());
      case 1 -> NODES.numberNode(random.nextInt(-2, 100));
      case 2 -> NODES.numberNode(random.nextGaussian() * Math.pow(10, random.nextInt(-20, 300)));
      case 3 -> NODES.booleanNode(random.nextBoolean());
      case 4 -> NODES.nullNode();
      case 5 -> NODES.arrayNode().add(oneOf(WORDS));
      case 6 -> NODES.objectNode().put(oneOf(WORDS), oneOf(WORDS));
      default -> NODES.textNode(oneOf(WORDS));
    };
  }

  private byte[] damaged(byte[] text) {
    byte[] damaged = text.clone();
    for (int i = random.nextInt(4); i >= 0 && damaged.length > 0; i--) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
    }
    return random.nextBoolean() ? damaged : Arrays.copyOf(damaged, damaged.length / 2);
  }

  /** What no client could send is left out: the one of these tests refuses it itself. */
  private static void header(Map<String, String> headers, String name, String value) {
    if (value.chars().allMatch(each -> each >= ' ' && each <= '~')) {
      headers.put(name, value);
    }
  }

  private <T> T oneOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
