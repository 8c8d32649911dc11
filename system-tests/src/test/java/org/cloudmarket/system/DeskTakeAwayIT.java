package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.stack.Service;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What leaves the dashboard: figures, whole pages, paper and links. */
class DeskTakeAwayIT {

  private static final Path PICTURES = Path.of("target", "screenshots");

  private static KafkaRun run;

  private Desk desk;

  @BeforeAll
  static void aRun() throws Exception {
    run = Market.finished(Market.order("tianjin-mandate", 43, 1, Market.MANDATES_YEAR));
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
  void aFigureLeavesWithItsTitleItsSourceAndTheDigestOfItsRun() throws Exception {
    Page page = desk.go("#/runs/" + run.id());
    desk.series("shares");
    String title = page.locator("[data-shares] h2").innerText();
    String digest = get("/api/runs/" + run.id()).path("digest").asText();

    String csv = desk.saved("shares", "CSV");
    String svg = desk.saved("shares", "SVG");

    String source = line(csv, "# Source: ");
    assertThat(csv).startsWith("# " + title);
    assertThat(line(csv, "# Run ")).contains(run.id(), "seed 43", digest);
    assertThat(svg).contains("<title>" + title + "</title>", source.replace("&", "&amp;"), digest);
    assertThat(desk.saved("shares", "PNG")).contains("PNG");
    List<String> rows = csv.lines().filter(each -> !each.startsWith("#")).toList();
    assertThat(rows.getFirst()).startsWith("month,State (fraction)").doesNotContain("-cloud");
    JsonNode shares = get(source.replaceAll("^https?://[^/]*", ""));
    assertThat(rows).hasSize(1 + shares.path("months").size());
    assertThat(rows.getLast().split(",", -1)[1])
        .isEqualTo(shares.at("/series/state").path(rows.size() - 2).asText());
  }

  @Test
  void anAnswerOfTheFrontPageLeavesWithItsCertificate() throws Exception {
    Page page = desk.go("#/");
    Locator card = page.locator("[data-answer]").first();
    card.waitFor();
    String part = "answer=" + card.getAttribute("data-answer");

    String csv = desk.saved(part, "CSV");
    String svg = desk.saved(part, "SVG");

    String certificate = csv.replaceAll("(?s).*Certificate: (\\S+).*", "$1");
    assertThat(get(certificate.replaceAll("^https?://[^/]*", "")).isObject()).isTrue();
    assertThat(svg).contains(certificate, "<title>" + card.locator("h2").innerText());
    assertThat(csv).contains("# " + card.locator("h2").innerText(), "month,\"without, mean");
    assertThat(desk.saved(part, "PNG")).contains("PNG");
  }

  @Test
  @Tag("long")
  void aPageIsOneFileThatOpensWithoutNetworkAndWithoutScript() throws Exception {
    Page page = desk.go("#/runs/" + run.id());
    desk.series("shares");
    desk.series("incidents");
    Download download = page.waitForDownload(() -> page.getByText("Save this page").click());
    Path file = PICTURES.resolve(download.suggestedFilename()).toAbsolutePath();
    download.saveAs(file);
    List<String> asked = new ArrayList<>();
    try (BrowserContext offline =
        page.context()
            .browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setJavaScriptEnabled(false)
                    .setViewportSize(1280, 900))) {
      offline.setOffline(true);
      Page saved = offline.newPage();
      saved.onRequest(request -> asked.add(request.url()));
      saved.navigate(file.toUri().toString());

      assertThat(saved.locator("h1").first().innerText())
          .isEqualTo(page.locator("h1").first().innerText());
      assertThat(saved.locator(".picture > svg").count())
          .isEqualTo(page.locator(".figure .canvas").count());
      assertThat(saved.locator("button, input, select, script, canvas").count()).isZero();
      saved.getByText("Numbers").first().click();
      assertThat(saved.locator("details[open] tbody tr").count()).isEqualTo(12);
      assertThat(saved.locator("main").innerText()).contains("Saved on", "Source: http", "digest");
      saved.screenshot(
          new Page.ScreenshotOptions()
              .setPath(PICTURES.resolve("saved-page.png"))
              .setFullPage(true));
    }
    assertThat(asked).containsExactly(file.toUri().toString());
    assertThat(Files.readString(file)).doesNotContain("<script", "@import", "url(http", "url(\"");
  }

  @Test
  @Tag("long")
  void paperIsLightAndHasChartsAndNoControls() throws Exception {
    Page page = desk.page();
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    desk.go("#/runs/" + run.id());
    desk.series("shares");
    desk.series("incidents");

    page.pdf(new Page.PdfOptions().setPath(PICTURES.resolve("print.pdf")));
    page.emulateMedia(
        new Page.EmulateMediaOptions().setMedia(Media.PRINT).setColorScheme(ColorScheme.DARK));
    page.evaluate("dispatchEvent(new Event('beforeprint'))");

    assertThat(page.locator("[data-shares] .printed > svg").isVisible()).isTrue();
    for (String gone : List.of("[data-shares] .canvas", "nav", "[data-enact]", "#theme")) {
      assertThat(page.locator(gone).first().isVisible()).as(gone).isFalse();
    }
    assertThat(page.evaluate("getComputedStyle(document.querySelector('.card')).backgroundColor"))
        .isEqualTo("rgb(255, 255, 255)");
    page.setViewportSize(720, 1000);
    page.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve("print.png")).setFullPage(true));
    page.evaluate("dispatchEvent(new Event('afterprint'))");
    assertThat(page.locator(".printed > svg").count()).isZero();
  }

  @Test
  @Tag("long")
  void aLinkBringsBackWhatWasReadAsATable() {
    Page page = desk.go("#/runs/" + run.id());
    desk.series("incidents");
    tableOf(page, "incidents").click();

    Page link = desk.another();
    link.navigate(page.url());

    link.locator("[data-incidents] table").waitFor();
    assertThat(link.locator("[data-shares] table").count()).isZero();
  }

  @Test
  @Tag("long")
  void aLinkThatCannotBeRestoredSaysWhy() throws Exception {
    KafkaRun deleted = Market.finished(Market.order("no-policy", 44, 1, Market.FEW));
    Http.send(Http.request(Service.PROCUREMENT, "/api/runs/" + deleted.id()).DELETE());
    String awards = "#/runs/" + run.id() + "/awards";
    Map<String, String> links =
        Map.of(
            awards + "?provider=atlantis-cloud",
            "There is no provider “atlantis-cloud” in the run's scenario.",
            awards + "?month=2031-01",
            "“month” is 2031-01, and the run has the months 2021-07 to 2022-06.",
            awards + "?from=2022-01&to=2021-10",
            "“from” is 2022-01, after “to”, 2021-10.",
            "#/runs/" + deleted.id(),
            "It may have been deleted");

    links.forEach(
        (link, says) -> {
          desk.go(link);
          desk.page().getByText(says).first().waitFor();
        });
    desk.forgive("404");
  }

  @Test
  @Tag("long")
  void theThemeGoesRoundAndBackToTheSystems() {
    Page page = desk.page();
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    desk.go("#/");
    Locator theme = page.locator("#theme");
    List<String> grounds = new ArrayList<>();
    for (String expected : List.of("system", "light", "dark", "system")) {
      assertThat(theme.innerText()).isEqualTo("Theme: " + expected);
      grounds.add(
          (String) page.evaluate("getComputedStyle(document.body.parentElement).background"));
      theme.click();
    }
    assertThat(grounds.get(0)).isNotEqualTo(grounds.get(1)).isEqualTo(grounds.get(2));
    theme.click();
    theme.click();
    page.reload();
    assertThat(theme.innerText()).isEqualTo("Theme: system");
  }

  private static Locator tableOf(Page page, String figure) {
    return page.locator("[data-" + figure + "]")
        .getByText("Table", new Locator.GetByTextOptions().setExact(true));
  }

  private static String line(String text, String start) {
    return text.lines()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode get(String path) throws Exception {
    return Http.get(Service.PROCUREMENT, path);
  }
}
