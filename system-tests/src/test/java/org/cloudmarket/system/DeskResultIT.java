package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.client.KafkaRun.Order;
import org.cloudmarket.local.stack.Service;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The result of a run, read like an article, in a browser against the real system. */
class DeskResultIT {

  private static final Map<String, String> MANDATE = Market.muchOfItInTianjin(700, "2021-01", 24);

  /** Of another market: its experiment tells nothing of the first. */
  private static final Map<String, String> OTHER = Market.muchOfItInTianjin(600, "2021-01", 24);

  private static final Map<String, String> LONELY =
      Map.of("population.buyers", "500", "start", "2021-07", "months", "12");
  private static final long SEED = 61;
  private static final int TELEPHONE = 390;
  private static final Offset<Double> EXACT = Offset.offset(1e-9);

  private static KafkaRun treatment;
  private static KafkaRun baseline;

  private Desk desk;

  @BeforeAll
  static void aPair() throws Exception {
    treatment = Market.order("tianjin-mandate", SEED, 1, MANDATE);
    baseline = KafkaRun.start(Market.api(), new Order("tianjin-mandate", "none", SEED, 1, MANDATE));
    Market.finished(treatment);
    Market.finished(baseline);
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

  private static String result(KafkaRun run) {
    return "#/runs/" + run.id() + "/result";
  }

  private static JsonNode get(String path) throws Exception {
    return Http.get(Service.PROCUREMENT, path);
  }

  private static JsonNode comparison(String by) throws Exception {
    return get(
        "/api/comparisons?baseline="
            + baseline.id()
            + "&treatment="
            + treatment.id()
            + "&by="
            + by
            + (by.equals("none") ? "" : "&city=tianjin&segment=state-enterprise"));
  }

  /** From the first month in which a policy is in force. */
  private static double mean(JsonNode values, JsonNode months) {
    double sum = 0;
    int count = 0;
    for (int t = 0; t < values.size(); t++) {
      if (months.path(t).asText().compareTo("2021-08") >= 0) {
        sum += values.path(t).asDouble();
        count++;
      }
    }
    return sum / count;
  }

  @Test
  void theTitleOfOnePairIsItsFindingAndSaysThatItIsOneDraw() throws Exception {
    Page page = desk.go(result(treatment));
    page.waitForSelector("[data-standing]");

    JsonNode comparison = comparison("provider");
    double mean = mean(comparison.at("/shareEffect/tianjin-city-cloud"), comparison.path("months"));
    assertThat(page.locator("[data-finding]").innerText())
        .startsWith("In one draw, ")
        .contains(
            "Tianjin mandate",
            "moved "
                + String.format(Locale.ROOT, "%.1f points", mean * 100)
                + " of the cloud spend of state enterprise buyers in Tianjin to Tianjin city cloud",
            "from 2021-08 on");
    assertThat(page.locator("[data-standing]").innerText()).contains("This is one draw.");
    page.locator("[data-make-pairs]").waitFor();
    desk.look("result-one-draw");
  }

  @Test
  void theLinesAreTheSharesOfBothRuns() throws Exception {
    Page page = desk.go(result(treatment));
    page.waitForSelector("[data-standing]");
    JsonNode drawn = desk.series("result");

    for (Map.Entry<String, KafkaRun> side :
        Map.of("with", treatment, "without", baseline).entrySet()) {
      JsonNode shares =
          get("/api/runs/"
                  + side.getValue().id()
                  + "/shares?by=provider&of=running&city=tianjin&segment=state-enterprise")
              .at("/series/tianjin-city-cloud");
      JsonNode line = drawn.at("/" + side.getKey() + "/data");
      for (int t = 0; t < line.size(); t++) {
        assertThat(line.path(t).asDouble())
            .as(side.getKey() + " " + t)
            .isEqualTo(shares.path(t).asDouble());
      }
    }
    assertThat(page.locator("[data-result] .source").textContent())
        .contains(treatment.id(), baseline.id(), treatment.digest(), "/shares?by=provider");
  }

  @Test
  @Tag("long")
  void eachNumberHasItsUnitItsMeaningAndTheAddressThatItIsFrom() throws Exception {
    Page page = desk.go(result(treatment));
    page.waitForSelector("[data-facts]");

    Locator displaced = page.locator("[data-fact=displaced]");
    double sum = 0;
    for (JsonNode value : comparison("none").at("/effect/all/displaced-to")) {
      sum += value.asDouble();
    }
    assertThat(displaced.locator("[data-value]").innerText())
        .isEqualTo(String.format(Locale.ROOT, "+%,.0f contracts", sum));
    assertThat(displaced.locator("abbr").getAttribute("title")).contains("without any policy");
    for (Locator row : page.locator("[data-fact]").all()) {
      assertThat(row.locator("abbr").getAttribute("title")).isNotBlank();
      assertThat(row.locator("a.source-link").isVisible()).isTrue();
      String source = row.locator("a.source-link").getAttribute("href");
      assertThat(source).contains("/api/comparisons?baseline=" + baseline.id());
      assertThat(page.request().get(source).status()).isEqualTo(200);
    }
  }

  @Test
  void policiesLieUnderTheChartInRowsOfTheirOwnAndOpenWithAKey() {
    Page page = desk.go(result(treatment));
    Locator bars = page.locator("[data-policy-bar]");
    bars.first().waitFor();
    double above = 0;
    for (Locator bar : bars.all()) {
      assertThat(bar.boundingBox().y).isGreaterThanOrEqualTo(above);
      above = bar.boundingBox().y + bar.boundingBox().height;
    }

    Locator mandate = page.locator("[data-policy-bar=tianjin-mandate] button").first();
    mandate.focus();
    assertThat(page.locator("[data-policy-says]").innerText())
        .contains("Tianjin mandate: migration mandate");
    mandate.press("Enter");

    page.locator("[data-policy-details]").getByText("Touched").first().waitFor();
    assertThat(page.locator("[data-policy-details]").innerText())
        .contains("Tianjin's plan", "State enterprise", "Touched");
    assertThat(desk.series("result").at("/with")).isNotEmpty();
    desk.look("result-policy");
  }

  @Test
  @Tag("long")
  void manyPairsGiveTheTitleItsIntervalAndTheChartItsBands() throws Exception {
    KafkaRun with = Market.order("tianjin-mandate", SEED, 1, OTHER);
    KafkaRun without =
        KafkaRun.start(Market.api(), new Order("tianjin-mandate", "none", SEED, 1, OTHER));
    Market.finished(with);
    Market.finished(without);
    Page page = desk.go(result(with));
    page.locator("[data-make-pairs]").click();
    page.locator("[data-standing]").getByText("40 pairs").waitFor();
    page.waitForFunction(
        "() => document.querySelector('[data-result] .canvas').chart.getOption().series.some(({id}) => id === '~band-with')");

    JsonNode experiment = finishedExperiment(without, with);
    JsonNode effect = null;
    for (JsonNode each : experiment.path("outcomes")) {
      if (each.at("/measure/name").asText().startsWith("share-of-tianjin-city-cloud-tianjin")) {
        effect = each;
      }
    }
    assertThat(effect).isNotNull();
    Map<String, String> written = new TreeMap<>();
    for (String field : List.of("value", "low", "high")) {
      written.put(field, "" + effect.path("period").path(field).asDouble() * 100);
    }
    assertThat(page.locator("[data-finding]").innerText())
        .as("of " + written)
        .doesNotContain("one draw")
        .matches("Tianjin mandate.* moved [0-9.]+ points \\[[0-9.]+, [0-9.]+\\] of .*");
    JsonNode mean = desk.series("result").at("/with/data");
    for (int t = 0; t < mean.size(); t++) {
      assertThat(mean.path(t).asDouble()).isCloseTo(effect.path("mean").path(t).asDouble(), EXACT);
    }
    assertThat(page.locator("[data-fact=cost-to-buyers] [data-mean]").innerText()).contains("CNY");
    assertThat(page.locator("[data-result] .source").textContent()).contains("Certificate: ");
    desk.look("result");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    page.setViewportSize(TELEPHONE, 844);
    desk.fits("the result");
    desk.look("telephone-result");
  }

  private static JsonNode finishedExperiment(KafkaRun without, KafkaRun with) throws Exception {
    JsonNode line =
        get("/api/experiments?baseline=" + without.id() + "&treatment=" + with.id()).at("/items/0");
    return get("/api/experiments/" + line.path("id").asText());
  }

  @Test
  @Tag("long")
  void aRunWithoutItsMarketWithoutPolicyOffersToOrderIt() throws Exception {
    KafkaRun lonely = Market.finished(Market.order("tianjin-mandate", SEED + 1, 1, LONELY));
    Page page = desk.go(result(lonely));
    page.locator("[data-no-baseline]").waitFor();

    page.locator("[data-order-baseline]").click();

    page.waitForSelector("[data-standing]");
    assertThat(page.url()).contains("beside=run-");
    assertThat(page.locator("[data-finding]").innerText()).startsWith("In one draw, ");
  }

  @Test
  @Tag("long")
  void theMarketWithoutPolicyLeadsToTheResultOfTheOther() {
    Page page = desk.go(result(baseline));
    page.locator("[data-other]").waitFor();

    assertThat(page.locator("[data-finding]").innerText()).startsWith("Nobody intervenes: ");
    page.locator("[data-other]").click();
    page.waitForURL(url -> url.endsWith(result(treatment)));
    page.waitForSelector("[data-standing]");
  }

  @Test
  @Tag("long")
  void watchAndTheListOfRunsLeadToTheResult() {
    Page page = desk.go("#/runs/" + treatment.id());
    page.locator("[data-to-result]").waitFor();
    assertThat(page.locator("[data-to-result]").getAttribute("href")).isEqualTo(result(treatment));

    desk.go("#/runs?q=" + treatment.id());
    page.locator("[data-result-of=" + treatment.id() + "]").click();

    page.waitForSelector("[data-standing]");
  }

  @Test
  @Tag("long")
  void anotherPartOfTheMarketAndAnotherShareAreOneClickAway() {
    Page page = desk.go(result(treatment));
    page.waitForSelector("[data-standing]");
    page.locator("[data-controls] button").getByText("Whole market").click();
    page.locator("[data-result] h2").getByText("share of all cloud spend").waitFor();

    page.locator("[data-controls] select").first().selectOption("ownership:private");

    page.locator("[data-result] h2").getByText("Private clouds").waitFor();
    assertThat(page.url()).contains("share=ownership%3Aprivate");
  }
}
