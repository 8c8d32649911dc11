package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import java.util.Map;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.client.KafkaRun.Order;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The newest awards in the dashboard, and the pointer over them. */
@Tag("long")
class DeskTickerIT {

  /** As many rows as the list has at most. */
  private static final long MOST_ROWS = 80;

  private static final Map<String, String> MANDATE =
      Map.of("population.buyers", "2000", "start", "2021-07", "months", "36");

  /** So many months that a run with a pace goes on until its test cancels it. */
  private static final Map<String, String> LONG =
      Map.of("population.buyers", "2000", "start", "2021-07", "months", "240");

  private static KafkaRun finished;

  private Desk desk;

  @BeforeAll
  static void aRunThatHasEnded() throws Exception {
    finished = Market.finished(Market.order("tianjin-mandate", 29, 2, MANDATE));
  }

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

  @Test
  void aClickOpensTheAwardThatStandsUnderThePointerThoughOthersHaveComeSince() throws Exception {
    KafkaRun run = KafkaRun.start(Market.api(), new Order("tianjin-mandate", "", 31, 2, LONG, 500));
    Page page = desk.go("#/runs/" + run.id());
    page.getByLabel("displaced only").click();
    Locator first = page.locator(".ticker li a").first();
    first.waitFor();
    pointAt(page, first);
    page.waitForSelector("[data-held=yes]");
    final String under = first.getAttribute("href");
    final int seen = (int) displaced(page);
    page.waitForFunction(
        "seen => Number(document.querySelector('[data-displaced]').textContent.replaceAll(/\\D/g, '')) > seen",
        seen);

    // The checkbox has the focus, and loses it when the button goes down.
    page.mouse().down();
    page.waitForTimeout(50);
    page.mouse().up();

    page.waitForURL(url -> url.contains("/awards/"));
    assertThat(page.url()).endsWith(under.substring(under.lastIndexOf('/')));
    assertThat(Http.post("/api/runs/" + run.id() + "/cancel", "{}").statusCode()).isEqualTo(202);
  }

  @Test
  @Tag("long")
  void asManyRowsAreShownAsAreCountedThoughThePointerIsOverTheList() throws Exception {
    Page page = desk.go("#/runs/" + finished.id() + "?since=2021-07");
    page.waitForSelector("[data-stream=ended]");
    pointAt(page, page.locator(".ticker li").first());
    page.waitForSelector("[data-held=yes]");

    page.getByLabel("displaced only").press("Space");

    page.waitForURL(url -> url.contains("ticker=displaced"));
    page.waitForSelector("[data-stream=ended]");
    List<JsonNode> awards =
        Http.all("/api/runs/" + finished.id() + "/awards?displaced=true&limit=500");
    assertThat(displaced(page)).isEqualTo(awards.size());
    assertThat(page.locator(".ticker li").count())
        .isEqualTo((int) Math.min(MOST_ROWS, awards.size()));
  }

  @Test
  void aFinishedRunIsNeverCalledLive() {
    Page page = desk.go("#/runs/" + finished.id());

    page.waitForSelector("[data-stream=ended]");

    assertThat(page.locator("[data-ticker]").innerText())
        .contains("finished ·")
        .doesNotContain("live")
        .doesNotContain("No award yet");
  }

  @Test
  void whatIsHeldStaysUntilTheReaderLetsItGo() throws Exception {
    KafkaRun run = KafkaRun.start(Market.api(), new Order("tianjin-mandate", "", 33, 2, LONG, 500));
    Page page = desk.go("#/runs/" + run.id());
    page.locator(".ticker li a").first().waitFor();
    page.locator("[data-hold]").click();
    page.waitForSelector("[data-held=yes]");
    final List<String> held =
        page.locator(".ticker li a").all().stream().map(DeskTickerIT::award).toList();
    final long seen = awards(page);
    page.waitForFunction(
        "seen => Number(document.querySelector('[data-awards]').textContent.replaceAll(/\\D/g, '')) > seen",
        (int) seen);

    assertThat(page.locator(".ticker li a").all().stream().map(DeskTickerIT::award))
        .isEqualTo(held);
    assertThat(page.locator("[data-held=yes]").innerText()).startsWith("Held");
    page.locator("[data-hold]").click();
    page.waitForFunction(
        "first => document.querySelector('.ticker li a').getAttribute('href') !== first",
        held.getFirst());
    assertThat(Http.post("/api/runs/" + run.id() + "/cancel", "{}").statusCode()).isEqualTo(202);
  }

  private static String award(Locator row) {
    return row.getAttribute("href");
  }

  @Test
  @Tag("long")
  void everyAwardIsLookedThroughForACityAndForWords() throws Exception {
    Page page = desk.go("#/runs/" + finished.id() + "?since=2021-07");
    page.waitForSelector("[data-stream=ended]");
    page.getByText("Find awards").click();
    page.getByRole(AriaRole.SEARCH)
        .getByRole(AriaRole.COMBOBOX, new Locator.GetByRoleOptions().setName("City").setExact(true))
        .selectOption("tianjin");
    page.waitForURL(url -> url.contains("ticker-city=tianjin"));
    page.waitForSelector("[data-stream=ended]");
    List<JsonNode> there =
        Http.all(
            "/api/runs/" + finished.id() + "/awards?city=tianjin&type=contract-awarded&limit=500");
    assertThat(awards(page)).isEqualTo(there.size());

    page.getByLabel("Words").fill("tianjin CITY");
    page.waitForURL(url -> url.contains("ticker-words="));
    page.waitForSelector("[data-stream=ended]");

    long own =
        there.stream()
            .filter(
                award ->
                    List.of("winner", "incumbent", "counterfactualWinner").stream()
                        .anyMatch(field -> award.path(field).asText().equals("tianjin-city-cloud")))
            .count();
    assertThat(own).isPositive();
    assertThat(awards(page)).isEqualTo(own);
    page.getByLabel("Words").fill("no such provider");
    page.getByText("No award is like that.").waitFor();
    desk.look("watch-find-awards");
  }

  @Test
  @Tag("long")
  void aRunThatGoesOnSaysItsMonthItsRateAndWhatCameSinceItWasOpened() throws Exception {
    KafkaRun run = KafkaRun.start(Market.api(), new Order("tianjin-mandate", "", 35, 2, LONG, 300));
    Page page = desk.go("#/runs/" + run.id());
    page.waitForSelector("[data-live=on] [data-lag]");
    page.waitForFunction(
        "() => /[1-9][0-9,]* awards\\/s/.test(document.querySelector('[data-rate]')?.textContent)");
    page.waitForFunction(
        "() => /: [1-9][0-9]* months?, [1-9][0-9,]* awards/.test(document.querySelector('[data-since-opened]').textContent)");
    assertThat(page.locator("[data-live-month]").innerText()).contains("Running, month 20");
    assertThat(page.locator("[data-lag]").innerText()).contains("the log");
    desk.look("watch-live");
    assertThat(Http.post("/api/runs/" + run.id() + "/cancel", "{}").statusCode()).isEqualTo(202);

    page.waitForSelector("[data-live=over]");
    assertThat(page.locator("[data-live-month]").innerText()).startsWith("Cancelled");
    assertThat(page.locator("[data-rate]").count()).isZero();

    desk.go("#/runs/" + finished.id());
    page.waitForSelector("[data-live=over]");
    assertThat(page.locator("[data-live-month]").innerText()).isEqualTo("Finished with 2024-06");
    assertThat(page.locator("[data-since-opened]").innerText()).endsWith("nothing new");
  }

  private static void pointAt(Page page, Locator row) {
    row.scrollIntoViewIfNeeded();
    BoundingBox box = row.boundingBox();
    page.mouse().move(box.x + box.width / 2, box.y + box.height / 2 - 1);
    page.mouse().move(box.x + box.width / 2, box.y + box.height / 2);
  }

  private static long awards(Page page) {
    return Long.parseLong(page.locator("[data-awards]").textContent().replaceAll("\\D", ""));
  }

  private static long displaced(Page page) {
    return Long.parseLong(page.locator("[data-displaced]").textContent().replaceAll("\\D", ""));
  }
}
