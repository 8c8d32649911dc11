package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.stack.Service;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What policy-service and provider-service tell of a run is what its awards say. */
class GovernmentAndProvidersIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void policiesStandAndTouchAsTheRunSays() throws Exception {
    KafkaRun run = Market.shared("tianjin-mandate", 3);

    JsonNode told =
        told(
            Service.POLICY,
            run.id(),
            "/policies",
            policies -> policies.at("/policies/0/touched/tenders/23").isInt());
    JsonNode changes = Http.get(Service.PROCUREMENT, "/api/runs/" + run.id()).path("policies");
    JsonNode figures = Http.get(Service.PROCUREMENT, "/api/runs/" + run.id() + "/figures");

    assertThat(told.path("months")).hasSize(24);
    assertThat(changes).isNotEmpty();
    for (JsonNode change : changes) {
      JsonNode policy = find(told.path("policies"), change.path("policy").asText());
      assertThat(policy.path("changes").findValuesAsText("month"))
          .contains(change.path("month").asText());
    }
    JsonNode mandate = find(told.path("policies"), "tianjin-mandate");
    int effective = texts(told.path("months")).indexOf("2021-08");
    assertThat(mandate.at("/policy/instrument").asText()).isEqualTo("migration-mandate");
    assertThat(mandate.path("standing").get(effective - 1).asText()).isNotEqualTo("in-force");
    assertThat(mandate.path("standing").get(effective).asText()).isEqualTo("in-force");
    assertThat(mandate.at("/total/applied").asLong())
        .isPositive()
        .isEqualTo(sum(mandate.at("/touched/applied")))
        .isLessThanOrEqualTo(mandate.at("/total/tenders").asLong());
    assertThat(sum(figures.at("/series/all/displaced-to")))
        .isGreaterThanOrEqualTo(mandate.at("/total/displaced").asLong());
    assertThat(sum(figures.at("/series/all/complaints")))
        .isGreaterThanOrEqualTo(mandate.at("/total/complaints").asLong());
  }

  @Test
  void providersWinWhatIsAwardedToThemInEveryMonthToTheLast() throws Exception {
    Map<String, String> changes = new TreeMap<>(Market.SMALL);
    changes.put(
        "policies.programme",
        "{instrument: demand-programme, volumeRise: 0.5, entryRise: 0.2, rampMonths: 6, effective:"
            + " 2021-02, end: 2021-05}");
    changes.put(
        "policies.shock",
        "{instrument: overseas-shock, demandFall: 0.4, scope: {segments: [overseas-customer]},"
            + " effective: 2021-06, end: 2021-12}");
    KafkaRun run = Market.finished(Market.order("tianjin-mandate", 5, 3, changes));

    JsonNode told =
        told(
            Service.PROVIDER,
            run.id(),
            "/providers",
            providers -> providers.at("/providers/0/did/bids/23").isInt());
    JsonNode series =
        Http.get(Service.PROCUREMENT, "/api/runs/" + run.id() + "/figures?by=provider")
            .path("series");

    assertThat(told.path("months")).hasSize(24);
    for (JsonNode provider : told.path("providers")) {
      JsonNode own = series.path(provider.path("id").asText());
      assertThat(provider.at("/did/wins")).as(provider.toString()).isEqualTo(own.path("awards"));
      assertThat(provider.at("/did/awardedFen")).isEqualTo(own.path("awarded-fen"));
      assertThat(provider.at("/did/runningFen")).isEqualTo(own.path("running-fen"));
      assertThat(provider.at("/did/complaints")).isEqualTo(own.path("complaints"));
      JsonNode cost = provider.at("/was/unitCostMilliFen");
      assertThat(cost).hasSize(24);
      assertThat(cost.get(23).asLong()).isLessThan(cost.get(0).asLong());
    }
  }

  @Test
  void aMonthThatIsOpenHasNoOutcomeYet() throws Exception {
    JsonNode run =
        JSON.readTree(
            Http.post(
                    "/api/runs",
                    "{\"scenario\": \"no-policy\", \"pace\": \"60s\","
                        + " \"set\": {\"population.buyers\": 200}}")
                .body());

    JsonNode provider =
        told(Service.PROVIDER, run.path("id").asText(), "/providers", told -> true)
            .at("/providers/0");

    assertThat(provider.at("/was/quality")).hasSize(1);
    assertThat(provider.at("/did/bids")).hasSize(1);
    assertThat(provider.at("/did/bids/0").isNull()).isTrue();
    assertThat(Http.post(run.at("/links/cancel").asText(), "").statusCode()).isEqualTo(202);
  }

  @Test
  @Tag("long")
  void aRunThatWasJustOrderedIsOnItsWayAndNotUnknown() throws Exception {
    Map<String, Service> asked =
        Map.of("/policies", Service.POLICY, "/providers", Service.PROVIDER);
    for (int i = 0; i < 5; i++) {
      HttpResponse<String> created =
          Http.post(
              "/api/runs",
              "{\"scenario\": \"no-policy\", \"set\": {\"months\": 2, \"population.buyers\": 100}}");
      String run = JSON.readTree(created.body()).path("id").asText();
      for (var each : asked.entrySet()) {
        HttpResponse<String> answer =
            Http.send(Http.request(each.getValue(), "/api/runs/" + run + each.getKey()));
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 503);
        if (answer.statusCode() == 503) {
          assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
      }
    }
  }

  @Test
  void aRunThatNobodyKnowsIsNotFound() throws Exception {
    Http.problem(Http.send(Http.request(Service.POLICY, "/api/runs/run-none/policies")), 404);
    Http.problem(Http.send(Http.request(Service.PROVIDER, "/api/runs/a%00b/providers")), 404);
    Http.problem(
        Http.send(Http.request(Service.PROVIDER, "/api/runs/run-none/providers?colour=red")), 400);
  }

  /** Each service has a projection of its own: it comes to the end by itself. */
  private static JsonNode told(
      Service service, String run, String what, Predicate<JsonNode> complete)
      throws InterruptedException {
    String path = "/api/runs/" + run + what;
    AtomicReference<JsonNode> last = new AtomicReference<>();
    Market.until(
        service.label() + " knows all of " + run,
        () -> {
          try {
            HttpResponse<String> answer = Http.send(Http.request(service, path));
            last.set(JSON.readTree(answer.body()));
            return answer.statusCode() == 200 && complete.test(last.get());
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    return last.get();
  }

  private static JsonNode find(JsonNode policies, String id) {
    for (JsonNode policy : policies) {
      if (policy.path("id").asText().equals(id)) {
        return policy;
      }
    }
    throw new AssertionError("no " + id + " in " + policies);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static long sum(JsonNode array) {
    long sum = 0;
    for (JsonNode value : array) {
      sum += value.asLong();
    }
    return sum;
  }
}
