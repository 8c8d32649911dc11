package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.assertj.core.data.Offset;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.stack.Service;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The front page of the dashboard, in a browser against the real system. */
class DeskHomeIT {

  private static final int TELEPHONE = 390;

  /** Of a chart's pixels, as its paths are written. */
  private static final Offset<Double> ROUNDED = Offset.offset(0.01);

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

  private static JsonNode answers() throws Exception {
    return Http.get(Service.PROCUREMENT, "/api/evidence").path("items");
  }

  private static Locator card(Page page, JsonNode answer) {
    return page.locator("[data-answer=" + answer.path("name").asText() + "]");
  }

  private Page home() {
    Page page = desk.go("#/");
    page.waitForSelector("[data-answer]");
    return page;
  }

  @Test
  void theAnswersAreThereBeforeAnythingHasRun() throws Exception {
    for (String list : List.of("runs", "experiments")) {
      desk.page()
          .route(
              "**/api/" + list + "?*",
              route ->
                  route.fulfill(
                      new Route.FulfillOptions()
                          .setContentType("application/json")
                          .setBody("{\"items\": [], \"next\": \"\"}")));
    }
    Page page = home();
    page.getByText("None yet. Start one").waitFor();
    page.getByText("None yet. Order one").waitFor();
    page.getByText("None yet. Store one from Design").waitFor();

    assertThat(page.locator("h1").innerText()).isNotBlank();
    assertThat(page.locator("[data-answer]").count()).isEqualTo(answers().size()).isEqualTo(6);
    assertThat(page.locator("[data-answer] svg[role=img]").count()).isEqualTo(6);
    desk.look("front-page");
  }

  @Test
  void theFallOfTheLeaderStandsBesideWhatPolicyDidToIt() throws Exception {
    Page page = home();
    double fall = 0;
    for (JsonNode row : Http.get(Service.PROCUREMENT, "/api/validation").path("rows")) {
      double ours = row.at("/ours/mean").asDouble();
      fall +=
          switch (row.path("id").asText()) {
            case "share-alibaba-2019" -> ours;
            case "share-alibaba-2021" -> -ours;
            default -> 0;
          };
    }

    assertThat(page.locator("[data-answer=leader-attribution] [data-whole]").innerText())
        .contains(String.format(Locale.ROOT, "is %.1f points in the model", fall));
    assertThat(page.locator("[data-whole]").count()).isEqualTo(1);
  }

  @Test
  void eachCardSaysAndDrawsWhatTheApiSays() throws Exception {
    Page page = home();
    for (JsonNode answer : answers()) {
      Locator card = card(page, answer);
      JsonNode measure = answer.findValue("measure");
      assertThat(card.locator("h2").innerText()).isEqualTo(answer.path("question").asText());
      assertThat(card.locator("[data-finding]").innerText())
          .isEqualTo(
              answer.path("finding").asText()
                  + ", on average from "
                  + measure.path("from").asText()
                  + " to "
                  + measure.path("to").asText()
                  + ".")
          .matches(".*[0-9] points \\[.*");
      assertThat(card.innerText()).contains(answer.path("share").asText());
      assertThat(card.innerText())
          .contains(measure.path("from").asText() + " to " + measure.path("to").asText());
      if (answer.path("kind").asText().equals("comparison")) {
        JsonNode effect = answer.at("/outcomes/0");
        drawn(card, "without", effect.path("baselineMean"));
        drawn(card, "with", effect.path("mean"));
      } else {
        theBarsAre(card, answer.at("/attributions/0"));
      }
    }
  }

  /** The line has a point for each month, as high as its value is, and its last value beside it. */
  private static void drawn(Locator card, String line, JsonNode values) {
    String path = card.locator("[data-line=" + line + "]").getAttribute("d");
    List<Double> heights =
        Arrays.stream(path.split("[ML]"))
            .filter(point -> !point.isEmpty())
            .map(point -> Double.parseDouble(point.split(" ", 2)[1]))
            .toList();
    assertThat(heights).hasSameSizeAs(values);
    int least = 0;
    int most = 0;
    for (int t = 0; t < values.size(); t++) {
      least = values.path(t).asDouble() < values.path(least).asDouble() ? t : least;
      most = values.path(t).asDouble() > values.path(most).asDouble() ? t : most;
    }
    double range = values.path(most).asDouble() - values.path(least).asDouble();
    for (int t = 0; t < values.size(); t++) {
      double part = (values.path(t).asDouble() - values.path(least).asDouble()) / range;
      double height = heights.get(least) + part * (heights.get(most) - heights.get(least));
      assertThat(heights.get(t)).isCloseTo(height, ROUNDED);
    }
    double last = values.path(values.size() - 1).asDouble() * 100;
    assertThat(card.locator("text." + line).textContent())
        .isEqualTo(line + String.format(Locale.ROOT, " %.1f%%", last));
  }

  /** The policies that do most have a bar each, and all bars together are the whole. */
  private static void theBarsAre(Locator card, JsonNode attributed) {
    List<String> written = card.locator("text.with").allTextContents();
    double sum =
        written.stream().mapToDouble(each -> Double.parseDouble(each.replace('−', '-'))).sum();
    assertThat(sum).isCloseTo(attributed.at("/whole/value").asDouble() * 100, Offset.offset(0.03));
    List<Double> widths = new ArrayList<>();
    card.locator("[data-bar]")
        .all()
        .forEach(bar -> widths.add(Double.parseDouble(bar.getAttribute("width"))));
    assertThat(widths.subList(0, 4)).isSortedAccordingTo((a, b) -> Double.compare(b, a));
  }

  @Test
  @Tag("long")
  void changeItLeadsToAFormWithThatScenario() throws Exception {
    for (JsonNode answer : answers()) {
      Page page = home();
      card(page, answer).locator("[data-change]").click();
      page.getByText("Start and watch").waitFor();

      assertThat(chosen(page, "Scenario")).isEqualTo(answer.path("scenario").asText());
      assertThat(chosen(page, "Variant")).isEqualTo(answer.path("arm").asText(""));
    }
  }

  private static String chosen(Page page, String field) {
    return page.getByRole(
            AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(field).setExact(true))
        .inputValue();
  }

  @Test
  @Tag("long")
  void anAddressOfBeforeThereWasAFrontPageStillLeadsToItsScenario() {
    Page page = desk.go("#/?scenario=antitrust-fine&arm=fine-only");
    page.getByText("Start and watch").waitFor();

    assertThat(page.url()).endsWith("#/order?scenario=antitrust-fine&arm=fine-only");
    assertThat(chosen(page, "Scenario")).isEqualTo("antitrust-fine");
  }

  @Test
  void howSureAnAnswerIsAndItsCertificateAreOneKeyAway() throws Exception {
    JsonNode answer = answers().path(0);
    Page page = home();
    Locator report = card(page, answer).getByText("How sure is this?");
    assertThat(card(page, answer).getByText("Certificate").getAttribute("href"))
        .endsWith(answer.at("/links/certificate").asText());

    for (int presses = 0; presses < 60 && !focused(report); presses++) {
      page.keyboard().press("Tab");
    }
    assertThat(focused(report)).isTrue();
    // A report is a page by itself, so it has a tab of its own and no way back is lost.
    Page opened = page.waitForPopup(() -> page.keyboard().press("Enter"));

    opened.getByText("How this was made").waitFor();
    assertThat(opened.url()).endsWith(answer.at("/links/report").asText());
    opened.close();
  }

  private static boolean focused(Locator link) {
    return (boolean) link.evaluate("link => link === document.activeElement");
  }

  @Test
  @Tag("long")
  void whatOneHasMadeIsFoundByWhatWasChangedInIt() throws Exception {
    KafkaRun run = Market.finished(Market.order("no-policy", 4711, 1, Market.FEW));
    String scenario = "my-front-page";
    Http.store(
        scenario, "name: my-front-page\ntitle: A market for a front page\nextends: no-policy\n");
    try {
      Page page = home();
      page.getByLabel("Search runs").fill(run.id());
      Locator row = page.locator("[data-run-row=" + run.id() + "]");
      row.waitFor();
      assertThat(row.innerText()).contains("seed 4711", "200 buyers");
      assertThat(row.locator("time").innerText()).isNotBlank();

      page.getByLabel("Search scenarios").fill("no such market");
      page.getByText("No scenario is like that").waitFor();
      page.getByLabel("Search scenarios").fill("FRONT PAGE");
      Locator kept = page.locator("[data-scenario-row=" + scenario + "]");
      kept.waitFor();
      assertThat(kept.innerText()).contains("changes no-policy");
      assertThat(kept.locator("time").innerText()).isNotBlank();
      page.getByLabel("Search experiments").fill("no such experiment");
      page.getByText("No experiment is like that").waitFor();

      kept.locator("a").click();
      page.getByText("Start and watch").waitFor();
      assertThat(page.url()).endsWith("#/order?scenario=" + scenario);
    } finally {
      Http.send(Http.request(Service.PROCUREMENT, "/api/scenarios/" + scenario).DELETE());
    }
  }

  @Test
  @Tag("long")
  void itFitsATelephoneInTheDarkAndAPageOfTwiceTheSize() {
    Page page = desk.page();
    page.setViewportSize(TELEPHONE, 844);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    home();
    desk.fits("the front page on a telephone");
    desk.look("telephone-front-page");

    // A window of 1280 pixels at 200 percent has so many of the page's.
    page.setViewportSize(640, 450);
    desk.fits("the front page at 200 percent");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    desk.look("front-page-at-200-percent");
  }
}
