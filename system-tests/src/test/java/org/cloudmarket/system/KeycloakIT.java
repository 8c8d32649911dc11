package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.cloudmarket.local.process.Folders;
import org.cloudmarket.local.stack.Ports;
import org.cloudmarket.local.stack.Replica;
import org.cloudmarket.local.stack.Service;
import org.cloudmarket.local.stack.Stack;
import org.cloudmarket.local.stack.StackOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The login of a real Keycloak, which {@code -Pkeycloak} unpacks. Without it nothing is tried. */
class KeycloakIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final String CLIENT_SECRET = "of-this-client";
  private static final String PASSWORD = "of-this-person";

  private static final String ORDER =
      "{\"scenario\": \"no-policy\", \"pace\": \"1s\", \"set\": {\"population.buyers\": 100}}";

  /** Its first start makes a program of its parts. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private static Process keycloak;
  private static String issuer;
  private static Stack stack;

  @BeforeAll
  static void startKeycloakAndTheMarket() throws IOException, InterruptedException {
    String home = System.getProperty("keycloak.home", "");
    assumeFalse(home.isEmpty(), "only -Pkeycloak has a Keycloak");
    Ports ports = Ports.free();
    int port = ports.of(new Replica(Service.PROVIDER, Replica.MOST));
    issuer = "http://localhost:" + port + "/realms/market";
    Folders.remove(Path.of(home, "data")); // It imports a realm once, and that has the old port.
    Path imports = Files.createDirectories(Path.of(home, "data", "import"));
    Files.writeString(
        imports.resolve("market.json"), realm(ports.of(new Replica(Service.PROCUREMENT, 1))));
    keycloak = keycloak(Path.of(home), port);
    Market.until("Keycloak answers", PATIENCE, KeycloakIT::isUp);
    Map<String, String> settings =
        Map.of(
            "SERVICE_OIDC",
            "true",
            "QUARKUS_OIDC_AUTH_SERVER_URL",
            issuer,
            "QUARKUS_OIDC_CREDENTIALS_SECRET",
            CLIENT_SECRET);
    stack =
        Stack.start(
            StackOptions.forTest(Path.of("target", "keycloak-market"), Service.values())
                .withPorts(ports)
                .withSettings(_ -> settings));
  }

  @AfterAll
  static void endBoth() {
    if (stack != null) {
      stack.close();
    }
    if (keycloak != null) {
      keycloak.descendants().forEach(ProcessHandle::destroy);
      keycloak.destroy();
    }
  }

  private static Process keycloak(Path home, int port) throws IOException {
    ProcessBuilder start =
        new ProcessBuilder(
            "/bin/sh",
            home.resolve("bin").resolve("kc.sh").toString(),
            "start-dev",
            "--http-host=127.0.0.1",
            "--http-port=" + port,
            "--hostname=http://localhost:" + port,
            "--import-realm");
    start.environment().put("JAVA_HOME", System.getProperty("java.home"));
    start.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
    // Its threads want to forget what they knew between two requests.
    start.environment().put("JAVA_OPTS_APPEND", "--add-opens=java.base/java.lang=ALL-UNNAMED");
    return start
        .redirectErrorStream(true)
        .redirectOutput(Path.of("target", "keycloak.log").toFile())
        .start();
  }

  private static boolean isUp() {
    assertThat(keycloak.isAlive()).as("Keycloak runs: see target/keycloak.log").isTrue();
    try {
      return send(HttpRequest.newBuilder(URI.create(issuer + "/.well-known/openid-configuration")))
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Two clients, and a person for each role; as docs/security.md says how to set one up. */
  private static String realm(int dashboard) {
    return """
    {"realm": "market", "enabled": true,
     "roles": {"realm": [{"name": "viewer"}, {"name": "analyst"}, {"name": "operator"}]},
     "clients": [
      {"clientId": "cloud-market", "enabled": true, "secret": "SECRET",
       "standardFlowEnabled": true, "directAccessGrantsEnabled": true,
       "redirectUris": ["http://localhost:PORT/"],
       "attributes": {"pkce.code.challenge.method": "S256"},
       "protocolMappers": [
        {"name": "audience", "protocol": "openid-connect",
         "protocolMapper": "oidc-audience-mapper",
         "config": {"included.client.audience": "cloud-market", "access.token.claim": "true"}}]},
      {"clientId": "another", "enabled": true, "publicClient": true,
       "directAccessGrantsEnabled": true}],
     "users": [VERA, ANNA, BERT, OLGA]}
    """
        .replace("SECRET", CLIENT_SECRET)
        .replace("PORT", "" + dashboard)
        .replace("VERA", person("vera", "viewer"))
        .replace("ANNA", person("anna", "analyst"))
        .replace("BERT", person("bert", "analyst"))
        .replace("OLGA", person("olga", "operator"));
  }

  private static String person(String name, String role) {
    return """
    {"username": "NAME", "enabled": true, "firstName": "NAME", "lastName": "Of Tests",
     "email": "NAME@market.example", "emailVerified": true,
     "credentials": [{"type": "password", "value": "PASSWORD", "temporary": false}],
     "realmRoles": ["ROLE"]}
    """
        .replace("NAME", name)
        .replace("PASSWORD", PASSWORD)
        .replace("ROLE", role);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return CLIENT.send(request.timeout(Market.PATIENCE).build(), BodyHandlers.ofString());
  }

  /** What a program gets that knows somebody's password. */
  private static String token(String client, String person)
      throws IOException, InterruptedException {
    String secret = client.equals("another") ? "" : "&client_secret=" + CLIENT_SECRET;
    HttpResponse<String> answer =
        send(
            form(
                URI.create(issuer + "/protocol/openid-connect/token"),
                "grant_type=password&client_id="
                    + client
                    + secret
                    + "&username="
                    + person
                    + "&password="
                    + PASSWORD));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body()).path("access_token").asText();
  }

  private static HttpRequest.Builder form(URI address, String body) {
    return HttpRequest.newBuilder(address)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body));
  }

  private static HttpRequest.Builder request(Service service, String path, String token) {
    HttpRequest.Builder request = HttpRequest.newBuilder(stack.service(service).resolve(path));
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  private static HttpResponse<String> post(String path, String body, String token)
      throws IOException, InterruptedException {
    return send(
        request(Service.PROCUREMENT, path, token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void programsMayWhatTheRoleOfTheirTokenMay() throws Exception {
    String vera = token("cloud-market", "vera");
    String anna = token("cloud-market", "anna");

    for (Service service : Service.values()) {
      assertThat(send(request(service, "/q/openapi", "")).statusCode()).isEqualTo(401);
      assertThat(send(request(service, "/q/openapi", vera)).statusCode()).isEqualTo(200);
      assertThat(send(request(service, "/q/openapi", token("another", "olga"))).statusCode())
          .as("a token for another program")
          .isEqualTo(401);
    }
    assertThat(post("/api/runs", ORDER, vera).statusCode()).as("a viewer orders").isEqualTo(403);

    HttpResponse<String> ordered = post("/api/runs", ORDER, anna);
    assertThat(ordered.statusCode()).as(ordered.body()).isEqualTo(201);
    JsonNode run = JSON.readTree(ordered.body());
    String place = "/api/runs/" + run.path("id").asText();
    assertThat(run.path("owner").asText()).isEqualTo(subject(anna));
    assertThat(post(place + "/cancel", "{}", token("cloud-market", "bert")).statusCode())
        .as("another analyst cancels it")
        .isEqualTo(403);
    assertThat(post(place + "/cancel", "{}", token("cloud-market", "olga")).statusCode())
        .as("an operator cancels it")
        .isEqualTo(202);
  }

  private static String subject(String token) throws IOException {
    byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
    return JSON.readTree(claims).path("sub").asText();
  }

  @Test
  void peopleLogInAtKeycloakAndComeBackToTheDashboard() {
    String dashboard = stack.service(Service.PROCUREMENT).resolve("/").toString();
    try (Desk desk = Desk.open(stack.service(Service.PROCUREMENT))) {
      Page page = desk.go("");
      page.waitForURL(url -> url.startsWith(issuer));
      assertThat(page.url()).contains("code_challenge_method=S256");

      page.locator("#username").fill("vera");
      page.locator("#password").fill(PASSWORD);
      page.locator("#kc-login").click();

      page.waitForURL(url -> url.startsWith(dashboard));
      page.getByText("What does policy move in a cloud market?").first().waitFor();
      for (String path :
          new String[] {
            "api/runs", "policy-service/api/instruments", "provider-service/api/providers"
          }) {
        assertThat(page.evaluate("path => fetch(path).then(({status}) => status)", path))
            .as(path)
            .isEqualTo(200);
      }
      assertThat(
              page.evaluate(
                  """
                  body => fetch('api/runs', {method: 'POST', body,
                    headers: {'Content-Type': 'application/json'}}).then(({status}) => status)
                  """,
                  ORDER))
          .as("a viewer orders")
          .isEqualTo(403);
      desk.forgive("403");
      assertThat(desk.errors()).isEmpty();
    }
  }
}
