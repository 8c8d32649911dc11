package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.client.KafkaRun.Order;
import org.cloudmarket.local.database.Postgres;
import org.cloudmarket.local.stack.Service;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The dashboard where something breaks or is refused: it says so, and loses nothing. */
class DeskTroubleIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A month before the mandate. */
  private static final String START = "2021-07";

  /** The ticker begins with the last whole month otherwise. */
  private static final String FROM_THE_FIRST_AWARD = "?since=" + START;

  private static final Map<String, String> SHORT =
      Map.of("population.buyers", "1000", "start", START, "months", "36");

  private static final long BYTES_BEFORE_A_BREAK = 200_000;

  private static final Locator.WaitForOptions GONE =
      new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN);

  private static KafkaRun finished;

  private Desk desk;

  @BeforeAll
  static void aRunThatHasEnded() throws Exception {
    finished = Market.finished(Market.order("tianjin-mandate", 17, 2, SHORT));
  }

  /** The browser itself notes each request that fails; of the page there is nothing to note. */
  @AfterEach
  void nothingButRequestsWentWrongInTheBrowser() {
    if (desk != null) {
      try (Desk closed = desk) {
        assertThat(closed.errors())
            .filteredOn(error -> !error.startsWith("Failed to load resource"))
            .isEmpty();
      }
    }
  }

  @Test
  void afterALostConnectionThePageComesBackAndHasCountedEveryAwardOnce() throws Exception {
    KafkaRun run = slowly(500);
    try (Relay relay = Relay.to(Market.stack().service(Service.PROCUREMENT))) {
      desk = Desk.open(relay.address());
      Page page = desk.go("#/runs/" + run.id() + FROM_THE_FIRST_AWARD);
      page.locator(".ticker li").first().waitFor();

      relay.cut();
      page.getByText("Lost the connection").waitFor();
      double seen = run.refresh().progress();
      Market.until("the run goes on unseen", () -> run.refresh().progress() > seen + 0.1);
      assertThat(run.over()).as("it is cut in mid-run").isFalse();
      relay.mend();
      asFastAsItCan(run);

      page.getByText("Lost the connection").waitFor(GONE);
      page.waitForSelector("[data-status=finished]");
      everyAwardIsCountedOnce(page, run);
    }
  }

  @Test
  @Tag("long")
  @Tag("soak")
  void aStreamThatBreaksOverAndOverIsReadOnFromWhereItBroke() throws Exception {
    KafkaRun run = slowly(1_000);
    try (Relay relay = Relay.to(Market.stack().service(Service.PROCUREMENT))) {
      desk = Desk.open(relay.address());
      Page page = desk.go("#/runs/" + run.id() + FROM_THE_FIRST_AWARD);
      desk.series("shares");

      relay.breakEachAfter(BYTES_BEFORE_A_BREAK);
      asFastAsItCan(run);

      everyAwardIsCountedOnce(page, run);
      assertThat(relay.worn()).isGreaterThan(1);
    }
  }

  @Test
  void anOrderThatIsRefusedSaysEveryFaultAndLosesNothingThatWasTyped() throws Exception {
    desk = Desk.open();
    Page page = desk.go("#/order?scenario=tianjin-mandate");
    Locator dates = page.locator("[data-policy=tianjin-mandate] [data-field=month]");
    page.getByLabel("Seed").fill("19");
    page.getByLabel("Size").fill("300");
    dates.nth(0).fill("2021-10");
    dates.nth(1).fill("2021-09");
    dates.nth(2).fill("2021-08");
    Locator preferenceEnds = page.locator("[data-policy=tianjin-preference] [data-field=month]");
    preferenceEnds.fill("2021-07");
    page.getByLabel("Pace").selectOption("1000ms");
    page.getByLabel("beside the same market").uncheck();

    Response refusal =
        page.waitForResponse(
            response -> response.request().method().equals("POST"),
            () -> page.getByText("Start and watch").click());

    JsonNode faults = JSON.readTree(refusal.text()).path("errors");
    assertThat(faults.size()).isGreaterThan(1);
    Locator alert = page.getByRole(AriaRole.ALERT);
    alert.waitFor();
    for (JsonNode fault : faults) {
      assertThat(alert.innerText())
          .contains(fault.path("pointer").asText())
          .contains(fault.path("detail").asText());
      String policy = fault.path("pointer").asText().replaceAll(".*policies\\.([a-z-]+).*", "$1");
      assertThat(page.locator("[data-policy=" + policy + "] .fault").allInnerTexts())
          .anyMatch(text -> text.contains(fault.path("detail").asText()));
    }
    assertThat(dates.all())
        .extracting(Locator::inputValue)
        .containsExactly("2021-10", "2021-09", "2021-08");
    dates.nth(0).fill("2021-08");
    dates.nth(2).fill("2022-09");
    preferenceEnds.fill("");
    page.getByText("Start and watch").click();
    page.waitForSelector("[data-status]");
    String run = page.url().replaceAll(".*/runs/([^?/]*).*", "$1");
    JsonNode ordered = Http.get(Service.PROCUREMENT, "/api/runs/" + run);
    JsonNode document = Http.get(Service.PROCUREMENT, "/api/runs/" + run + "/scenario");
    assertThat(ordered.path("seed").asInt()).isEqualTo(19);
    assertThat(ordered.path("pace").asText()).isEqualTo("1000ms");
    assertThat(document.at("/population/buyers").asInt()).isEqualTo(300);
    assertThat(document.at("/policies/tianjin-mandate/effective").asText()).isEqualTo("2021-09");
    assertThat(document.at("/policies/tianjin-mandate/end").asText()).isEqualTo("2022-09");
    desk.cancelTheRun();
  }

  @Test
  @Tag("long")
  void whereTheSecondOrderOfAPairIsRefusedTheFirstIsTakenBack() throws Exception {
    desk = Desk.open();
    Page page = desk.go("#/order?scenario=tianjin-mandate");
    page.getByLabel("Size").fill("300");
    page.getByLabel("Pace").selectOption("1000ms");
    List<String> begun = new ArrayList<>();
    page.route(
        "**/api/runs",
        route -> {
          if (begun.isEmpty()) {
            APIResponse taken = route.fetch();
            begun.add(taken.text().replaceAll("(?s)^\\{\"id\": ?\"([^\"]*).*", "$1"));
            route.fulfill(new Route.FulfillOptions().setResponse(taken));
          } else {
            route.fulfill(
                new Route.FulfillOptions()
                    .setStatus(429)
                    .setContentType("application/problem+json")
                    .setBody("{\"title\": \"Too much is live at once\", \"status\": 429}"));
          }
        });

    page.getByText("Start and watch").click();

    Locator alert = page.getByRole(AriaRole.ALERT);
    alert.getByText("Neither run was started").waitFor();
    assertThat(alert.innerText()).contains("Too much is live at once");
    assertThat(begun).hasSize(1);
    assertThat(
            Http.send(Http.request(Service.PROCUREMENT, "/api/runs/" + begun.getFirst()))
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  @Tag("long")
  void aPairOfWhichOneWouldBeRefusedIsNotBegun() {
    desk = Desk.open();
    Page page = desk.go("#/order?scenario=tianjin-mandate");
    page.locator("[data-policy=tianjin-mandate] [data-field=month]").nth(1).fill("2021-01");
    page.locator("[data-policy=tianjin-mandate] [data-field=month]").nth(2).fill("2020-12");
    List<String> sent = new ArrayList<>();
    page.onRequest(
        request -> {
          if (request.method().equals("POST") && request.url().endsWith("/api/runs")) {
            sent.add(request.postData());
          }
        });

    page.getByText("Start and watch").click();

    page.getByRole(AriaRole.ALERT).getByText("neither run was started").waitFor();
    page.locator("[data-policy=tianjin-mandate] .fault").first().waitFor();
    assertThat(sent).isEmpty();
  }

  @Test
  @Tag("long")
  void whatIsNotThereIsSaidInTheServicesOwnWordsAndNothingLoadsForEver() throws Exception {
    desk = Desk.open();
    Map<String, String> nowhere =
        Map.of(
            "#/order?scenario=atlantis",
            "/api/scenarios/atlantis",
            "#/runs/run-nope",
            "/api/runs/run-nope",
            "#/runs/run-nope/flows",
            "/api/runs/run-nope",
            "#/runs/run-nope/providers",
            "/api/runs/run-nope",
            "#/runs/" + finished.id() + "/awards/nope",
            "/api/runs/" + finished.id() + "/awards/nope",
            "#/runs?after=run-nope",
            "/api/runs?after=run-nope",
            "#/compare?baseline=run-nope&treatment=" + finished.id(),
            "/api/runs/run-nope");
    for (Map.Entry<String, String> each : nowhere.entrySet()) {
      JsonNode problem =
          JSON.readTree(Http.send(Http.request(Service.PROCUREMENT, each.getValue())).body());
      // What the reader can mend, the page asks them to.
      String title =
          problem.path("type").asText().endsWith(":invalid-input")
              ? "Please fix"
              : problem.path("title").asText();
      Page page = desk.go(each.getKey());
      page.getByRole(AriaRole.ALERT).getByText(title).first().waitFor();
      page.waitForFunction("() => !document.querySelector('main').innerText.includes('Loading')");
      assertThat(page.getByText("Start and watch").count()).as(each.getKey()).isZero();
    }
  }

  @Test
  @Tag("long")
  void aPauseIsPendingUntilItIsHeardAndSaysWhyItWasRefused() throws Exception {
    KafkaRun run = slowly(3_000);
    desk = Desk.open();
    Page page = desk.go("#/runs/" + run.id());
    AtomicBoolean heard = new AtomicBoolean();
    page.route("**/pause", route -> answer(route, "pending", ""));
    page.route(
        "**/requests/asked",
        route ->
            answer(
                route,
                heard.get() ? "refused" : "pending",
                heard.get() ? "the run ended before it was heard" : ""));

    page.locator("[data-bar]").getByText("Pause", exactly()).click();

    Locator pausing = page.getByText("Pausing …");
    pausing.waitFor();
    assertThat(pausing.isDisabled()).isTrue();
    desk.look("pausing");
    heard.set(true);
    Locator refused = page.locator("[data-refused=pause]");
    refused.waitFor();
    assertThat(refused.innerText())
        .isEqualTo("The run was not paused: the run ended before it was heard.");
    assertThat(page.locator("[data-bar]").getByText("Pause", exactly()).isEnabled()).isTrue();
    desk.cancelTheRun();
  }

  /** Answers for the service with a request to pause a run. */
  private static void answer(Route route, String state, String reason) {
    route.fulfill(
        new Route.FulfillOptions()
            .setStatus(202)
            .setContentType("application/json")
            .setBody(
                "{\"id\": \"asked\", \"kind\": \"pause\", \"state\": \"%s\", \"errors\": [%s]}"
                    .formatted(
                        state,
                        reason.isEmpty()
                            ? ""
                            : "{\"pointer\": \"\", \"detail\": \"" + reason + "\"}")));
  }

  @Test
  @Tag("long")
  void aRunThatIsCancelledByMistakeGoesOn() throws Exception {
    KafkaRun run = slowly(3_000);
    desk = Desk.open();
    Page page = desk.go("#/runs/" + run.id());

    page.getByText("Cancel the run").click();
    page.getByText("Keep it running").click();

    page.getByText("Cancel the run").waitFor();
    assertThat(run.refresh().over()).isFalse();
    desk.cancelTheRun();
  }

  @Test
  @Tag("long")
  void aTenderThatAFinishedRunDoesNotHaveIsNotWaitedFor() {
    desk = Desk.open();
    Page page = desk.go("#/runs/" + finished.id() + "/awards/nope");

    page.getByRole(AriaRole.ALERT).getByText("The run is over, so none is to come.").waitFor();
    assertThat(page.locator("main").innerText()).doesNotContain("Try again");
  }

  @Test
  @Tag("long")
  void aRunThatStandsStillAndOneWhoseAuditFoundADifferenceSaySo() {
    desk = Desk.open();
    desk.page()
        .route(
            "**/api/runs**",
            route -> {
              APIResponse answer = route.fetch();
              route.fulfill(
                  new Route.FulfillOptions().setResponse(answer).setBody(troubled(answer.text())));
            });
    Page page = desk.go("#/runs/" + finished.id());
    page.locator("[data-bar] [data-audit=different]").waitFor();
    page.getByText("rows of 2021-09 are missing").first().waitFor();
    page.getByText("it waits for policy-service to open 2021-08").first().waitFor();
    desk.go("#/runs/" + finished.id() + "/flows");
    page.locator("[data-run] [data-audit=different]").waitFor();
    desk.go("#/compare?treatment=" + finished.id());
    page.locator("[data-side=treatment] [data-audit=different]").waitFor();
    desk.go("#/runs?q=" + finished.id());
    page.locator("[data-run-row=" + finished.id() + "] [data-audit=different]").waitFor();
    page.locator("[data-run-row=" + finished.id() + "] [data-stalled]").waitFor();
  }

  /** Every run that an answer tells of stands still, and its audit has found a difference. */
  private static String troubled(String answer) {
    try {
      JsonNode told = JSON.readTree(answer);
      for (JsonNode run : told.has("items") ? told.path("items") : List.of(told)) {
        if (run.has("orderedAt")) {
          ((ObjectNode) run)
              .set(
                  "audit",
                  JSON.readTree(
                      """
                      {"state": "different", "at": "2026-11-27T01:00:00Z",
                       "detail": "rows of 2021-09 are missing"}
                      """));
          ((ObjectNode) run)
              .set(
                  "stalled",
                  JSON.readTree(
                      """
                      {"since": "2026-11-27T01:00:00Z", "hop": "rules", "month": "2021-08",
                       "shards": [], "waitingFor": "policy-service to open 2021-08"}
                      """));
        }
      }
      return told.toString();
    } catch (JsonProcessingException e) {
      return answer;
    }
  }

  @Test
  @Tag("soak")
  void whileGovernmentIsAwayThePageSaysSoAndGoesOnByItselfWhenItIsBack() throws Exception {
    KafkaRun run = slowly(1_000);
    desk = Desk.open();
    Page page = desk.go("#/runs/" + run.id());
    Locator standstill =
        page.getByText(
            "The run stands still: policy-service, which plays government, does not answer");
    Locator enact = page.locator("[data-enact]");
    page.locator(".ticker li").first().waitFor();

    Market.stack().stop(Service.POLICY.label());
    try {
      standstill.waitFor();
      page.reload();
      enact.getByText("policy-service does not answer").waitFor();
      desk.look("policy-service-away");
      desk.go("#/runs/" + finished.id());
      assertThat(desk.series("shares")).isNotEmpty();
      page.getByText("What they touched is missing").waitFor();
      page.locator("[data-marks] summary").first().click();
    } finally {
      Market.stack().start(Service.POLICY.label());
    }

    page.locator("details[open]").getByText("tenders in its scope").waitFor();
    page.getByText("What they touched is missing").waitFor(GONE);
    desk.go("#/runs/" + run.id());
    enact.getByText("Put in force").waitFor();
    standstill.waitFor(GONE);
    desk.cancelTheRun();
  }

  @Test
  @Tag("soak")
  void aRunThatIsOpenedWhileTheDatabaseIsAwayComesByItselfOnceItIsBack() throws Exception {
    Market.stack().kill(Postgres.NAME);
    Page page;
    try {
      desk = Desk.open();
      page = desk.go("#/runs/" + finished.id() + FROM_THE_FIRST_AWARD);
      Locator alert = page.getByRole(AriaRole.ALERT).first();
      alert.getByText("The database does not answer").waitFor();
      alert.getByText("Try again", exactly()).waitFor();
      desk.look("database-away");
    } finally {
      Market.stack().start(Postgres.NAME);
    }

    assertThat(desk.series("shares")).isNotEmpty();
    page.waitForSelector("[data-stream=ended]");
    page.getByRole(AriaRole.ALERT).first().waitFor(GONE);
  }

  private static Locator.GetByTextOptions exactly() {
    return new Locator.GetByTextOptions().setExact(true);
  }

  /** A run whose beginning a browser can be there to see. */
  private static KafkaRun slowly(long paceMillis) {
    return KafkaRun.start(Market.api(), new Order("tianjin-mandate", "", 23, 2, SHORT, paceMillis));
  }

  private static void asFastAsItCan(KafkaRun run) throws Exception {
    assertThat(Http.post("/api/runs/" + run.id() + "/pace", "{\"pace\": \"0ms\"}").statusCode())
        .isEqualTo(202);
  }

  /** Each since the month from which on the page counts. */
  private static void everyAwardIsCountedOnce(Page page, KafkaRun run) throws Exception {
    page.waitForSelector("[data-stream=ended]");
    List<JsonNode> awards =
        Http.all("/api/runs/" + run.id() + "/awards?type=contract-awarded&limit=500");
    List<JsonNode> displaced =
        awards.stream().filter(award -> !award.path("displacedBy").isEmpty()).toList();
    assertThat(displaced).isNotEmpty();
    assertThat(shown(page, "awards")).isEqualTo(awards.size());
    assertThat(shown(page, "displaced")).isEqualTo(displaced.size());
  }

  private static long shown(Page page, String figure) {
    return Long.parseLong(
        page.locator("[data-" + figure + "]").textContent().replaceAll("\\D", ""));
  }
}
