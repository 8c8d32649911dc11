package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.client.KafkaRun.Order;
import org.cloudmarket.local.stack.Service;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From a curve of the dashboard to the contracts behind it, and from a place to its flows. */
class DeskContractsIT {

  private static final String SLICE = "city=tianjin&segment=state-enterprise";

  /** Where a month or a tile lies in a chart, in pixels from its corner. */
  private static final String PIXEL =
      """
      ([figure, at]) => document.querySelector(`[data-${figure}] .canvas`).chart
        .convertToPixel({gridIndex: 0}, at)
      """;

  private static KafkaRun treatment;
  private static KafkaRun baseline;

  /** The first in which policy displaced an award of a state enterprise in Tianjin. */
  private static String month;

  private Desk desk;

  @BeforeAll
  static void aPair() throws Exception {
    Map<String, String> year = Market.muchOfItInTianjin(600, "2021-07", 12);
    treatment = Market.order("tianjin-mandate", 47, 1, year);
    baseline = KafkaRun.start(Market.api(), new Order("tianjin-mandate", "none", 47, 1, year));
    Market.finished(treatment);
    Market.finished(baseline);
    month =
        Http.all("/api/runs/" + treatment.id() + "/awards?displaced=true&limit=500&" + SLICE)
            .getFirst()
            .path("month")
            .asText();
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
  void aMonthOfAChartLeadsToItsAwardsDisplacedOnesFirst() throws Exception {
    Page page = desk.go("#/runs/" + treatment.id());
    desk.series("shares");

    click(page, "shares", List.of(month, 0.5));
    page.waitForURL(url -> url.contains("/awards?month=" + month));

    page.locator("[data-found]").waitFor();
    List<JsonNode> awards =
        Http.all(
            "/api/runs/"
                + treatment.id()
                + "/awards?type=contract-awarded&limit=500&month="
                + month
                + "&"
                + SLICE);
    List<JsonNode> expected = new ArrayList<>(awards);
    expected.sort(
        Comparator.comparing((JsonNode award) -> award.path("displacedBy").isEmpty())
            .thenComparing(
                Comparator.comparingLong((JsonNode award) -> award.path("annualValueFen").asLong())
                    .reversed()));
    assertThat(shown(page)).isNotEmpty().containsExactlyElementsOf(tenders(expected));
    assertThat(expected.getFirst().path("displacedBy")).isNotEmpty();
    desk.look("awards");
  }

  @Test
  @Tag("long")
  void theSameIsReachedByKeyboardThroughTheTable() {
    Page page = desk.go("#/compare?baseline=" + baseline.id() + "&treatment=" + treatment.id());
    desk.series("difference");
    page.locator("[data-difference]")
        .getByText("Table", new Locator.GetByTextOptions().setExact(true))
        .focus();
    page.keyboard().press("Enter");

    page.locator("[data-difference] tbody").getByText(month).focus();
    page.keyboard().press("Enter");

    page.waitForURL(url -> url.contains("/runs/" + treatment.id() + "/awards?month=" + month));
    page.locator("[data-award]").first().waitFor();
  }

  @Test
  void anAwardSaysInASentenceWhoWouldHaveWonAndWhatStoodAgainstIt() throws Exception {
    JsonNode award =
        Http.all("/api/runs/" + treatment.id() + "/awards?displaced=true&limit=500&" + SLICE)
            .stream()
            .filter(each -> !each.path("counterfactualWinner").asText().isEmpty())
            .findFirst()
            .orElseThrow();
    String tender = award.path("tender").asText();
    Page page =
        desk.go("#/runs/" + treatment.id() + "/awards?month=" + award.path("month").asText());
    page.locator("[data-award=" + tender + "] a").click();

    String verdict = page.locator("[data-verdict]").innerText();

    JsonNode why =
        Http.get(Service.PROCUREMENT, "/api/runs/" + treatment.id() + "/awards/" + tender)
            .path("why");
    JsonNode contest = why.path("counterfactual");
    if (contest.path("ending").asText().equals("stays")) {
      assertThat(verdict).contains("would have kept its contract; Tianjin mandate ended it");
    } else {
      assertThat(verdict).matches(".* would have won (by [0-9.]+ points|.*); .*Tianjin.*\\.");
      assertThat(verdict).contains(margin(contest));
    }
    desk.look("why-verdict");
  }

  /** By how many points the winner is ahead, as the page writes it; empty where it has no rival. */
  private static String margin(JsonNode contest) {
    long winner = 0;
    long next = -1;
    for (JsonNode bid : contest.path("bids")) {
      long total = bid.at("/points/total").asLong(-1);
      if (bid.path("provider").asText().equals(contest.path("winner").asText())) {
        winner = total;
      } else if (bid.path("answer").asText().equals("bid")) {
        next = Math.max(next, total);
      }
    }
    return next < 0 || contest.path("procedure").asText().equals("single-source")
        ? ""
        : String.format(Locale.ROOT, " by %,.2f points", (winner - next) / 1e6);
  }

  @Test
  @Tag("long")
  void aTileOfTheMapLeadsToTheFlowsOfACity() throws Exception {
    String flows = "#/runs/" + treatment.id() + "/flows";
    Page page = desk.go(flows);
    JsonNode drawn = desk.series("map").at("/map/data");
    Map<String, long[]> provinces = new TreeMap<>();
    for (JsonNode place : get("/api/runs/" + treatment.id() + "/places").path("places")) {
      if (List.of(
              "suzhou",
              "nanjing",
              "wuxi",
              "nantong",
              "changzhou",
              "xuzhou",
              "yangzhou",
              "yancheng",
              "taizhou-jiangsu",
              "zhenjiang",
              "tianjin")
          .contains(place.path("city").asText())) {
        long[] sums =
            provinces.computeIfAbsent(
                place.path("city").asText().equals("tianjin") ? "TJ" : "JS", _ -> new long[2]);
        sums[0] += place.path("displacedFen").asLong();
        sums[1] += place.path("annualValueFen").asLong();
      }
    }
    assertThat(drawn).hasSize(31);
    for (JsonNode tile : drawn) {
      long[] sums = provinces.get(tile.path("name").asText());
      if (sums != null) {
        assertThat(tile.at("/value/2").asDouble()).isEqualTo((double) sums[0] / sums[1]);
      }
    }
    assertThat(provinces.get("TJ")[0]).isPositive();
    desk.look("map");

    click(page, "map", centre(drawn, "JS"));
    page.locator("[data-city=nantong]").click();
    page.waitForURL(url -> url.contains("city=nantong"));
    page.locator("[data-after] h2, [data-after] .state").getByText("in Nantong").first().waitFor();
    click(page, "map", centre(drawn, "TJ"));
    page.waitForURL(url -> url.contains("city=tianjin"));
  }

  private static List<Double> centre(JsonNode tiles, String code) {
    for (JsonNode tile : tiles) {
      if (tile.path("name").asText().equals(code)) {
        return List.of(tile.at("/value/0").asDouble() + 0.5, tile.at("/value/1").asDouble() + 0.5);
      }
    }
    throw new AssertionError("no tile " + code);
  }

  @Test
  @Tag("long")
  void smallMultiplesAreTheEffectOfEachSegmentAndCityOnOneScale() throws Exception {
    String pair = "baseline=" + baseline.id() + "&treatment=" + treatment.id();
    for (String places : List.of("segment", "city")) {
      Page page = desk.go("#/compare?by=ownership&places=" + places + "&" + pair);
      page.locator("[data-multiples] h2").getByText("Effect by " + places).waitFor();
      JsonNode drawn = desk.series("multiples");
      List<String> shown =
          drawn.properties().stream()
              .map(each -> each.getKey().split(" ", -1)[0])
              .distinct()
              .toList();
      if (places.equals("city")) {
        assertThat(shown).as("where policy did anything").containsExactly("tianjin");
      } else {
        assertThat(shown).hasSizeGreaterThan(7);
      }
      for (String place : shown) {
        JsonNode effect =
            get("/api/comparisons?by=ownership&"
                    + pair
                    + "&"
                    + places
                    + "="
                    + place
                    + (places.equals("city") ? "&segment=state-enterprise" : "&city=tianjin"))
                .path("shareEffect");
        drawn
            .properties()
            .forEach(
                series -> {
                  if (series.getKey().startsWith(place + " ")) {
                    JsonNode values = effect.path(series.getKey().split(" ", -1)[1]);
                    for (int t = 0; t < values.size(); t++) {
                      assertThat(series.getValue().path("data").path(t).asDouble())
                          .as(series.getKey())
                          .isEqualTo(values.path(t).asDouble() * 100);
                    }
                  }
                });
      }
      assertThat(
              page.evaluate(
                  """
                  () => new Set(document.querySelector('[data-multiples] .canvas').chart.getOption().yAxis
                    .map(({min, max}) => `${min} ${max}`)).size
                  """))
          .isEqualTo(1);
      desk.look("multiples-" + places);
    }
  }

  /** Clicks into a chart as a hand would. */
  private static void click(Page page, String figure, List<?> at) {
    Locator canvas = page.locator("[data-" + figure + "] .canvas");
    canvas.scrollIntoViewIfNeeded();
    BoundingBox box = canvas.boundingBox();
    @SuppressWarnings("unchecked")
    List<Number> pixel = (List<Number>) page.evaluate(PIXEL, List.of(figure, at));
    page.mouse().click(box.x + pixel.get(0).doubleValue(), box.y + pixel.get(1).doubleValue());
  }

  private static List<String> shown(Page page) {
    return page.locator("[data-award]").all().stream()
        .map(row -> row.getAttribute("data-award"))
        .toList();
  }

  private static List<String> tenders(List<JsonNode> awards) {
    return awards.stream().map(award -> award.path("tender").asText()).toList();
  }

  private static JsonNode get(String path) throws Exception {
    return Http.get(Service.PROCUREMENT, path);
  }
}
