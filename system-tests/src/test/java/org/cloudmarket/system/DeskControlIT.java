package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.stack.Service;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the dashboard asks of runs beyond one: of both of a pair, and of one that is over. */
@Tag("long")
class DeskControlIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Desk desk;

  @BeforeEach
  void openTheDesk() {
    desk = Desk.open();
  }

  @AfterEach
  void nothingWentWrongInTheBrowser() {
    if (desk != null) {
      List<String> errors = desk.errors();
      desk.close();
      assertThat(errors).isEmpty();
    }
  }

  /** A run that goes on for minutes, and is compared with another; none where that is empty. */
  private static String slowly(String baseline) throws Exception {
    HttpResponse<String> ordered =
        Http.post(
            "/api/runs",
            """
            {"scenario": "no-policy", "seed": 5, "pace": "1000ms"%s,
             "set": {"population.buyers": 200, "months": 96}}
            """
                .formatted(baseline.isEmpty() ? "" : ", \"baseline\": \"" + baseline + "\""));
    assertThat(ordered.statusCode()).as(ordered.body()).isEqualTo(201);
    return JSON.readTree(ordered.body()).path("id").asText();
  }

  private static String status(String run) {
    try {
      return Http.get(Service.PROCUREMENT, "/api/runs/" + run).path("status").asText();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void cancel(String run) throws Exception {
    Http.post("/api/runs/" + run + "/cancel", "{}");
    Market.until("the run is cancelled", () -> status(run).equals("cancelled"));
  }

  private static Locator button(Page page, String text) {
    return page.locator("[data-bar]")
        .getByText(text, new Locator.GetByTextOptions().setExact(true));
  }

  @Test
  void bothRunsOfAPairArePausedAndOneGoesOnAloneWhereTheReaderWantsThat() throws Exception {
    String baseline = slowly("");
    String treatment = slowly(baseline);
    Page page = desk.go("#/runs/" + treatment);
    page.locator("[data-together]").waitFor();
    assertThat(page.locator("[data-together]").innerText())
        .matches("together with the run beside it \\((running|ordered)\\)");

    button(page, "Pause").click();
    page.waitForSelector("[data-status=paused]");
    Market.until("the other run is paused, too", () -> status(baseline).equals("paused"));
    page.getByText("the run beside it (paused)").waitFor();
    desk.look("paused-together");

    page.locator("[data-together] input").uncheck();
    button(page, "Resume").click();
    page.waitForSelector("[data-status=running]");
    assertThat(status(baseline)).isEqualTo("paused");
    cancel(treatment);
    cancel(baseline);
  }

  @Test
  void aFinishedRunIsDeletedOnceItsReaderIsSure() throws Exception {
    KafkaRun run = Market.finished(Market.order("no-policy", 6, 1, Market.FEW));
    Page page = desk.go("#/runs/" + run.id());
    page.locator("[data-delete]").click();
    page.getByText("are deleted for good").waitFor();
    assertThat(
            (boolean)
                page.locator("[data-keep]").evaluate("keep => keep === document.activeElement"))
        .isTrue();
    page.locator("[data-keep]").click();
    assertThat(status(run.id())).isEqualTo("finished");

    page.locator("[data-delete]").click();
    page.locator("[data-delete-it]").click();
    page.waitForURL(url -> url.endsWith("#/runs"));
    page.waitForSelector("[data-run-row], .state");
    assertThat(Http.send(Http.request(Service.PROCUREMENT, "/api/runs/" + run.id())).statusCode())
        .isEqualTo(404);
    assertThat(page.locator("[data-run-row=" + run.id() + "]").count()).isZero();
  }

  @Test
  void aRunThatGoesOnIsNotOfferedForDeletionAndARefusalIsShown() throws Exception {
    String run = slowly("");
    Page page = desk.go("#/runs/" + run);
    button(page, "Pause").waitFor();
    assertThat(page.locator("[data-delete]").count()).isZero();
    desk.cancelTheRun();

    page.route(
        "**/api/runs/" + run,
        route -> {
          if (route.request().method().equals("DELETE")) {
            route.fulfill(
                new Route.FulfillOptions()
                    .setStatus(409)
                    .setContentType("application/problem+json")
                    .setBody(
                        "{\"title\": \"Run '"
                            + run
                            + "' has not ended\", \"status\": 409, \"errors\": []}"));
          } else {
            route.resume();
          }
        });
    page.locator("[data-delete]").click();
    page.locator("[data-delete-it]").click();
    page.locator("[data-bar] .problem").getByText("Run '" + run + "' has not ended").waitFor();
    assertThat(page.url()).endsWith("#/runs/" + run);
    assertThat(page.locator("[data-delete]").isEnabled()).isTrue();
    desk.forgive("409");
  }

  @Test
  void aRunOfAnArmIsCalledAfterItsArm() throws Exception {
    HttpResponse<String> ordered =
        Http.post(
            "/api/runs",
            """
            {"scenario": "tianjin-mandate", "arm": "none", "seed": 7,
             "set": {"population.buyers": 200, "start": "2021-07", "months": 12}}
            """);
    JsonNode run = JSON.readTree(ordered.body());
    String id = run.path("id").asText();
    Page page = desk.go("#/runs/" + id);
    page.waitForSelector("[data-status=finished]");
    assertThat(page.locator("[data-bar] h1").innerText()).isEqualTo("Tianjin does nothing");

    desk.go("#/runs?q=" + id);
    Locator row = page.locator("[data-run-row=" + id + "]");
    row.waitFor();
    assertThat(row.locator("strong").first().innerText()).isEqualTo("Tianjin does nothing");
    assertThat(row.innerText())
        .contains("200 buyers", "12 months", "starts in 2021-07")
        .doesNotContain("population");

    desk.go("#/order?scenario=tianjin-mandate&arm=none");
    page.locator("[aria-label=Story] h2").waitFor();
    assertThat(page.locator("[aria-label=Story] h2").innerText()).isEqualTo("Tianjin does nothing");
    assertThat(page.locator("[aria-label=Story]").innerText())
        .contains(
            "A variant of “Tianjin orders its companies to the city's own cloud, then softens the"
                + " order”");
  }

  @Test
  void aBrowserThatGoesAstrayIsLedToTheDashboardAndAProgramIsTold() throws Exception {
    Page page = desk.page();
    desk.go("nothing/is/here");
    page.getByText("There is nothing at this address").waitFor();
    desk.forgive("404");
    desk.look("nothing-here");
    page.getByText("Go to the dashboard").click();
    page.getByText("What does policy move in a cloud market?").waitFor();

    assertThat(
            Http.problem(
                    Http.send(
                        Http.request(Service.PROCUREMENT, "/nothing/is/here")
                            .header("Accept", "*/*")),
                    404)
                .path("type")
                .asText())
        .isEqualTo("urn:cloudmarket:problem:unknown-address");
  }
}
