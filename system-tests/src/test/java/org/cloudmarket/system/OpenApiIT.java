package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.stack.Service;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the services say of their addresses is what they do: whoever presses a button is served. */
class OpenApiIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PARQUET = "application/vnd.apache.parquet";
  private static final String DATA_PACKAGE = "application/vnd.datapackage+json";
  private static final String NONSENSE = "nonsense";

  /** What is no JSON, or no JSON that anybody can read. */
  private static final Map<String, byte[]> MALFORMED = malformed();

  /** What is no media type, or one that no operation takes. */
  private static final Map<String, Integer> TYPES =
      Map.of(
          "text/plain", 415,
          "application/x-www-form-urlencoded", 415,
          "multipart/form-data; boundary=x", 415,
          "application", 415,
          "application/json; charset=utf-99", 415,
          "application/json; charset=utf-16", 415,
          ";;;", 415,
          "*/*", 415);

  private static final KafkaRun.Order SMALL =
      new KafkaRun.Order(
          "no-policy", "", 81, 1, Map.of("population.buyers", "500", "months", "6"), 0);

  private static final KafkaRun.Order LIVE =
      new KafkaRun.Order(
          "tianjin-mandate",
          "",
          82,
          1,
          Map.of(
              "population.buyers",
              "100",
              "months",
              "20",
              "providers.tencent-cloud.strategy",
              "external"),
          1000);

  private static final String EXPERIMENT =
      """
      {"name": "small", "kind": "comparison", "scenario": "tianjin-mandate",
       "set": {"population.buyers": 50, "start": "2021-08", "months": 3},
       "arms": {"without": {"without": "all"}, "with": {}},
       "baseline": "without", "replications": 4, "outcomes": {"cost": {"figure": "cost-to-buyers"}}}
      """;

  private static Map<String, byte[]> malformed() {
    Map<String, byte[]> bodies = new TreeMap<>();
    Map.ofEntries(
            Map.entry("a text that does not end", "\""),
            Map.entry("an object that does not end", "{\"a\": "),
            Map.entry("two objects", "{}{}"),
            Map.entry("one key twice", "{\"a\": 1, \"a\": 2}"),
            Map.entry("an exponent that nothing holds", "{\"a\": 1e99999999999}"),
            Map.entry("such an exponent alone", "1e99999999999"),
            Map.entry("a number of many digits", "{\"a\": " + "9".repeat(5_000) + "}"),
            Map.entry("no number", "{\"a\": NaN}"),
            Map.entry("a word", "tru"),
            Map.entry("null", "null"),
            Map.entry("a list", "[]"),
            Map.entry("a text", "\"no-policy\""),
            Map.entry("half a character", "{\"scenario\": \"\\ud800\"}"),
            Map.entry("a line end in a text", "{\"scenario\": \"a\nb\"}"),
            Map.entry("a zero byte in a text", "{\"scenario\": \"\u0000\"}"),
            Map.entry("a zero byte", "\u0000"),
            Map.entry("a no-break space", "{\u00a0\"scenario\": \"no-policy\"}"),
            Map.entry("a full-width colon", "{\"scenario\"\uff1a \"no-policy\"}"),
            Map.entry("a comment", "{/* x */}"),
            Map.entry("a comma too many", "{\"scenario\": \"no-policy\",}"),
            Map.entry("depth", "[".repeat(100_000)),
            Map.entry("depth in an object", "{\"a\":".repeat(100_000)))
        .forEach((name, body) -> bodies.put(name, body.getBytes(StandardCharsets.UTF_8)));
    bodies.put("no UTF-8", new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});
    bodies.put("UTF-16", "{\"scenario\": \"no-policy\"}".getBytes(StandardCharsets.UTF_16));
    bodies.put("compressed", new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0});
    return bodies;
  }

  @Test
  void everyOperationSaysWhatItDoesAndHowItFails() throws IOException, InterruptedException {
    for (Operation operation : Operation.all()) {
      JsonNode said = operation.said();
      assertThat(said.path("summary").asText()).as(operation.toString()).isNotBlank();
      assertThat(said.path("tags").path(0).asText())
          .as(operation.toString())
          .isIn(
              Operation.elements(operation.document().path("tags"))
                  .map(tag -> tag.path("name").asText())
                  .toList());
      assertThat(said.path("responses").properties())
          .as(operation.toString())
          .anyMatch(
              response ->
                  response.getKey().equals("204")
                      || (response.getKey().startsWith("2")
                          && !response.getValue().path("content").findPath("schema").isEmpty()))
          .anyMatch(response -> response.getKey().startsWith("4"))
          .allMatch(
              response ->
                  response.getKey().startsWith("2")
                      || response
                          .getValue()
                          .at("/content/application~1problem+json/schema/$ref")
                          .asText()
                          .equals("#/components/schemas/Problem"));
    }
  }

  @Test
  void programsThatAreMadeOfADocumentHaveANameForEachOperationAndATypeForEachParameter()
      throws IOException, InterruptedException {
    Map<Service, Set<String>> names = new EnumMap<>(Service.class);
    for (Operation operation : Operation.all()) {
      String name = operation.said().path("operationId").asText();
      assertThat(name).as(operation.toString()).matches("[a-z]+([A-Z][a-z]+)+");
      assertThat(names.computeIfAbsent(operation.service(), _ -> new HashSet<>()).add(name))
          .as(operation + " alone is called " + name)
          .isTrue();
      assertThat(Operation.elements(operation.said().path("parameters")))
          .as(operation.toString())
          .allMatch(parameter -> parameter.has("$ref") || parameter.path("schema").has("type"));
      for (JsonNode body : operation.content()) {
        JsonNode schema = body.path("schema");
        assertThat(schema.has("properties") && schema.path("title").isMissingNode())
            .as(operation + " has a body without a name")
            .isFalse();
        schema
            .path("properties")
            .forEach(
                property ->
                    assertThat(property.has("anyOf"))
                        .as(
                            operation
                                + " has a field that a generated client of Python cannot send")
                        .isFalse());
      }
    }
  }

  /** Null is sent where the document says so alone, and a word where it lists words is one. */
  @Test
  void everyAnswerIsAsTheDocumentSays() throws Exception {
    Map<String, String> ids = ids();
    int compared = 0;
    for (Operation operation : Operation.all()) {
      JsonNode said = operation.said().at("/responses/200/content/application~1json/schema");
      if (!operation.method().equals("GET") || said.isMissingNode()) {
        continue;
      }
      String address = operation.address(ids);
      if (operation.path().endsWith("/replications")) {
        address += "?outcome=cost&arm=with";
      }
      HttpResponse<String> answer = operation.ask(address, "", "");
      if (answer.statusCode() != 200) {
        continue;
      }
      ObjectNode schema = said.deepCopy();
      schema.set("components", operation.document().path("components"));
      JsonSchema validator =
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
      assertThat(validator.validate(JSON.readTree(answer.body())))
          .as(operation.toString())
          .isEmpty();
      compared++;
    }
    assertThat(compared).isGreaterThan(30);
  }

  @Test
  void everyOperationKnowsTheParametersThatItDeclaresAndNoOther() throws Exception {
    Map<String, String> ids = ids();
    for (Operation operation : Operation.all()) {
      String address = operation.address(ids);
      List<String> declared =
          operation.parameters("query").map(each -> each.path("name").asText()).sorted().toList();
      assertThat(fault(operation, address, NONSENSE)).endsWith("it knows " + declared);
      for (JsonNode parameter : operation.parameters("query").toList()) {
        List<String> allowed =
            Operation.elements(parameter.at("/schema/enum")).map(JsonNode::asText).toList();
        if (!allowed.isEmpty()) {
          assertThat(fault(operation, address, parameter.path("name").asText()))
              .endsWith("not one of " + allowed);
        }
      }
    }
  }

  private static String fault(Operation operation, String address, String parameter)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = operation.ask(address + "?" + parameter + "=" + NONSENSE, "", "");
    assertThat(answer.statusCode()).as(operation + ": " + answer.body()).isEqualTo(400);
    List<JsonNode> errors =
        Operation.elements(Http.problem(answer, 400).path("errors"))
            .filter(error -> error.path("pointer").asText().equals("/" + parameter))
            .toList();
    assertThat(errors).as(operation + ": " + answer.body()).hasSize(1);
    return errors.getFirst().path("detail").asText();
  }

  @Test
  void whatStandsInTheExamplesIsAnswered() throws Exception {
    for (Operation operation : Operation.all()) {
      if (operation.method().equals("GET")) {
        assertAnswered(operation, operation.ask(operation.address(Map.of()), "", ""));
      }
    }
  }

  @Test
  void whatIsThereIsGiven() throws Exception {
    Map<String, String> ids = ids();
    for (Operation operation : Operation.all()) {
      if (operation.method().equals("GET")) {
        HttpResponse<String> answer = operation.ask(operation.address(ids), "", "");
        assertAnswered(operation, answer);
        if (operation.service() == Service.PROCUREMENT
            && operation.parameters("query").noneMatch(each -> each.path("required").asBoolean())) {
          assertThat(answer.statusCode()).as(operation + ": " + answer.body()).isEqualTo(200);
        }
      }
    }
  }

  @Test
  @Tag("long")
  void everyTableIsThereAsCsvAndTheSameAsParquetWhereTheDocumentSaysSo() throws Exception {
    Map<String, String> ids = ids();
    String other = Market.finished(KafkaRun.start(Market.api(), SMALL)).id();
    int tables = 0;
    int parquets = 0;
    for (Operation operation : Operation.all()) {
      boolean csv = operation.said().at("/responses/200/content").has("text/csv");
      if (!operation.method().equals("GET") || operation.path().endsWith("{tender}")) {
        continue;
      }
      String address = operation.address(ids);
      if (operation.path().equals("/api/comparisons")) {
        Market.until("the other has a month", () -> compared(ids.get("id"), other));
        address += "?baseline=" + ids.get("id") + "&treatment=" + other;
      }
      if (operation.path().endsWith("/replications")) {
        address += "?outcome=cost&arm=with";
      }
      HttpResponse<String> answer =
          Http.send(Http.request(operation.service(), address).header("Accept", "text/csv"));
      if (!csv) {
        assertThat(Http.problem(answer, 406).at("/errors/0/detail").asText())
            .contains("this address has ");
        continue;
      }
      tables++;
      assertThat(answer.statusCode()).as(operation + ": " + answer.body()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
      List<String> lines = answer.body().lines().toList();
      long columns = lines.getFirst().split(",").length;
      assertThat(columns).as(operation.toString()).isGreaterThan(2);
      assertThat(lines)
          .as(operation.toString())
          .hasSizeGreaterThan(mayBeEmpty(operation) ? 0 : 1)
          .filteredOn(line -> !line.contains("\""))
          .allMatch(line -> line.split(",", -1).length == columns);
      assertExplained(operation, address, lines.getFirst());
      if (operation.said().at("/responses/200/content").has(PARQUET)) {
        parquets++;
        ParquetTable parquet = parquet(operation.service(), address);
        assertThat(String.join(",", parquet.columns())).isEqualTo(lines.getFirst());
        // Dead letters come in while a run is under way.
        if (!operation.path().contains("dead-letters")) {
          assertThat(parquet.rows()).as(operation.toString()).hasSize(lines.size() - 1);
        }
      }
    }
    assertThat(parquets).isGreaterThan(10);
    assertThat(tables).isGreaterThan(12);
    int awards = Http.all("/api/runs/" + ids.get("id") + "/awards?limit=500").size();
    String all =
        Http.send(
                Http.request(Service.PROCUREMENT, "/api/runs/" + ids.get("id") + "/awards")
                    .header("Accept", "text/csv"))
            .body();
    assertThat(all.lines()).hasSize(awards + 1);
    assertThat(parquet(Service.PROCUREMENT, "/api/runs/" + ids.get("id") + "/awards").rows())
        .isEqualTo(all.lines().skip(1).toList());
  }

  /** The dictionary of a table has its columns, and says what each of them means. */
  private static void assertExplained(Operation operation, String address, String header)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        Http.send(Http.request(operation.service(), address).header("Accept", DATA_PACKAGE));
    assertThat(answer.statusCode()).as(operation + ": " + answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(DATA_PACKAGE);
    JsonNode resource = JSON.readTree(answer.body()).at("/resources/0");
    assertThat(resource.path("description").asText()).as(operation.toString()).isNotBlank();
    List<JsonNode> fields = Operation.elements(resource.at("/schema/fields")).toList();
    assertThat(fields)
        .as(operation.toString())
        .allMatch(field -> !field.path("description").asText().isBlank())
        .allMatch(field -> !field.path("name").asText().endsWith("Fen") || field.has("unit"));
    assertThat(fields.stream().map(field -> field.path("name").asText()))
        .as(operation.toString())
        .containsExactly(header.split(","));
  }

  private static ParquetTable parquet(Service service, String address) throws Exception {
    HttpResponse<byte[]> answer =
        Http.bytes(Http.request(service, address).header("Accept", PARQUET));
    assertThat(answer.statusCode()).as(address).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains(PARQUET);
    return ParquetTable.read(answer.body());
  }

  /** There may be no dead letter, and the run has no policy. */
  private static boolean mayBeEmpty(Operation operation) {
    return operation.path().contains("dead-letters") || operation.path().endsWith("/policies");
  }

  private static boolean compared(String baseline, String treatment) {
    try {
      return Http.send(
                  Http.request(
                      Service.PROCUREMENT,
                      "/api/comparisons?baseline=" + baseline + "&treatment=" + treatment))
              .statusCode()
          == 200;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void everyExampleOfABodyIsAccepted() throws Exception {
    for (Operation operation : Operation.all()) {
      for (Map.Entry<String, JsonNode> body : operation.content().properties()) {
        JsonNode example = body.getValue().path("example");
        String text = example.isTextual() ? example.asText() : example.toString();
        String address =
            operation.address(Map.of("id", operation.path().contains("{id}") ? live() : ""));
        HttpResponse<String> answer = operation.ask(address, body.getKey(), text);
        assertThat(answer.statusCode() / 100).as(operation + ": " + answer.body()).isEqualTo(2);
        assertAnswered(operation, answer);
        assertThat(answer.body()).as(operation.toString()).doesNotContain("\"valid\":false");
      }
    }
    Operation delete =
        Operation.all().stream()
            .filter(each -> each.toString().startsWith("DELETE /api/scenarios/{name}"))
            .findFirst()
            .orElseThrow();
    assertThat(delete.ask(delete.address(Map.of()), "", "").statusCode()).isEqualTo(204);
  }

  @Test
  void whateverIsWrongWithABodyIsSaidByEveryOperationThatTakesOne() throws Exception {
    Logs logs = Logs.fromNow();
    String id = live();
    int asked = 0;
    for (Operation operation : Operation.all()) {
      if (operation.content().isEmpty()) {
        continue;
      }
      String address = operation.address(Map.of("id", id));
      for (Map.Entry<String, byte[]> body : MALFORMED.entrySet()) {
        HttpResponse<String> answer =
            Http.send(
                Http.request(operation.service(), address)
                    .header("Content-Type", "application/json")
                    .method(operation.method(), BodyPublishers.ofByteArray(body.getValue())));
        String what = operation + ", body is " + body.getKey();
        if (operation.path().endsWith("/validation")) {
          assertThat(answer.statusCode()).as(what).isEqualTo(200);
          assertThat(answer.body())
              .as(what)
              .startsWith("{\"valid\":false,")
              .contains("\"detail\":\"");
        } else {
          assertSaid(what, answer, 400);
        }
        asked++;
      }
      for (Map.Entry<String, Integer> type : TYPES.entrySet()) {
        HttpResponse<String> answer =
            Http.send(
                Http.request(operation.service(), address)
                    .header("Content-Type", type.getKey())
                    .method(operation.method(), BodyPublishers.ofString("{}")));
        assertSaid(operation + ", media type is " + type.getKey(), answer, type.getValue());
        asked++;
      }
      HttpResponse<String> encoded =
          Http.send(
              Http.request(operation.service(), address)
                  .header("Content-Type", "application/json")
                  .header("Content-Encoding", "gzip")
                  .method(operation.method(), BodyPublishers.ofString("{}")));
      assertSaid(operation + ", encoded", encoded, 415);
    }
    assertThat(asked).isGreaterThan(100);
    logs.haveNoError();
  }

  private static void assertSaid(String what, HttpResponse<String> answer, int status)
      throws IOException {
    assertThat(answer.statusCode()).as(what + ": " + answer.body()).isEqualTo(status);
    JsonNode problem = Http.problem(answer, status);
    assertThat(problem.path("errors")).as(what).isNotEmpty();
    assertThat(problem.at("/errors/0/detail").asText()).as(what).isNotBlank();
  }

  /** With a status and a media type that are declared. */
  private static void assertAnswered(Operation operation, HttpResponse<String> answer) {
    JsonNode declared = operation.said().path("responses").path("" + answer.statusCode());
    assertThat(declared).as(operation + " answered " + answer.statusCode()).isNotEmpty();
    String type = answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
    assertThat(declared.path("content").has(type)).as(operation + " answered " + type).isTrue();
    assertThat(answer.statusCode()).as(operation.toString()).isLessThan(500);
  }

  /** Of a run that has ended, a tender of it, a request, and an experiment that has finished. */
  private static Map<String, String> ids() throws IOException, InterruptedException {
    KafkaRun run = KafkaRun.start(Market.api(), SMALL);
    String path = "/api/runs/" + run.id();
    String request = JSON.readTree(Http.post(path + "/resume", "").body()).path("id").asText();
    Market.finished(run);
    String tender =
        Http.get(Service.PROCUREMENT, path + "/awards?limit=1").at("/items/0/tender").asText();
    return Map.of("id", run.id(), "tender", tender, "request", request, "experiment", experiment());
  }

  private static String experiment() throws IOException, InterruptedException {
    String id = JSON.readTree(Http.post("/api/experiments", EXPERIMENT).body()).path("id").asText();
    Market.until("the experiment finishes", () -> finished(id));
    return id;
  }

  private static boolean finished(String experiment) {
    try {
      return Http.get(Service.PROCUREMENT, "/api/experiments/" + experiment)
          .path("status")
          .asText()
          .equals("finished");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A run that goes on for long enough to be asked something. */
  private static String live() throws InterruptedException {
    KafkaRun run = KafkaRun.start(Market.api(), LIVE);
    Market.until("government knows of the run", () -> known(run));
    return run.id();
  }

  private static boolean known(KafkaRun run) {
    try {
      return Http.send(Http.request(Service.POLICY, "/api/runs/" + run.id() + "/policies"))
              .statusCode()
          == 200;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
