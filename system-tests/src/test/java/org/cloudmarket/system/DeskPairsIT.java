package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.client.KafkaRun.Order;
import org.cloudmarket.local.stack.Service;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pairs of runs in the dashboard: like is compared with like, and nothing else. */
class DeskPairsIT {

  private static final Map<String, String> MANDATE = Market.muchOfItInTianjin(600, "2021-07", 18);
  private static final Map<String, String> SMALLER = Market.muchOfItInTianjin(500, "2021-07", 18);
  private static final long SEED = 41;
  private static final double MONTHS_OF_A_YEAR = 12;
  private static final double FEN_IN_A_MILLION = 1e8;

  private static final String HEIGHT =
      "document.querySelector('[data-difference] .canvas').chart.getHeight()";

  /** Where the names right of the lines lie, from above; all or one. */
  private static final String NAMES =
      """
      ((wanted) => {
        const { chart } = document.querySelector('[data-difference] .canvas');
        const right = chart.getModel().getComponent('grid').coordinateSystem.getRect();
        return chart.getZr().storage.getDisplayList(true).filter(({ style }) => style?.text && (!wanted || style.text === wanted))
          .map((each) => { const rect = each.getBoundingRect().clone(); if (each.transform) rect.applyTransform(each.transform); return rect; })
          .filter(({ x }) => x > right.x + right.width).map(({ y }) => y).sort((a, b) => a - b);
      })""";

  private static KafkaRun treatment;
  private static KafkaRun baseline;
  private static KafkaRun otherMarket;
  private static KafkaRun national;

  /** With eleven policies, and months of its own; for those that ask for it. */
  private static synchronized KafkaRun national() throws InterruptedException {
    if (national == null) {
      national =
          Market.finished(
              Market.order("china-2019-2021", SEED + 1, 1, Map.of("population.buyers", "600")));
    }
    return national;
  }

  private Desk desk;

  @BeforeAll
  static void runs() throws Exception {
    treatment = Market.order("tianjin-mandate", SEED, 1, MANDATE);
    baseline = KafkaRun.start(Market.api(), new Order("tianjin-mandate", "none", SEED, 1, MANDATE));
    otherMarket = Market.order("no-policy", SEED, 1, SMALLER);
    for (KafkaRun run : List.of(treatment, baseline, otherMarket)) {
      Market.finished(run);
    }
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
  @Tag("long")
  void namesAtTheEndsOfLinesLieBelowEachOther() {
    Page page = desk.go(compare(baseline, treatment));
    desk.series("difference");
    page.waitForFunction(NAMES + "('Tianjin city cloud').length > 0");

    List<?> places = (List<?>) page.evaluate(NAMES + "()");
    assertThat(places).hasSizeGreaterThan(4);
    for (int i = 1; i < places.size(); i++) {
      assertThat(
              ((Number) places.get(i)).doubleValue() - ((Number) places.get(i - 1)).doubleValue())
          .as("pixels between two names")
          .isGreaterThanOrEqualTo(12);
    }
    assertThat(((Number) places.getLast()).doubleValue())
        .isLessThan(((Number) page.evaluate(HEIGHT)).doubleValue());
  }

  @Test
  void theEffectInShortIsItsPeakItsMeanWhileInForceAndItsEnd() throws Exception {
    Page page = desk.go(compare(baseline, treatment));
    page.waitForSelector("[data-summary]");

    JsonNode comparison =
        get(
            "/api/comparisons?by=provider&city=tianjin&segment=state-enterprise&baseline="
                + baseline.id()
                + "&treatment="
                + treatment.id());
    String id = "tianjin-city-cloud";
    JsonNode effect = comparison.path("shareEffect").path(id);
    JsonNode policies = get("/api/runs/" + treatment.id()).path("policies");
    String from = policies.at("/0/month").asText();
    int peak = 0;
    double sum = 0;
    int months = 0;
    for (int t = 0; t < effect.size(); t++) {
      if (Math.abs(effect.path(t).asDouble()) > Math.abs(effect.path(peak).asDouble())) {
        peak = t;
      }
      // From the mandate on, one policy or another is in force.
      if (comparison.at("/months/" + t).asText().compareTo(from) >= 0) {
        sum += effect.path(t).asDouble();
        months++;
      }
    }
    List<String> shown = page.locator("[data-summary-of=" + id + "] td").allInnerTexts();
    assertThat(shown.get(0))
        .contains(points(effect.path(peak).asDouble()))
        .contains(comparison.at("/months/" + peak).asText());
    assertThat(shown.get(1)).isEqualTo(points(sum / months));
    assertThat(shown.get(2)).isEqualTo(points(effect.path(effect.size() - 1).asDouble()));

    double displaced = 0;
    double cost = 0;
    for (JsonNode measures : comparison.path("effect")) {
      displaced += sum(measures.path("displaced-to"));
      cost += sum(measures.path("running-fen")) / MONTHS_OF_A_YEAR;
      cost += sum(measures.path("porting-fen"));
    }
    assertThat(page.locator("[data-displaced-contracts]").innerText())
        .startsWith(String.format(Locale.ROOT, "%,.0f", displaced));
    assertThat(page.locator("[data-cost-to-buyers]").innerText())
        .contains("CNY " + significant(Math.abs(cost) / FEN_IN_A_MILLION) + " million")
        .contains("State enterprise buyers in Tianjin");
    // Whoever comes from the result finds the number that stood there.
    Locator inShort = page.getByLabel("The effect in short");
    assertThat(inShort.innerText()).contains("The result tells the mean while in force.");
    desk.look("compare-in-short");
    inShort.getByText("result", new Locator.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator("[data-finding]").innerText())
        .contains("moved " + points(sum / months).substring(1));
  }

  @Test
  void whatIsNoEffectOfPolicyIsNotDrawnAsOneAndTheRightBaselineIsNamed() {
    Page page = desk.go(compare(otherMarket, treatment));

    Locator unlike = page.locator("[data-unlike]");
    unlike.getByText("population, buyers").first().waitFor();
    page.locator("[data-difference]").getByText("Not drawn").waitFor();
    assertThat(page.locator("[data-difference] .canvas").isVisible()).isFalse();
    assertThat(page.locator("[data-summary]").count()).isZero();
    assertThat(desk.series("one")).isNotEmpty();
    unlike.locator("[data-pair]").waitFor();
    desk.look("compare-unlike");
    unlike.locator("[data-pair]").click();
    page.waitForURL(url -> url.contains("baseline=" + baseline.id()));
    assertThat(desk.series("difference")).isNotEmpty();
  }

  @Test
  @Tag("long")
  void whereThereIsNoBaselineItIsOrderedFromTheTreatmentsOwnMarket() throws Exception {
    Page page = desk.go("#/compare?treatment=" + national().id());

    page.locator("[data-order-baseline]").click();
    page.waitForURL(url -> url.contains("baseline="));

    String ordered = page.url().replaceAll(".*baseline=([^&]*).*", "$1");
    ObjectNode market = (ObjectNode) get("/api/runs/" + national().id() + "/scenario");
    ObjectNode without = (ObjectNode) get("/api/runs/" + ordered + "/scenario");
    assertThat(get("/api/runs/" + ordered).path("seed").asLong()).isEqualTo(SEED + 1);
    assertThat(without.path("policies")).isEmpty();
    for (String government : List.of("policies", "triggers", "title")) {
      market.remove(government);
      without.remove(government);
    }
    assertThat(without).isEqualTo(market);
    assertThat(desk.series("difference")).isNotEmpty();
    assertThat(page.locator("[data-slice-says]").textContent()).contains("the whole market");
    desk.look("compare-national");
  }

  @Test
  @Tag("long")
  void aRunThatIsOpenedFromTheListFindsItsPartnerFromEitherSide() {
    String pair = "baseline=" + baseline.id() + "&treatment=" + treatment.id();
    for (KafkaRun run : List.of(treatment, baseline)) {
      Page page = desk.go("#/runs/" + run.id());
      page.locator("[data-compare]").waitFor();
      assertThat(page.locator("[data-compare]").getAttribute("href")).endsWith(pair);
      desk.go("#/compare?treatment=" + run.id());
      page.locator("[data-pair]").waitFor();
      assertThat(page.locator("[data-pair]").getAttribute("href")).endsWith(pair);
    }
  }

  @Test
  @Tag("long")
  void aNationalScenarioBeginsWithTheWholeMarketAndItsPlacesAreOneClickAway() throws Exception {
    Page page = desk.go("#/runs/" + national().id());
    assertThat(desk.series("shares")).isNotEmpty();
    assertThat(page.locator("[data-shares] h2").innerText()).contains("the whole market");
    assertThat(page.locator("[data-slice-says]").innerText())
        .contains("the whole market", "on different parts of it");
    desk.look("watch-national");

    page.getByText("State enterprise buyers in Tianjin").click();

    page.waitForURL(url -> url.contains("city=tianjin"));
    page.locator("[data-shares] h2").getByText("State enterprise buyers in Tianjin").waitFor();
  }

  @Test
  void aLocalScenarioBeginsWhereItsPoliciesActAndSaysSo() {
    Page page = desk.go("#/runs/" + treatment.id());

    assertThat(page.locator("[data-slice-says]").innerText())
        .isEqualTo("Shown: State enterprise buyers in Tianjin, where the 2 policies act.");
  }

  private static String compare(KafkaRun one, KafkaRun other) {
    return "#/compare?baseline=" + one.id() + "&treatment=" + other.id();
  }

  private static JsonNode get(String path) throws Exception {
    return Http.get(Service.PROCUREMENT, path);
  }

  private static double sum(JsonNode values) {
    double sum = 0;
    for (JsonNode value : values) {
      sum += value.asDouble();
    }
    return sum;
  }

  /** With three digits that count, and two at most behind the point. */
  private static String significant(double millions) {
    int digits = Math.clamp(2 - (int) Math.floor(Math.log10(millions)), 0, 2);
    return String.format(Locale.ROOT, "%,." + digits + "f", millions);
  }

  /** As the page writes a change of a share. */
  private static String points(double share) {
    String size = String.format(Locale.ROOT, "%.1f", Math.abs(share * 100));
    return (size.equals("0.0") ? "" : share > 0 ? "+" : "−") + size + " points";
  }
}
