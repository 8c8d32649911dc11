package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.stack.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a request is told in a problem document, and starts nothing. */
class ProblemsIT {

  private static final int LARGE = 8 << 20;

  @ParameterizedTest
  @EnumSource(Service.class)
  void anUnknownAddressIsAProblemAtEveryService(Service service)
      throws IOException, InterruptedException {
    Http.problem(Http.send(Http.request(service, "/api/nothing")), 404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"scenario\":",
        "[]",
        "",
        "{}",
        "{\"scenario\":\"no-polcy\"}",
        "{\"scenario\":\"china-2019\"}",
        "{\"scenario\":\"no-policy\",\"seed\":\"one\",\"shards\":0,\"colour\":\"red\"}",
        "{\"scenario\":\"no-policy\",\"set\":{\"months\":0,\"population.buyers\":1000000000}}",
        "{\"scenario\":{\"name\":\"x\",\"months\":-1}}"
      })
  void aBadOrderIsRefusedAndStartsNothing(String order) throws IOException, InterruptedException {
    JsonNode before = newestRun();

    JsonNode problem = Http.problem(Http.post("/api/runs", order), 400);

    assertThat(problem.path("errors")).isNotEmpty();
    for (JsonNode error : problem.path("errors")) {
      assertThat(error.path("detail").asText()).isNotBlank();
      assertThat(error.path("pointer").isTextual()).isTrue();
    }
    assertThat(newestRun()).isEqualTo(before);
  }

  /** The list that begins with it, but for its audit: there may be time for one meanwhile. */
  private static JsonNode newestRun() throws IOException, InterruptedException {
    JsonNode list = Http.get(Service.PROCUREMENT, "/api/runs?limit=1");
    list.path("items").forEach(run -> ((ObjectNode) run).remove("audit"));
    return list;
  }

  @Test
  void everyFaultOfAnOrderIsNamedAtOnce() throws IOException, InterruptedException {
    JsonNode problem =
        Http.problem(
            Http.post(
                "/api/runs",
                "{\"scenario\":\"tianjin-mandate\",\"arm\":\"x\",\"seed\":1.5,\"shards\":65,"
                    + "\"colour\":1,\"set\":{\"months\":0}}"),
            400);

    assertThat(problem.path("errors").findValuesAsText("pointer"))
        .contains("/seed", "/shards", "/colour", "/set/months", "/arm");
  }

  @Test
  void otherMethodsAndMediaTypesAreProblems() throws IOException, InterruptedException {
    HttpResponse<String> delete =
        Http.send(Http.request(Service.PROCUREMENT, "/api/runs").DELETE());
    Http.problem(delete, 405);
    assertThat(delete.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS, POST");
    Http.problem(
        Http.send(
            Http.request(Service.PROCUREMENT, "/api/runs")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("no-policy"))),
        415);
    HttpResponse<String> xml =
        Http.send(
            Http.request(Service.PROCUREMENT, "/api/runs").header("Accept", "application/xml"));
    assertThat(Http.problem(xml, 406).at("/errors/0/detail").asText())
        .isEqualTo(
            "is 'application/xml'; this address has application/json, application/vnd.apache.parquet, application/vnd.datapackage+json, text/csv");
  }

  @ParameterizedTest
  @EnumSource(Service.class)
  void whatAnAddressDoesNotAnswerToIsRefusedWithWhatItDoes(Service service)
      throws IOException, InterruptedException {
    for (String path : List.of("/q/health/ready", "/q/metrics", "/q/openapi", "/q/swagger-ui/")) {
      HttpResponse<String> answer =
          Http.send(
              Http.request(service, path)
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString("{}")));
      Http.problem(answer, 405);
      assertThat(answer.headers().firstValue("Allow")).as(path).contains("GET, HEAD, OPTIONS");
    }
  }

  @Test
  void aPageIsOnlyRead() throws IOException, InterruptedException {
    for (String path : List.of("/", "/index.html", "/desk/main.js", "/_static/nothing.js")) {
      for (String method : List.of("DELETE", "PUT", "PATCH")) {
        HttpResponse<String> answer =
            Http.send(
                Http.request(Service.PROCUREMENT, path).method(method, BodyPublishers.noBody()));
        Http.problem(answer, 405);
        assertThat(answer.headers().firstValue("Allow")).as(path).contains("GET, HEAD, OPTIONS");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Service.class)
  void aRequestForTheServiceAsAWholeAndOneThatIsNoneAreAnswered(Service service)
      throws IOException {
    assertThat(asItIs(service, "OPTIONS *")).matches("(?s)HTTP/1.1 (204|400).*");
    // No request at all: the server says so before anything of ours sees it.
    assertThat(asItIs(service, "GET /api /runs")).startsWith("HTTP/1.0 400");
  }

  @ParameterizedTest
  @EnumSource(Service.class)
  void anAddressThatCannotBeReadIsAProblemAtEveryService(Service service) throws IOException {
    for (String path :
        List.of(
            "/api/runs/%",
            "/%zz", "/api/runs?q=%zz", "/api/runs?q=%FF", "/api/\uff17", "api/runs")) {
      String answer = asItIs(service, "GET " + path);
      assertThat(answer)
          .as(path)
          .startsWith("HTTP/1.1 400")
          .contains("application/problem+json")
          .contains("\"detail\":\"the address ");
    }
  }

  @Test
  void allowListsWhatAnAddressAnswersTo() throws IOException {
    assertThat(asItIs(Service.PROCUREMENT, "OPTIONS /api/runs"))
        .startsWith("HTTP/1.1 204")
        .containsIgnoringCase("Allow: GET, HEAD, OPTIONS, POST\r\n");
    assertThat(asItIs(Service.POLICY, "OPTIONS /api/runs/x/policies/y"))
        .containsIgnoringCase("Allow: DELETE, OPTIONS, PATCH\r\n");
  }

  @ParameterizedTest
  @EnumSource(Service.class)
  void noAnswerIsShownInAFrame(Service service) throws IOException {
    for (String path : List.of("/", "/api/runs", "/q/swagger-ui/", "/q/health")) {
      assertThat(asItIs(service, "GET " + path))
          .as(path)
          .contains("X-Frame-Options: DENY")
          .contains("Content-Security-Policy: frame-ancestors 'none'");
    }
  }

  /** What a client of ours would refuse to send. */
  private static String asItIs(Service service, String line) throws IOException {
    URI address = Market.stack().service(service);
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout((int) Market.PATIENCE.toMillis());
      String request =
          line
              + " HTTP/1.1\r\nHost: localhost:"
              + address.getPort()
              + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void anEmptyKeyIsRefusedAndStartsNothing() throws IOException, InterruptedException {
    JsonNode before = newestRun();
    for (String key : List.of("", " ")) {
      JsonNode problem =
          Http.problem(
              Http.send(
                  Http.request(Service.PROCUREMENT, "/api/runs")
                      .header("Content-Type", "application/json")
                      .header("Idempotency-Key", key)
                      .POST(BodyPublishers.ofString("{\"scenario\": \"no-policy\"}"))),
              400);
      assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo("/Idempotency-Key");
    }
    assertThat(newestRun()).isEqualTo(before);
  }

  @Test
  void everyFaultOfAQueryIsNamedAtOnce() throws IOException, InterruptedException {
    KafkaRun run = Market.shared("no-policy", 2);

    JsonNode problem =
        Http.problem(
            Http.send(
                Http.request(
                    Service.PROCUREMENT,
                    "/api/runs/" + run.id() + "/shares?by=colour&of=all&city=atlantis&x=1")),
            400);

    assertThat(problem.path("errors").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/by", "/of", "/city", "/x");
  }

  @Test
  void anUnknownRunIsAProblemEverywhere() throws IOException, InterruptedException {
    for (String part :
        List.of("", "/scenario", "/shares", "/figures", "/verification", "/awards", "/releases")) {
      Http.problem(
          Http.send(Http.request(Service.PROCUREMENT, "/api/runs/run-nowhere" + part)), 404);
    }
  }

  @Test
  void aBodyThatIsTooLargeIsAProblemWhetherItSaysSoOrNot()
      throws IOException, InterruptedException {
    byte[] large = new byte[LARGE];

    JsonNode refused = Http.problem(Http.post("/api/runs", BodyPublishers.ofByteArray(large)), 413);
    assertThat(refused.at("/errors/0/detail").asText())
        .isEqualTo("has more than the 4194304 bytes that are taken");
    Http.problem(
        Http.post("/api/runs", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))),
        413);
  }

  @Test
  void noFaultOfAUserIsAnErrorOfOurs() throws IOException, InterruptedException {
    Logs logs = Logs.fromNow();
    Http.post("/api/runs", "{\"scenario\":");
    Http.post("/api/runs", "[".repeat(100_000));

    logs.haveNoError();
  }
}
