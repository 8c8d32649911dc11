package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.cloudmarket.documents.library.ScenarioDocument;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.stack.Service;
import org.junit.jupiter.api.Test;

/** People store scenarios of their own beside those that are shipped. */
class ScenariosIT {

  private static final String YAML = "application/yaml";
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void aStoredScenarioIsShownRunReplacedAndForgotten() throws Exception {
    String text =
        """
        # Mine.
        name: my-mandate
        title: My mandate
        extends: tianjin-mandate
        months: 30
        currency: EUR
        """;
    HttpResponse<String> created = put("my-mandate", YAML, text);
    HttpResponse<String> replaced = put("my-mandate", YAML, text.replace("30", "31"));

    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    assertThat(replaced.statusCode()).as(replaced.body()).isEqualTo(200);
    assertThat(JSON.readTree(replaced.body()).path("origin").asText()).isEqualTo("stored");
    assertThat(JSON.readTree(replaced.body()).path("base").asText()).isEqualTo("tianjin-mandate");
    assertThat(Instant.parse(JSON.readTree(replaced.body()).path("storedAt").asText()))
        .isAfter(Instant.parse(JSON.readTree(created.body()).path("storedAt").asText()));
    assertThat(origin("my-mandate")).isEqualTo("stored");
    assertThat(origin("tianjin-mandate")).isEqualTo("shipped");
    assertThat(get("my-mandate").path("months").asInt()).isEqualTo(31);
    assertThat(get("my-mandate").path("currency").asText()).isEqualTo("EUR");
    assertThat(get("tianjin-mandate").path("currency").asText()).isEqualTo("CNY");
    assertThat(get("my-mandate?arm=mandate").path("policies").has("tianjin-preference")).isFalse();
    assertThat(get("my-mandate?form=written").path("extends").asText())
        .isEqualTo("tianjin-mandate");
    assertThat(show("my-mandate?form=written").body()).startsWith("# Mine.").contains("31");
    assertThat(ScenarioDocument.parse(show("my-mandate").body()).base()).isEmpty();
    KafkaRun run = Market.finished(Market.order("my-mandate", 7, 2, Market.FEW));
    assertThat(run.name()).isEqualTo("my-mandate");
    String address = "/api/runs/" + run.id();
    for (String shown : List.of(address, address + "/scenario")) {
      assertThat(Http.get(Service.PROCUREMENT, shown).path("currency").asText())
          .as(shown)
          .isEqualTo("EUR");
    }

    assertThat(delete("my-mandate").statusCode()).isEqualTo(204);
    Http.problem(delete("my-mandate"), 404);
    Http.problem(show("my-mandate"), 404);
    assertThat(Http.get(Service.PROCUREMENT, address).path("status").asText())
        .isEqualTo("finished");
  }

  @Test
  void aStoredScenarioIsExtendedAndThenNeitherForgottenNorBroken() throws Exception {
    put("ground", "application/json", "{\"name\": \"ground\", \"extends\": \"tianjin-mandate\"}");
    HttpResponse<String> upper =
        put(
            "upper",
            YAML,
            "name: upper\nextends: ground\nmonths: 12\n"
                + "policies: {tianjin-mandate: {graceMonths: 3}}");

    Http.problem(delete("ground"), 409);
    JsonNode circle = Http.problem(put("ground", YAML, "name: ground\nextends: upper"), 400);
    JsonNode broken = Http.problem(put("ground", YAML, "name: ground\nextends: no-policy"), 409);

    assertThat(upper.statusCode()).as(upper.body()).isIn(200, 201);
    assertThat(circle.at("/errors").findValuesAsText("pointer")).contains("/extends");
    assertThat(broken.at("/errors").toString()).contains("upper");
    assertThat(get("upper").path("months").asInt()).isEqualTo(12);
    assertThat(delete("upper").statusCode()).isEqualTo(204);
    assertThat(delete("ground").statusCode()).isEqualTo(204);
  }

  @Test
  void nobodyOverwritesWhatTheyHaveNotSeen() throws Exception {
    String text = "name: shared\nextends: no-policy\nmonths: 12";
    String first = put("shared", YAML, text).headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> shown = show("shared");
    String seen = shown.headers().firstValue("ETag").orElseThrow();
    String written = show("shared?form=written").headers().firstValue("ETag").orElseThrow();

    Http.problem(putIf("shared", text, "If-Match", "\"other\""), 412);
    Http.problem(putIf("shared", text, "If-None-Match", "*"), 412);
    HttpResponse<String> replaced = putIf("shared", text + "0", "If-Match", seen);
    Http.problem(putIf("shared", text, "If-Match", written), 412);
    Http.problem(putIf("shared", text, "If-Match", first), 412);
    Http.problem(Http.send(scenario("shared").header("If-Match", seen).DELETE()), 412);
    Http.problem(putIf("never-seen", text, "If-Match", "*"), 412);

    assertThat(seen).isNotEqualTo(written);
    assertThat(replaced.statusCode()).as(replaced.body()).isEqualTo(200);
    assertThat(get("shared").path("months").asInt()).isEqualTo(120);
    String now = replaced.headers().firstValue("ETag").orElseThrow();
    String tag = show("shared").headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> again =
        Http.send(scenario("shared").header("Accept", YAML).header("If-None-Match", tag));
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(Http.send(scenario("shared").header("If-Match", now).DELETE()).statusCode())
        .isEqualTo(204);
    assertThat(show("no-policy").headers().firstValue("ETag")).isPresent();
  }

  private static HttpResponse<String> putIf(String name, String text, String header, String tag)
      throws IOException, InterruptedException {
    return Http.send(
        scenario(name)
            .header("Content-Type", YAML)
            .header(header, tag)
            .PUT(BodyPublishers.ofString(text)));
  }

  @Test
  void namesThatAreAddressesAreRefusedByName() throws Exception {
    for (String name : List.of("schema", "validation")) {
      String text = "{\"name\": \"%s\", \"extends\": \"no-policy\"}".formatted(name);
      JsonNode problem = Http.problem(put(name, YAML, text), 400);
      assertThat(problem.path("errors").toString())
          .contains("'%s'".formatted(name), "schema, validation");
      assertThat(validate(text).path("valid").asBoolean()).isFalse();
    }
  }

  @Test
  void whatCannotBeStoredIsRefusedWithEveryFault() throws Exception {
    JsonNode faults =
        Http.problem(
            put(
                "mine",
                YAML,
                "name: yours\nextends: no-policy\nmonths: 0\ncolour: red\ncurrency: JPY"),
            400);
    JsonNode unreadable = Http.problem(put("mine", YAML, "a: [b"), 400);

    assertThat(faults.path("errors").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/name", "/months", "/colour", "/currency");
    assertThat(unreadable.at("/errors/0/detail").asText()).contains("YAML");
    Http.problem(put("no-policy", YAML, "name: no-policy\nextends: china-2019"), 409);
    Http.problem(delete("tianjin-mandate"), 409);
    Http.problem(put("Mine", YAML, "name: Mine\nextends: no-policy"), 400);
    Http.problem(put("mine", YAML, "# " + "x".repeat(300_000)), 400);
    Http.problem(put("mine", "text/plain", "name: mine"), 415);
    Http.problem(show("mine"), 404);
  }

  @Test
  void aValidationNamesFaultsContradictionsAndIdlePoliciesAndStoresNothing() throws Exception {
    JsonNode sound = validate("name: mine\nextends: tianjin-mandate");
    JsonNode idle =
        validate(
            "name: mine\nextends: tianjin-mandate\npolicies: {tianjin-mandate:"
                + " {effective: 2030-01, announced: 2030-01, deadline: 2031-01}}");
    JsonNode contradiction =
        validate(
            "name: mine\nextends: tianjin-mandate\npolicies: {tianjin-preference:"
                + " {enacted: by-date, providers: [alibaba-cloud], cityCloudOnly: false}}");
    JsonNode faults = validate("name: mine\nextends: no-policy\nmonths: 0\ncolour: red");
    JsonNode unreadable = validate("a: [b");

    assertThat(sound.path("valid").asBoolean()).as(sound.toString()).isTrue();
    assertThat(sound.path("faults")).isEmpty();
    assertThat(idle.path("notices").findValuesAsText("pointer"))
        .contains("/policies/tianjin-mandate");
    assertThat(contradiction.path("valid").asBoolean()).isFalse();
    assertThat(contradiction.path("faults").findValuesAsText("detail"))
        .anyMatch(detail -> detail.contains("contradicts"));
    assertThat(faults.path("faults").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/months", "/colour");
    assertThat(unreadable.path("valid").asBoolean()).isFalse();
    assertThat(unreadable.path("faults")).hasSize(1);
    Http.problem(show("mine"), 404);
  }

  private static HttpResponse<String> put(String name, String type, String text)
      throws IOException, InterruptedException {
    return Http.send(
        scenario(name).header("Content-Type", type).PUT(BodyPublishers.ofString(text)));
  }

  private static HttpResponse<String> delete(String name) throws IOException, InterruptedException {
    return Http.send(scenario(name).DELETE());
  }

  private static HttpResponse<String> show(String name) throws IOException, InterruptedException {
    return Http.send(scenario(name).header("Accept", YAML));
  }

  private static JsonNode get(String name) throws IOException, InterruptedException {
    return Http.get(Service.PROCUREMENT, "/api/scenarios/" + name);
  }

  private static HttpRequest.Builder scenario(String name) {
    return Http.request(Service.PROCUREMENT, "/api/scenarios/" + name);
  }

  private static JsonNode validate(String text) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        Http.send(
            scenario("validation")
                .header("Content-Type", YAML)
                .POST(BodyPublishers.ofString(text)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static String origin(String name) throws IOException, InterruptedException {
    for (JsonNode item : Http.get(Service.PROCUREMENT, "/api/scenarios").path("items")) {
      if (item.path("name").asText().equals(name)) {
        return item.path("origin").asText();
      }
    }
    return "none";
  }
}
