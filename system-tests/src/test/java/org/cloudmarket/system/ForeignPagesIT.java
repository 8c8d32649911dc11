package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cloudmarket.local.stack.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A page that is not the services' own cannot make a browser use them. */
class ForeignPagesIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Another program of the same machine: to a browser it is even of the same site. */
  private static final String ELSEWHERE = "http://127.0.0.1:9876";

  private static final String ORDER =
      "{\"scenario\": \"no-policy\", \"pace\": \"60s\", \"set\": {\"population.buyers\": 100}}";

  private static final List<String> PATHS =
      List.of("/", "/q/health/ready", "/q/metrics", "/q/openapi", "/q/swagger-ui", "/api/nothing");

  @Test
  void aPageOfAnotherOriginNeitherOrdersNorPausesNorEnactsNorForgets() throws Exception {
    String run = JSON.readTree(Http.post("/api/runs", ORDER).body()).path("id").asText();
    JsonNode newest = newest();
    URI market = Market.stack().service(Service.PROCUREMENT);

    try (Desk desk = Desk.open()) {
      Page page = desk.page();
      page.route(
          ELSEWHERE + "/**",
          route ->
              route.fulfill(
                  new Route.FulfillOptions()
                      .setContentType("text/html")
                      .setBody("<iframe name=out></iframe><iframe name=sandboxed></iframe>")));
      page.navigate(ELSEWHERE + "/");
      for (String base : List.of(market.toString(), "http://127.0.0.1:" + market.getPort())) {
        page.evaluate(ATTACK, List.of(base, run, ORDER));
      }
      assertThat(newest()).isEqualTo(newest);
      assertThat(Http.get(Service.PROCUREMENT, "/api/runs/" + run + "/requests").path("items"))
          .isEmpty();
      assertThat(page.evaluate(ANSWERED, market.toString())).isEqualTo(false);
    } finally {
      Http.post("/api/runs/" + run + "/cancel", "{}");
    }
  }

  /** All that a page can send without asking before, and what it would have to ask for. */
  private static final String ATTACK =
      """
      async ([base, run, order]) => {
        const runs = `${base}/api/runs`;
        const quietly = (path, request) =>
          fetch(path, { mode: 'no-cors', credentials: 'include', ...request }).catch(() => {});
        await quietly(runs, { method: 'POST', body: order });
        await quietly(runs, { method: 'POST', body: new Blob([order]) });
        await quietly(runs, { method: 'POST', body: new URLSearchParams({ [order]: '' }) });
        await quietly(`${runs}/${run}/pause`, { method: 'POST' });
        await quietly(`${base}/policy-service/api/runs/${run}/policies`, {
          method: 'POST',
          body: '{"id": "x", "instrument": "score-preference", "ownerships": ["state"], "bonusPoints": 20}',
        });
        navigator.sendBeacon(runs, order);
        navigator.sendBeacon(`${runs}/${run}/cancel`);
        await quietly(`${runs}/${run}`, { mode: 'cors', method: 'DELETE' });
        await quietly(runs, {
          mode: 'cors', method: 'POST', body: order, headers: { 'Content-Type': 'application/json' },
        });
        const post = (action, target, fields) => new Promise((done) => {
          const frame = document.querySelector(`iframe[name=${target}]`);
          frame.onload = done;
          const form = Object.assign(document.createElement('form'),
            { method: 'post', enctype: 'text/plain', action, target });
          for (const [name, value] of Object.entries(fields)) {
            form.append(Object.assign(document.createElement('input'), { name, value }));
          }
          document.body.append(form);
          form.submit();
        });
        await post(runs, 'out', { [order.slice(0, -1) + ', "arm": "']: '"}' });
        await post(`${runs}/${run}/pause`, 'out', {});
        // A document of no origin at all.
        const nobody = document.querySelector('iframe[name=sandboxed]');
        await new Promise((done) => {
          addEventListener('message', done, { once: true });
          nobody.sandbox = 'allow-scripts allow-forms';
          nobody.srcdoc = `<script>fetch('${runs}/${run}/pause', { method: 'POST', mode: 'no-cors' })
            .catch(() => {}).finally(() => parent.postMessage('done', '*'));</script>`;
        });
      }
      """;

  /** Not even a picture makes a service work for it. */
  private static final String ANSWERED =
      """
      (base) => new Promise((done) => {
        const picture = new Image();
        picture.onload = () => done(true);
        picture.onerror = () => done(false);
        picture.src = `${base}/desk/icon.svg`;
      })
      """;

  private static JsonNode newest() throws IOException, InterruptedException {
    return Http.get(Service.PROCUREMENT, "/api/runs?limit=1").at("/items/0/id");
  }

  @ParameterizedTest
  @EnumSource(Service.class)
  void aForeignHostIsMisdirectedAtEveryAddress(Service service) throws IOException {
    for (String path : PATHS) {
      for (String method : List.of("GET", "POST")) {
        assertThat(status(service, method, path, "evil.example:8080", ""))
            .as(method + " " + path)
            .isEqualTo(421);
      }
    }
    assertThat(status(service, "GET", "/q/health/live", "localhost", "")).isEqualTo(200);
    assertThat(status(service, "GET", "/api/nothing", "a b", "")).isEqualTo(400);
  }

  @ParameterizedTest
  @EnumSource(Service.class)
  void aForeignOriginIsForbiddenAtEveryAddress(Service service) throws IOException {
    for (String path : PATHS) {
      for (String origin : List.of("null", "https://evil.example", ELSEWHERE)) {
        assertThat(status(service, "GET", path, "localhost", "Origin: " + origin))
            .as(origin + " " + path)
            .isEqualTo(403);
      }
    }
  }

  @Test
  void whatIsPassedOnAndWhatStreamsIsGuardedToo() throws IOException {
    for (String path :
        List.of("/policy-service/api/instruments", "/api/runs/run-x/awards", "/desk/main.js")) {
      assertThat(status(Service.PROCUREMENT, "GET", path, "evil.example", "")).isEqualTo(421);
      assertThat(status(Service.PROCUREMENT, "GET", path, "localhost", "Origin: null"))
          .isEqualTo(403);
    }
  }

  @Test
  void aBodyWithoutATypeThatIsTakenIsRefusedWithAList() throws Exception {
    for (Service service : Service.values()) {
      for (String type : List.of("", "text/plain", "application/x-www-form-urlencoded")) {
        var request = Http.request(service, "/api/runs/run-x/policies");
        if (!type.isEmpty()) {
          request.header("Content-Type", type);
        }
        HttpResponse<String> answer = Http.send(request.POST(BodyPublishers.ofString("{}")));
        assertThat(Http.problem(answer, 415).at("/errors/0/detail").asText())
            .contains("application/json", "application/yaml");
        assertThat(answer.headers().firstValue("Accept"))
            .contains("application/json, application/yaml");
      }
    }
  }

  @Test
  void everyOperationIsClosedToOtherPages() throws Exception {
    Map<String, String> ids = Map.of("id", "run-x", "name", "nothing", "policy", "p");
    for (Operation operation : Operation.all()) {
      Service service = operation.service();
      String method = operation.method();
      String path = operation.address(ids);
      String form = "Content-Type: application/x-www-form-urlencoded";
      List<String> answers =
          new ArrayList<>(
              List.of(
                  answer(service, method, path, "evil.example", ""),
                  answer(service, method, path, "localhost", "Origin: https://evil.example"),
                  answer(service, method, path, "localhost", "Origin: null"),
                  answer(service, method, path, "localhost", "Sec-Fetch-Site: cross-site"),
                  answer(service, method, path, "localhost", "")));
      assertThat(answers.stream().limit(4).map(ForeignPagesIT::status))
          .as(operation.toString())
          .containsExactly(421, 403, 403, 403);
      if (!method.equals("GET")) {
        answers.add(answer(service, method, path, "localhost", form));
        assertThat(status(answers.getLast())).as(operation.toString()).isEqualTo(415);
      }
      // What a browser asks before it sends what a form cannot.
      String leave = "Access-Control-Request-Method: " + method;
      answers.add(answer(service, "OPTIONS", path, "localhost", leave));
      assertThat(answers)
          .as(operation.toString())
          .allSatisfy(
              answer ->
                  assertThat(answer.toLowerCase(Locale.ROOT))
                      .contains(
                          "x-content-type-options: nosniff",
                          "x-frame-options: deny",
                          "content-security-policy: ")
                      .doesNotContain("access-control-allow"));
    }
  }

  @ParameterizedTest
  @EnumSource(Service.class)
  void whoeverAsksWhatAServiceCanDoIsToldOnItsOwnHostsOnly(Service service) throws IOException {
    String answer = answer(service, "OPTIONS", "*", "localhost", "");

    assertThat(status(answer)).isEqualTo(204);
    assertThat(answer.lines().map(line -> line.toLowerCase(Locale.ROOT)))
        .anyMatch(line -> line.startsWith("allow: ") && line.contains("get, head, options"))
        .contains("x-content-type-options: nosniff");
    assertThat(status(service, "OPTIONS", "*", "market.evil.example", "")).isEqualTo(421);
    assertThat(status(service, "GET", "*", "localhost", "")).isEqualTo(400);
  }

  private static int status(Service service, String method, String path, String host, String header)
      throws IOException {
    return status(answer(service, method, path, host, header));
  }

  private static int status(String answer) {
    return Integer.parseInt(answer.split(" ", 3)[1]);
  }

  private static String answer(
      Service service, String method, String path, String host, String header) throws IOException {
    URI address = Market.stack().service(service);
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout((int) Market.PATIENCE.toMillis());
      String request =
          "%s %s HTTP/1.1\r\nHost: %s\r\nContent-Length: 0\r\nConnection: close\r\n%s\r\n"
              .formatted(method, path, host, header.isEmpty() ? "" : header + "\r\n");
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
