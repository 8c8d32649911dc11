package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cloudmarket.local.stack.Service;
import org.cloudmarket.local.stack.Stack;
import org.cloudmarket.local.stack.StackOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With a login, each operation answers those who may ask it, and nobody else. */
class LoginIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VIEWER = "viewer";
  private static final String ANALYST = "analyst";
  private static final String OPERATOR = "operator";

  /** From the least on: each may do what those before it may. */
  private static final List<String> ROLES = List.of(VIEWER, ANALYST, OPERATOR);

  /** What changes something, and who may; an operation that is not here fails the test. */
  private static final Map<String, String> CHANGES =
      Map.ofEntries(
          Map.entry("POST /api/runs of procurement-service", ANALYST),
          Map.entry("POST /api/runs/{id}/bidders of procurement-service", ANALYST),
          Map.entry("POST /api/runs/{id}/pause of procurement-service", ANALYST),
          Map.entry("POST /api/runs/{id}/resume of procurement-service", ANALYST),
          Map.entry("POST /api/runs/{id}/step of procurement-service", ANALYST),
          Map.entry("POST /api/runs/{id}/pace of procurement-service", ANALYST),
          Map.entry("POST /api/runs/{id}/cancel of procurement-service", ANALYST),
          Map.entry("POST /api/scenarios/validation of procurement-service", ANALYST),
          Map.entry("POST /api/scenarios/resolution of procurement-service", ANALYST),
          Map.entry("POST /api/imports of procurement-service", ANALYST),
          Map.entry("PUT /api/scenarios/{name} of procurement-service", ANALYST),
          Map.entry("POST /api/experiments of procurement-service", ANALYST),
          Map.entry("POST /api/experiments/validation of procurement-service", ANALYST),
          Map.entry("POST /api/experiments/estimate of procurement-service", ANALYST),
          Map.entry("POST /api/experiments/{experiment}/cancel of procurement-service", ANALYST),
          Map.entry("DELETE /api/runs/{id} of procurement-service", OPERATOR),
          Map.entry("DELETE /api/scenarios/{name} of procurement-service", OPERATOR),
          Map.entry("DELETE /api/experiments/{experiment} of procurement-service", OPERATOR),
          Map.entry("POST /api/runs/{id}/policies of policy-service", OPERATOR),
          Map.entry("PATCH /api/runs/{id}/policies/{policy} of policy-service", OPERATOR),
          Map.entry("DELETE /api/runs/{id}/policies/{policy} of policy-service", OPERATOR));

  /** What there is beside operations. */
  private static final List<String> PAGES =
      List.of(
          "/",
          "/index.html",
          "/desk/main.js",
          "/_static/lit-html/lit-html.js",
          "/q/metrics",
          "/q/openapi",
          "/q/swagger-ui",
          "/q/swagger-ui/",
          "/api/nothing",
          "/nothing",
          "//api/runs",
          "/api/./runs",
          "/api/runs/",
          "/q/health/../metrics",
          "/q/healthy");

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static Issuer issuer;
  private static Stack stack;
  private static List<Operation> operations;

  @BeforeAll
  static void start() throws Exception {
    issuer = new Issuer();
    stack =
        Stack.start(
            StackOptions.forTest(Path.of("target", "login"), Service.values())
                .withSettings(_ -> settings()));
    operations = new ArrayList<>();
    for (Service service : Service.values()) {
      JsonNode document =
          JSON.readTree(
              ask(service, "GET", "/q/openapi?format=json", "", token("vera", VIEWER)).body());
      operations.addAll(Operation.of(service, document));
    }
    assertThat(operations).hasSizeGreaterThan(50);
  }

  /** Of a login, and of logs that are collected: whoever has one has the other. */
  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(issuer.settings());
    settings.put("SERVICE_LOG_JSON", "true");
    return settings;
  }

  @AfterAll
  static void end() {
    if (stack != null) {
      stack.close();
    }
    issuer.close();
  }

  @Test
  void noAddressAnswersWithoutATokenOrWithAWrongOne() throws Exception {
    Map<String, String> wrong = issuer.wrongTokens();
    int asked = 0;
    for (Address address : addresses()) {
      assertRefused(address, "no token", address.ask(""));
      assertRefused(address, "a password", address.ask("Basic b3BlcmF0b3I6b3BlcmF0b3I="));
      for (Map.Entry<String, String> each : wrong.entrySet()) {
        assertRefused(address, each.getKey(), address.ask("Bearer " + each.getValue()));
        asked++;
      }
    }
    assertThat(asked).isGreaterThan(500);
  }

  private static void assertRefused(Address address, String why, HttpResponse<String> answer)
      throws IOException {
    assertThat(answer.statusCode()).as(address + " with " + why).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
        .as(address + " with " + why)
        .startsWith("Bearer");
    if (!address.method.equals("HEAD")) {
      assertThat(Http.problem(answer, 401).path("type").asText()).endsWith(":login-needed");
    }
  }

  @Test
  void everyOperationAnswersWhoeverHasItsRoleAndNobodyElse() throws Exception {
    for (Address address : addresses()) {
      assertThat(address.status("nora", List.of("guest", "Operator")))
          .as("" + address)
          .isEqualTo(403);
      for (String role : ROLES) {
        int status = address.status("nora", List.of(role));
        String what = address + " as " + role;
        if (ROLES.indexOf(role) < ROLES.indexOf(address.role)) {
          assertThat(status).as(what).isEqualTo(403);
        } else {
          assertThat(status).as(what).isNotIn(401, 403);
          // Of a run that it does not know, a service asks another, which may be slow to answer.
          assertThat(status).as(what).matches(each -> each < 500 || each == 503);
        }
      }
    }
  }

  @Test
  void healthIsForWhoeverAsks() throws Exception {
    for (Service service : Service.values()) {
      assertThat(ask(service, "GET", "/q/health/ready", "", "").statusCode()).isEqualTo(200);
      assertThat(ask(service, "GET", "/q/health", "", "").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void anAnalystDirectsTheirOwnRunsAndAnOperatorAll() throws Exception {
    String anna = token("anna", ANALYST);
    String ben = token("ben", ANALYST);
    String olga = token("olga", OPERATOR);
    String run = "/api/runs/" + order(anna);
    assertThat(get(run, ben).path("owner").asText()).isEqualTo("anna");

    assertThat(post(run + "/pause", ben)).isEqualTo(403);
    assertThat(post(run + "/cancel", ben)).isEqualTo(403);
    assertThat(get(run + "/requests", ben).path("items")).isEmpty();
    assertThat(post(run + "/pause", anna)).isEqualTo(202);
    assertThat(post(run + "/resume", olga)).isEqualTo(202);
    assertThat(ask(Service.PROCUREMENT, "DELETE", run, "", anna).statusCode()).isEqualTo(403);
    assertThat(post(run + "/cancel", anna)).isEqualTo(202);
    Market.until("the run ends", () -> ended(run, anna));
    assertThat(ask(Service.PROCUREMENT, "DELETE", run, "", olga).statusCode()).isEqualTo(204);
    assertThat(logged(Service.PROCUREMENT))
        .as("each line is an object, and says of which run it is")
        .filteredOn(line -> line.at("/mdc/run").asText().equals(run.replaceAll(".*/", "")))
        .extracting(line -> line.path("message").asText().replaceAll(" .*", ""))
        .contains("Ordered", "Deleted");
  }

  @Test
  @Tag("long")
  void policyIsChangedByAnOperatorAlsoWhereTheNewsOfTheRunIsStillOnItsWay() throws Exception {
    String olga = token("olga", OPERATOR);
    String run = order(token("anna", ANALYST));
    String policy =
        "{\"id\": \"bonus\", \"instrument\": \"score-preference\", \"ownerships\": [\"state\"],"
            + " \"bonusPoints\": 20}";
    String policies = "/policy-service/api/runs/" + run + "/policies";

    Market.until(
        "government knows of the run",
        () -> {
          // 503 says that procurement-service knows of it, which was asked with the same token.
          int status = status(policies, olga);
          assertThat(status).isIn(200, 503);
          return status == 200;
        });
    assertThat(
            ask(Service.PROCUREMENT, "POST", policies, policy, token("anna", ANALYST)).statusCode())
        .isEqualTo(403);
    assertThat(ask(Service.PROCUREMENT, "POST", policies, policy, olga).statusCode())
        .isEqualTo(202);
    assertThat(post("/api/runs/" + run + "/cancel", olga)).isEqualTo(202);
  }

  @Test
  void whoeverAsksForARunThatIsNotThereHearsSoFromProcurementService() throws Exception {
    String vera = token("vera", VIEWER);

    Market.until(
        "procurement-service says that there is none",
        () -> status("/policy-service/api/runs/run-nowhere/policies", vera) == 404);
  }

  @Test
  void aStreamEndsWithItsToken() throws Exception {
    String run = order(token("anna", ANALYST));
    HttpRequest.Builder watch =
        request(Service.PROCUREMENT, "/api/runs/" + run + "/awards")
            .header("Accept", "text/event-stream");
    assertThat(CLIENT.send(watch.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(401);

    String soon = issuer.token("vera", Duration.ofSeconds(6), VIEWER);
    HttpResponse<Stream<String>> stream =
        CLIENT.send(
            watch.header("Authorization", "Bearer " + soon).build(), BodyHandlers.ofLines());
    assertThat(stream.statusCode()).isEqualTo(200);
    List<String> lines = new ArrayList<>();
    try (Stream<String> each = stream.body()) {
      each.forEach(lines::add);
    } catch (RuntimeException cut) {
      // The connection is closed: that is how it ends.
    }

    assertThat(lines).isNotEmpty().noneMatch(line -> line.contains("run-ended"));
    assertThat(get("/api/runs/" + run, token("anna", ANALYST)).path("status").asText())
        .isIn("ordered", "running");
    assertThat(post("/api/runs/" + run + "/cancel", token("anna", ANALYST))).isEqualTo(202);
  }

  @Test
  void peopleLogInByCodeAndPkceAndTheDashboardAsksForThem() throws Exception {
    CookieManager cookies = new CookieManager();
    HttpClient browser =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    HttpRequest page = request(Service.PROCUREMENT, "/").header("Accept", "text/html,*/*").build();
    URI login =
        URI.create(
            CLIENT.send(page, BodyHandlers.ofString()).headers().firstValue("Location").get());
    assertThat(login.toString()).startsWith(issuer.address() + "/authorize");
    assertThat(login.getRawQuery())
        .contains("code_challenge_method=S256", "code_challenge=", "nonce=", "state=");

    issuer.expect("vera", VIEWER);
    HttpResponse<String> shown = browser.send(page, BodyHandlers.ofString());
    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.body()).contains("<!doctype html>");
    assertThat(shown.uri().getPath()).isEqualTo("/");
    assertThat(shown.uri().getQuery()).isNull();
    List<HttpCookie> session =
        cookies.getCookieStore().getCookies().stream()
            .filter(cookie -> cookie.getName().startsWith("q_session"))
            .toList();
    assertThat(session).isNotEmpty().allMatch(HttpCookie::isHttpOnly);

    for (String path :
        List.of(
            "/api/runs", "/policy-service/api/instruments", "/provider-service/api/providers")) {
      assertThat(status(browser, request(Service.PROCUREMENT, path))).as(path).isEqualTo(200);
    }
    HttpRequest.Builder order =
        request(Service.PROCUREMENT, "/api/runs")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{}"));
    assertThat(status(browser, order)).as("a viewer orders").isEqualTo(403);
    assertThat(status(browser, order.copy().header("Origin", "https://evil.example")))
        .isEqualTo(403);
    session.forEach(cookie -> cookie.setValue(cookie.getValue().substring(9)));
    assertThat(status(browser, request(Service.PROCUREMENT, "/api/runs")))
        .as("a session that somebody made up")
        .isEqualTo(401);
  }

  @Test
  void noPasswordAndNoTokenStandsInArgumentsLogsOrFilesOfOthers() throws Exception {
    String token = token("anna", ANALYST);
    order(token);
    List<String> secrets = new ArrayList<>(List.of(token.split("\\.", -1)[2]));
    for (Service service : Service.values()) {
      secrets.add(stack.database(service).password());
    }
    for (String name : stack.names()) {
      Path process = Path.of("/proc", "" + stack.pid(name).orElseThrow());
      assertThat(Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1))
          .doesNotContain(secrets);
      assertThat(Files.readString(stack.log(name))).doesNotContain(secrets);
    }
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(Path.of("target", "login"))))
        .isEqualTo("rwx------");
  }

  /** Something to ask, and the least role that is answered. */
  private record Address(Service service, String method, String path, String role) {

    HttpResponse<String> ask(String authorization) throws IOException, InterruptedException {
      HttpRequest.Builder request = request(service, path);
      if (!authorization.isEmpty()) {
        request.header("Authorization", authorization);
      }
      return CLIENT.send(
          request.method(method, BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    }

    int status(String subject, List<String> roles) throws IOException, InterruptedException {
      String token = issuer.token(subject, Issuer.LONG, roles.toArray(String[]::new));
      return ask("Bearer " + token).statusCode();
    }
  }

  private static List<Address> addresses() {
    List<Address> addresses = new ArrayList<>();
    Set<String> changes = new TreeSet<>();
    for (Operation operation : operations) {
      String path = operation.address(Map.of("id", "run-x", "name", "nothing", "policy", "p"));
      boolean reads = operation.method().equals("GET");
      assertThat(reads || CHANGES.containsKey(operation.toString()))
          .as(operation + " has a role in this test")
          .isTrue();
      String role = CHANGES.getOrDefault(operation.toString(), VIEWER);
      changes.add(operation.toString());
      addresses.add(new Address(operation.service(), operation.method(), path, role));
      if (reads) {
        addresses.add(new Address(operation.service(), "HEAD", path, role));
      }
      if (operation.service() != Service.PROCUREMENT) {
        String passedOn = "/" + operation.service().label() + path;
        addresses.add(new Address(Service.PROCUREMENT, operation.method(), passedOn, role));
      }
    }
    assertThat(changes).containsAll(CHANGES.keySet());
    for (Service service : Service.values()) {
      PAGES.forEach(path -> addresses.add(new Address(service, "GET", path, VIEWER)));
      addresses.add(new Address(service, "OPTIONS", "/api/runs", VIEWER));
    }
    return addresses;
  }

  private static String token(String subject, String role) {
    return issuer.token(subject, Issuer.LONG, role);
  }

  private static HttpRequest.Builder request(Service service, String path) {
    return HttpRequest.newBuilder(URI.create(stack.service(service) + path))
        .timeout(Market.PATIENCE);
  }

  /**
   * @param token empty for none
   */
  private static HttpResponse<String> ask(
      Service service, String method, String path, String body, String token)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(service, path);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    return CLIENT.send(
        request.method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  private static List<JsonNode> logged(Service service) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(stack.log(service.label()))) {
      // The JVM's own, as of the environment variables that it heeds, are no lines of ours.
      if (line.startsWith("{")) {
        lines.add(JSON.readTree(line));
      } else {
        assertThat(line).startsWith("Picked up ");
      }
    }
    return lines;
  }

  private static JsonNode get(String path, String token) throws IOException, InterruptedException {
    HttpResponse<String> answer = ask(Service.PROCUREMENT, "GET", path, "", token);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static int post(String path, String token) throws IOException, InterruptedException {
    return ask(Service.PROCUREMENT, "POST", path, "{}", token).statusCode();
  }

  private static int status(HttpClient client, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString()).statusCode();
  }

  private static int status(String path, String token) {
    try {
      return ask(Service.PROCUREMENT, "GET", path, "", token).statusCode();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean ended(String run, String token) {
    try {
      return get(run, token).path("status").asText().equals("cancelled");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A run that goes on until somebody ends it. */
  private static String order(String token) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        ask(
            Service.PROCUREMENT,
            "POST",
            "/api/runs",
            "{\"scenario\": \"no-policy\", \"pace\": \"500ms\","
                + " \"set\": {\"population.buyers\": 100, \"months\": 240}}",
            token);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return JSON.readTree(answer.body()).path("id").asText();
  }
}
