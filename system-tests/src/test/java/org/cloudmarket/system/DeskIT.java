package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.stack.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The dashboard, in a browser against the real system: what it shows is what the API says. */
class DeskIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double FEN_IN_A_MILLION_YUAN = 1e8;
  private static final String SLICE = "&city=tianjin&segment=state-enterprise";

  /** The id, name and colour of each series of the three figures of Compare. */
  private static final String COLOURS =
      """
      () => ['difference', 'one', 'other'].map((figure) =>
        document.querySelector(`[data-${figure}] .canvas`).chart.getOption().series
          .map(({id, name, color}) => ({id, name, color})))
      """;

  private static KafkaRun treatment;
  private static KafkaRun baseline;

  private Desk desk;

  @BeforeAll
  static void twoRuns() throws Exception {
    treatment = Market.order("tianjin-mandate", 7, 2);
    baseline = Market.order("no-policy", 7, 2);
    Market.finished(treatment);
    Market.finished(baseline);
  }

  @BeforeEach
  void openTheDesk() {
    desk = Desk.open();
  }

  @AfterAll
  static void forgetWhatWasStored() throws Exception {
    Http.forget("short-mandate");
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
  void aRunIsOrderedWithItsPoliciesChangedAndWatchedToItsEnd() throws Exception {
    Http.store(
        "short-mandate",
        """
        name: short-mandate
        title: Two years with the mandate
        extends: tianjin-mandate
        start: 2021-03
        months: 24
        """);
    Page page = desk.go("#/order?scenario=short-mandate");
    page.getByLabel("Seed").fill("11");
    page.getByLabel("Size").fill("300");
    page.getByLabel("Pace").selectOption("0ms");
    page.locator("[data-policy=tianjin-preference] input[type=checkbox]").uncheck();
    page.locator("[data-policy=tianjin-mandate] [data-field=month]").first().fill("2021-05");
    page.locator("[data-policy=tianjin-mandate] [data-field=month]").nth(2).fill("2023-01");
    page.getByLabel("beside the same market").uncheck();
    desk.look("order");

    page.getByText("Start and watch").click();
    page.waitForSelector("[data-status=finished]");

    String run = page.url().replaceAll(".*/runs/([^?/]*).*", "$1");
    JsonNode ordered = get("/api/runs/" + run);
    JsonNode document = get("/api/runs/" + run + "/scenario");
    assertThat(ordered.path("seed").asInt()).isEqualTo(11);
    assertThat(document.at("/population/buyers").asInt()).isEqualTo(300);
    assertThat(document.path("policies").has("tianjin-preference")).isFalse();
    assertThat(document.at("/policies/tianjin-mandate/announced").asText()).isEqualTo("2021-05");
    assertThat(document.at("/policies/tianjin-mandate/end").asText()).isEqualTo("2023-01");
    assertThat(page.locator("[data-progress]").textContent())
        .contains(ordered.path("month").asText());
  }

  @Test
  @Tag("long")
  void termsAreChangedAndAPolicyOfOnesOwnIsAddedBeforeTheRun() throws Exception {
    Page page = desk.go("#/order?scenario=tianjin-mandate");
    page.getByLabel("Size").fill("300");
    page.getByLabel("Pace").selectOption("1000ms");
    page.getByLabel("beside the same market").uncheck();
    page.getByLabel("Change terms: Tianjin mandate").click();
    Locator terms =
        page.getByLabel("Terms of Tianjin mandate", new Page.GetByLabelOptions().setExact(true));
    terms.getByLabel("Grace months").fill("5");
    terms.getByLabel("Foreign").uncheck();
    page.getByText("Add a policy").click();
    Locator adding = page.locator("[data-adding]");
    adding.getByLabel("Instrument").selectOption("exclusion");
    adding.getByLabel("Its id").fill("keep-them-out");
    adding.locator("select").nth(1).selectOption("");
    desk.look("order-of-ones-own");
    page.getByText("Add it").click();
    Locator added = page.locator("[data-policy=keep-them-out] [data-field=month]");
    added.nth(1).fill("2020-07");

    page.getByText("Start and watch").click();
    page.waitForSelector("[data-status]");

    String run = page.url().replaceAll(".*/runs/([^?/]*).*", "$1");
    JsonNode policies = get("/api/runs/" + run + "/scenario").path("policies");
    assertThat(policies.at("/tianjin-mandate/graceMonths").asInt()).isEqualTo(5);
    assertThat(policies.at("/tianjin-mandate/leave")).hasToString("[\"private\"]");
    assertThat(policies.at("/tianjin-mandate/deadline").asText()).isEqualTo("2022-09");
    assertThat(policies.at("/keep-them-out/instrument").asText()).isEqualTo("exclusion");
    assertThat(policies.at("/keep-them-out/ownerships")).hasToString("[\"foreign\"]");
    assertThat(policies.at("/keep-them-out/scope/cities").asText()).isEqualTo("all");
    assertThat(policies.at("/keep-them-out/effective").asText()).isEqualTo("2020-07");
    desk.cancelTheRun();
  }

  @Test
  void theAreasAreTheSharesAndTheMarksThePolicies() throws Exception {
    Page page = desk.go("#/runs/" + treatment.id() + "?by=provider");

    JsonNode drawn = desk.series("shares");
    JsonNode shares = get("/api/runs/" + treatment.id() + "/shares?by=provider" + SLICE);
    theAreasAre(drawn, shares);
    List<String> marked = new ArrayList<>();
    drawn.forEach(
        series -> series.path("marks").forEach(mark -> marked.add(mark.path("xAxis").asText())));
    assertThat(marked)
        .containsExactlyElementsOf(
            get("/api/runs/" + treatment.id()).path("policies").findValuesAsText("month").stream()
                .distinct()
                .toList());
    List<String> lanes = new ArrayList<>();
    drawn
        .at("/policies/data")
        .forEach(
            span ->
                lanes.add(
                    span.path("name").asText()
                        + " "
                        + span.path("kind").asText()
                        + " "
                        + span.path("from").asText()
                        + " "
                        + span.path("to").asText()));
    JsonNode changes = get("/api/runs/" + treatment.id()).path("policies");
    assertThat(lanes)
        .containsExactly(
            "tianjin-mandate binds " + month(changes, 0) + " " + month(changes, 2),
            "tianjin-preference binds " + month(changes, 1) + " 2023-01");
    desk.look("watch");

    page.waitForSelector("[data-stream=ended]");
    String since = page.locator("[data-since]").getAttribute("data-since");
    List<JsonNode> newest =
        Http.all(
            "/api/runs/"
                + treatment.id()
                + "/awards?type=contract-awarded&limit=500&from="
                + since);
    assertThat(number(page.locator("[data-awards]").textContent())).isEqualTo(newest.size());
    assertThat(number(page.locator("[data-displaced]").textContent()))
        .isEqualTo(newest.stream().filter(award -> !award.path("displacedBy").isEmpty()).count());
  }

  @Test
  @Tag("long")
  void pricesCostsIncidentsAndTheHeadlineAreTheFigures() throws Exception {
    Page page = desk.go("#/runs/" + treatment.id());

    JsonNode cost = desk.series("cost");
    JsonNode incidents = desk.series("incidents");
    JsonNode all =
        get("/api/runs/" + treatment.id() + "/figures?by=none" + SLICE).at("/series/all");
    List<Double> prices = new ArrayList<>();
    List<Double> costs = new ArrayList<>();
    List<Double> moves = new ArrayList<>();
    for (int t = 0; t < all.path("awards").size(); t++) {
      long units = all.path("awarded-units").path(t).asLong();
      // The chart has null where nothing was awarded, which reads as 0.
      prices.add(units == 0 ? 0 : all.path("awarded-fen").path(t).asDouble() / 100 / units);
      costs.add(
          (all.path("touched-fen").path(t).asLong()
                  - all.path("touched-counterfactual-fen").path(t).asLong())
              / 100.0
              / 1e6);
      moves.add(
          (all.path("touched-porting-fen").path(t).asLong()
                  - all.path("touched-counterfactual-porting-fen").path(t).asLong())
              / 100.0
              / 1e6);
    }
    assertThat(numbers(desk.series("price").at("/price/data"))).isEqualTo(prices);
    assertThat(numbers(cost.at("/price/data"))).isEqualTo(costs).anyMatch(c -> c > 0);
    assertThat(numbers(cost.at("/moves/data"))).isEqualTo(moves).anyMatch(c -> c > 0);
    assertThat(numbers(incidents.at("/displaced/data")))
        .isEqualTo(numbers(all.path("displaced-to")))
        .anyMatch(count -> count > 0);
    assertThat(numbers(incidents.at("/complaints/data")))
        .isEqualTo(numbers(all.path("complaints")));
    assertThat(numbers(incidents.at("/failed/data"))).isEqualTo(numbers(all.path("failed")));

    JsonNode headline = get("/api/runs/" + treatment.id()).path("headline");
    List<Long> shown =
        page.locator(".kpis dd").allTextContents().stream().limit(4).map(DeskIT::number).toList();
    assertThat(shown)
        .containsExactly(
            headline.path("awards").asLong(),
            headline.path("displaced").asLong(),
            headline.path("migrations").asLong(),
            headline.path("complaints").asLong());
  }

  @Test
  @Tag("long")
  void theHeatmapHasEveryPlaceWherePolicyDisplacedAwards() throws Exception {
    Map<String, String> toTheLaw = Map.of("population.buyers", "1000", "months", "72");
    KafkaRun run = Market.finished(Market.order("eu-sovereign-cloud", 7, 2, toTheLaw));
    desk.go("#/runs/" + run.id() + "/flows");

    // The page divides twice and so rounds twice: what it draws is compared to the fen.
    List<List<Long>> drawn = new ArrayList<>();
    desk.series("heat")
        .at("/heat/data")
        .forEach(
            cell ->
                drawn.add(
                    List.of(
                        Math.round(cell.get(2).asDouble() * FEN_IN_A_MILLION_YUAN),
                        cell.get(3).asLong())));
    List<List<Long>> places = new ArrayList<>();
    get("/api/runs/" + run.id() + "/places?displaced=true")
        .path("places")
        .forEach(
            place ->
                places.add(
                    List.of(
                        place.path("displacedFen").asLong(), place.path("displaced").asLong())));
    assertThat(drawn).isNotEmpty().containsExactlyInAnyOrderElementsOf(places);
  }

  @Test
  @Tag("long")
  void wherePolicyDisplacedAwardsInOneCityASentenceStandsForTheHeatmap() throws Exception {
    Page page = desk.go("#/runs/" + treatment.id() + "/flows");
    long contracts = 0;
    for (JsonNode place :
        get("/api/runs/" + treatment.id() + "/places?displaced=true").path("places")) {
      assertThat(place.path("city").asText()).isEqualTo("tianjin");
      contracts += place.path("displaced").asLong();
    }

    page.locator("[data-heat]").getByText("all are in Tianjin").waitFor();
    assertThat(page.locator("[data-heat]").innerText())
        .contains("State enterprise CNY")
        .contains("(" + contracts + " contracts)");
    assertThat(page.locator("[data-heat] .canvas").isVisible()).isFalse();
  }

  @Test
  @Tag("long")
  void everyViewFitsATelephoneInTheDark() {
    Page page = desk.page();
    page.setViewportSize(390, 844);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    String run = "#/runs/" + treatment.id();
    Map<String, String> figures =
        Map.of(
            run,
            "shares",
            run + "/flows",
            "after",
            run + "/providers",
            "providers",
            "#/compare?baseline=" + baseline.id() + "&treatment=" + treatment.id(),
            "difference");
    figures.forEach(
        (view, figure) -> {
          desk.go(view);
          desk.series(figure);
          desk.fits(view);
          if (figure.equals("shares")) {
            desk.look("telephone");
          }
        });
    desk.go("#/order");
    page.getByText("Start and watch").waitFor();
    desk.fits("the order");
  }

  @Test
  @Tag("long")
  void theFlowsAreTheAwardsThatMoved() throws Exception {
    desk.go("#/runs/" + treatment.id() + "/flows?pivot=2021-08&span=12&slice=chosen");

    Map<String, Double> moved = new TreeMap<>();
    for (JsonNode award :
        Http.all(
            "/api/runs/"
                + treatment.id()
                + "/awards?type=contract-awarded&from=2021-08&to=2022-07&limit=500")) {
      String from = award.path("incumbent").asText("");
      String winner = award.path("winner").asText();
      if (!from.equals(winner)) {
        moved.merge(
            "from "
                + (from.isEmpty() || from.equals("null") ? "new buyer" : from)
                + " to "
                + winner,
            award.path("annualValueFen").asDouble() / FEN_IN_A_MILLION_YUAN,
            Double::sum);
      }
    }
    // The chart is drawn anew a moment after the last award has come.
    Market.until("all flows are drawn", () -> flows("after").keySet().equals(moved.keySet()));
    assertThat(flows("after"))
        .allSatisfy(
            (flow, value) -> assertThat(value).isCloseTo(moved.get(flow), Offset.offset(1e-6)));
    desk.look("flows");
  }

  @Test
  @Tag("long")
  void whatProvidersBecomeIsWhatTheySay() throws Exception {
    desk.go("#/runs/" + treatment.id() + "/providers?measure=quality");

    JsonNode drawn = desk.series("providers");
    JsonNode providers =
        Http.get(Service.PROVIDER, "/api/runs/" + treatment.id() + "/providers").path("providers");
    assertThat(drawn).hasSameSizeAs(providers);
    assertThat(providers)
        .allSatisfy(
            provider ->
                assertThat(numbers(drawn.at("/" + provider.path("id").asText() + "/data")))
                    .isEqualTo(numbers(provider.at("/was/quality"))));
    desk.look("providers");
  }

  @Test
  @Tag("long")
  void aPolicyThatIsEnactedWhileTheRunGoesOnGetsItsMark() throws Exception {
    String run = order("no-policy", "500ms");
    Page page = desk.go("#/runs/" + run);
    page.getByText("Pause", new Page.GetByTextOptions().setExact(true)).click();
    page.waitForSelector("[data-status=paused]");
    page.getByLabel("Its id").fill("by-hand");
    page.getByText("Put in force", new Page.GetByTextOptions().setExact(true)).click();
    page.getByText("accepted").waitFor();
    page.getByText("Step a month").click();

    page.locator("[data-marks] li:not(.coming) summary").getByText("By hand").waitFor();
    JsonNode enacted = get("/api/runs/" + run).at("/policies/0");
    assertThat(enacted.path("policy").asText()).isEqualTo("by-hand");
    page.waitForFunction(
        "month => document.querySelector('[data-shares] .canvas').chart?.getOption().series"
            + ".some(({markLine}) => markLine?.data.some((mark) => mark.xAxis === month))",
        enacted.path("month").asText());
    desk.look("enact");

    page.getByText("Amend By hand").click();
    page.locator("[data-standing=by-hand]").getByLabel("Bonus points").fill("33");
    page.getByText("Put the amendment in force").click();
    page.getByText("accepted").nth(1).waitFor();
    page.getByText("Step a month").click();
    page.locator("[data-marks] li:not(.coming) summary").getByText("By hand 2").waitFor();
    JsonNode policies = get("/api/runs/" + run + "/scenario").path("policies");
    assertThat(policies.at("/by-hand/bonusPoints").asInt()).isEqualTo(20);
    assertThat(policies.at("/by-hand-2/bonusPoints").asInt()).isEqualTo(33);
    assertThat(policies.at("/by-hand-2/effective")).isEqualTo(policies.at("/by-hand/end"));

    page.getByText("Repeal By hand 2").click();
    page.getByText("accepted").nth(2).waitFor();
    page.reload();
    page.waitForSelector("[data-standing=by-hand-2] [data-ending]");
    assertThat(page.getByText("Repeal By hand 2").count()).isZero();

    desk.cancelTheRun();
  }

  @Test
  void anAwardIsExplainedBidByBid() throws Exception {
    String tender =
        Http.all("/api/runs/" + treatment.id() + "/awards?city=tianjin&displaced=true").stream()
            .filter(award -> award.path("portingFen").asLong() > 0)
            .map(award -> award.path("tender").asText())
            .findFirst()
            .orElseThrow();
    Page page = desk.go("#/runs/" + treatment.id() + "/awards/" + tender);

    JsonNode why = get("/api/runs/" + treatment.id() + "/awards/" + tender).path("why");
    for (String contest : List.of("actual", "counterfactual")) {
      JsonNode drawn = desk.series(contest);
      assertThat(numbers(drawn.at("/price/data")))
          .as(contest)
          .isNotEmpty()
          .isEqualTo(pricePoints(why.path(contest).path("bids")));
    }
    assertThat(page.locator("[data-rest] table tbody tr").count())
        .isEqualTo(why.at("/actual/bids").size());
    assertThat(why.at("/portingFen").asLong()).isPositive();
    assertThat(page.locator("[data-head]").innerText())
        .contains("once for the move", "The buyer pays", "without any policy it would");
    assertThat(page.locator("[data-rest] table").innerText())
        .contains("always bids, expects ", "chance ");
    desk.look("why");
  }

  @Test
  void twoRunsAreComparedAndSayWhereTheyPart() throws Exception {
    Page page = desk.go("#/compare?baseline=" + baseline.id() + "&treatment=" + treatment.id());

    JsonNode drawn = desk.series("difference");
    JsonNode comparison =
        get(
            "/api/comparisons?by=provider&baseline="
                + baseline.id()
                + "&treatment="
                + treatment.id()
                + SLICE);
    theDifferenceIs(comparison, drawn);
    String shares = "/shares?by=provider&of=running" + SLICE;
    theAreasAre(desk.series("one"), get("/api/runs/" + baseline.id() + shares));
    theAreasAre(desk.series("other"), get("/api/runs/" + treatment.id() + shares));
    assertThat(page.locator("[data-first]").textContent())
        .contains(comparison.at("/firstDivergence/tender").asText())
        .contains("Likely cause", "Tianjin mandate");
    desk.look("compare");
  }

  @Test
  @Tag("long")
  void ofManyCitiesTheLargestHaveAColourEachAndTheOthersAreGreyInAllFigures() {
    Page page =
        desk.go(
            "#/compare?by=city&slice=chosen&baseline="
                + baseline.id()
                + "&treatment="
                + treatment.id());
    for (String figure : List.of("difference", "one", "other")) {
      desk.series(figure);
    }

    JsonNode drawn = JSON.valueToTree(page.evaluate(COLOURS));
    Map<String, String> colours = new TreeMap<>();
    List<String> named = new ArrayList<>();
    for (JsonNode figure : drawn) {
      figure.forEach(
          series -> {
            String id = series.path("id").asText();
            String colour = series.path("color").asText();
            assertThat(colours.getOrDefault(id, colour)).as(id).isEqualTo(colour);
            colours.put(id, colour);
            assertThat(series.path("name").asText().endsWith(" others"))
                .as(id)
                .isEqualTo(colour.equals("#8c8c8c"));
          });
    }
    colours.values().stream().filter(colour -> !colour.equals("#8c8c8c")).forEach(named::add);
    assertThat(colours).hasSizeGreaterThan(30);
    assertThat(named).hasSizeBetween(4, 10).doesNotHaveDuplicates();
    desk.look("compare-cities");
  }

  @Test
  @Tag("long")
  void anAddressThatIsMisreadIsSaidAndNothingIsShownInItsPlace() {
    String pair = "baseline=" + baseline.id() + "&amp;treatment=" + treatment.id();
    Page page = desk.go("#/compare?" + pair);
    page.getByText("“amp;treatment” is no part of this view's address").waitFor();
    assertThat(page.locator("figure").count()).isZero();

    String run = "#/runs/" + treatment.id();
    Map<String, String> misread =
        Map.of(
            run + "?city=atlantis",
            "There is no city “atlantis”",
            run + "/flows?segment=pirates",
            "There is no segment “pirates”",
            run + "/flows?pivot=2035-01",
            "“pivot” is 2035-01, and the run has the months",
            run + "?since=1999-01",
            "“since” is 1999-01, and the run has the months",
            run + "/flow",
            "There is no view",
            "#/compare?treatment=" + treatment.id(),
            "The address names no baseline",
            "#/compare?baseline=" + baseline.id(),
            "The address names no treatment",
            "#/compare",
            "Choose two runs with the same seed");
    misread.forEach(
        (address, says) -> {
          desk.go(address);
          page.getByText(says).first().waitFor();
          assertThat(page.locator("canvas").count()).as(address).isZero();
        });
  }

  @Test
  @Tag("long")
  void everyRunIsFoundHoweverManyCameAfterIt() throws Exception {
    for (int i = 0; i < 12; i++) {
      Market.order("no-policy", 700 + i, 1, Market.FEW);
    }
    List<JsonNode> runs = Http.all("/api/runs?limit=500");
    Page page = desk.go("#/order");
    Locator older = page.getByText("Older", new Page.GetByTextOptions().setExact(true));
    for (JsonNode run : runs.subList(0, Math.min(20, runs.size()))) {
      Locator row = page.locator("[data-run-row=" + run.path("id").asText() + "]");
      row.or(older).first().waitFor();
      if (!row.isVisible()) {
        older.click();
      }
      row.waitFor();
      assertThat(row.innerText())
          .contains(run.path("title").asText())
          .contains("seed " + run.path("seed").asText())
          .contains(run.path("scenario").asText());
    }
    JsonNode oldest = runs.getLast();
    desk.go("#/runs?q=" + oldest.path("id").asText());
    page.locator("[data-run-row]").waitFor();
    page.locator("[data-run-row=" + oldest.path("id").asText() + "] a:not(.aside)").click();
    page.waitForSelector("[data-status]");
    assertThat(page.url()).contains(oldest.path("id").asText());

    desk.go("#/compare?baseline=" + baseline.id());
    page.getByText("Choose the treatment").click();
    page.getByLabel("Search").fill(treatment.id());
    page.locator("[data-run-row=" + treatment.id() + "] a:not(.aside)").click();
    assertThat(desk.series("difference")).isNotEmpty();
  }

  @Test
  @Tag("long")
  void aRunIsForkedWithoutAPolicyFromAMonthOnAndComparedWithItsParent() throws Exception {
    Page page = desk.go("#/compare?baseline=" + baseline.id() + "&treatment=" + treatment.id());
    page.getByLabel("without Tianjin mandate").check();
    page.getByLabel("From", new Page.GetByLabelOptions().setExact(true)).fill("2021-11");

    page.getByText("Fork and compare").click();
    page.waitForURL(url -> url.contains("baseline=" + treatment.id()));

    String fork = page.url().replaceAll(".*treatment=([^&]*).*", "$1");
    Market.until("the fork ends", () -> status(fork).equals("finished"));
    JsonNode told = get("/api/runs/" + fork);
    assertThat(told.at("/fork/run").asText()).isEqualTo(treatment.id());
    assertThat(told.at("/fork/from").asText()).isEqualTo("2021-11");
    ObjectNode asked = (ObjectNode) get("/api/runs/" + treatment.id() + "/scenario");
    ((ObjectNode) asked.at("/policies/tianjin-mandate")).put("end", "2021-11");
    assertThat(get("/api/runs/" + fork + "/scenario")).isEqualTo(asked);
    JsonNode comparison =
        get(
            "/api/comparisons?by=provider&baseline="
                + treatment.id()
                + "&treatment="
                + fork
                + SLICE);
    page.locator("[data-first]")
        .getByText(comparison.at("/firstDivergence/tender").asText())
        .waitFor();
    Market.until(
        "the chart has all months",
        () -> months(desk.series("difference")) == comparison.path("months").size());
    theDifferenceIs(comparison, desk.series("difference"));
  }

  @Test
  @Tag("long")
  void aEuropeanRunIsToldInEuros() throws Exception {
    KafkaRun run = Market.finished(Market.order("eu-sovereign-cloud", 7, 2, Market.FEW));
    Page page = desk.go("#/runs/" + run.id() + "?since=2024-01");
    desk.series("cost");
    page.locator(".ticker li").first().waitFor();

    assertThat(page.locator("main").innerText())
        .contains("EUR million, a year's price of each award", "EUR a unit and year")
        .contains("a year")
        .doesNotContain("CNY");
    desk.go("#/runs/" + run.id() + "/flows?slice=chosen&staying=yes&pivot=2024-07");
    desk.series("after");
    assertThat(page.locator("main").innerText()).contains("EUR million").doesNotContain("CNY");
  }

  @Test
  @Tag("long")
  void aRunIsStartedAndCancelledByKeyboardAlone() throws Exception {
    Page page = desk.go("#/order?scenario=no-policy");
    page.getByText("Start and watch").waitFor();

    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(page.evaluate("document.activeElement.id")).isEqualTo("content");
    tabTo(page, "Start and watch");
    page.keyboard().press("Enter");
    page.waitForSelector("[data-status=running]");
    assertThat(page.evaluate("document.activeElement.id")).isEqualTo("content");
    tabTo(page, "Cancel the run");
    page.keyboard().press("Enter");
    assertThat(page.evaluate("document.activeElement.textContent.trim()"))
        .as("the answer that does no harm")
        .isEqualTo("Keep it running");
    tabTo(page, "Yes, cancel it");
    page.keyboard().press("Enter");

    page.waitForSelector("[data-status=cancelled]");
  }

  @Test
  @Tag("long")
  void aDeskBelowAPathOfItsOwnAsksForNothingElsewhere() throws Exception {
    desk.close();
    try (SubPath proxy = SubPath.of(Market.stack().service(Service.PROCUREMENT))) {
      desk = Desk.open(proxy.address());
      Page page = desk.page();
      String run = "#/runs/" + treatment.id();

      desk.go(proxy.view(run));
      assertThat(desk.series("shares")).isNotEmpty();
      page.waitForSelector("[data-stream=ended]");
      desk.go(proxy.view(run + "/providers"));
      assertThat(desk.series("providers")).isNotEmpty();
      desk.go(proxy.view("#/order"));
      page.getByText("Start and watch").waitFor();

      assertThat(proxy.elsewhere()).isEmpty();
    }
  }

  private static void tabTo(Page page, String button) {
    for (int presses = 0; presses < 100; presses++) {
      page.keyboard().press("Tab");
      if (button.equals(page.evaluate("document.activeElement.textContent.trim()"))) {
        return;
      }
    }
    throw new AssertionError("no key leads to " + button);
  }

  @Test
  @Tag("long")
  void whatIsShownCanBeTakenAwayAndALinkBringsItBack() throws Exception {
    Page page = desk.go("#/runs/" + treatment.id());
    desk.series("shares");
    page.getByLabel("Group by").selectOption(new SelectOption().setValue("provider"));
    page.getByText("Whole market").click();
    page.getByText("the whole market").first().waitFor();

    Page link = page.context().newPage();
    link.navigate(page.url());
    assertThat(link.getByLabel("Group by").inputValue()).isEqualTo("provider");
    assertThat(
            link.getByRole(
                    AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("City").setExact(true))
                .inputValue())
        .isEmpty();
    link.close();

    String csv = desk.saved("shares", "CSV");
    JsonNode shares = get("/api/runs/" + treatment.id() + "/shares?by=provider");
    List<String> rows = csv.lines().filter(line -> !line.startsWith("#")).toList();
    assertThat(rows).hasSize(1 + shares.path("months").size());
    assertThat(rows.stream().skip(1).map(line -> line.substring(0, line.indexOf(','))))
        .containsExactlyElementsOf(
            JSON.convertValue(shares.path("months"), new TypeReference<List<String>>() {}));
    assertThat(desk.saved("shares", "PNG")).contains("PNG");
    assertThat(desk.saved("shares", "SVG")).startsWith("<svg");
    assertThat(desk.saved("bar", "Scenario as YAML")).contains("name: tianjin-mandate");
  }

  private static void theDifferenceIs(JsonNode comparison, JsonNode drawn) {
    assertThat(drawn.size()).isGreaterThan(1);
    drawn
        .properties()
        .forEach(
            series -> {
              JsonNode effect = comparison.path("shareEffect").path(series.getKey());
              JsonNode data = series.getValue().path("data");
              assertThat(data).hasSameSizeAs(effect);
              for (int t = 0; t < data.size(); t++) {
                assertThat(data.get(t).asDouble()).isEqualTo(effect.get(t).asDouble() * 100);
              }
            });
  }

  /** Points for the price of every bid that was scored, the best bid last. */
  private static List<Double> pricePoints(JsonNode bids) {
    List<JsonNode> scored = new ArrayList<>();
    bids.forEach(
        bid -> {
          if (!bid.path("points").isNull()) {
            scored.add(bid.path("points"));
          }
        });
    scored.sort(Comparator.comparingLong(points -> points.path("total").asLong()));
    return scored.stream().map(points -> points.at("/scores/price").asDouble() / 1e6).toList();
  }

  /** Every provider that has a share is drawn, and with it. */
  private static void theAreasAre(JsonNode drawn, JsonNode shares) {
    Map<String, List<Double>> positive = new TreeMap<>();
    shares
        .path("series")
        .properties()
        .forEach(
            series -> {
              List<Double> values = numbers(series.getValue());
              if (values.stream().anyMatch(share -> share > 0)) {
                positive.put(series.getKey(), values);
              }
            });
    Map<String, List<Double>> areas = new TreeMap<>();
    drawn
        .properties()
        .forEach(series -> areas.put(series.getKey(), numbers(series.getValue().path("data"))));
    // The lanes of policies below are no shares.
    areas.remove("policies");
    assertThat(areas).hasSizeGreaterThan(3).isEqualTo(positive);
  }

  /** What flows in a Sankey, in million yuan a year. */
  private Map<String, Double> flows(String figure) {
    Map<String, Double> flows = new TreeMap<>();
    desk.series(figure)
        .at("/flows/links")
        .forEach(
            link ->
                flows.put(
                    link.path("source").asText() + " " + link.path("target").asText(),
                    link.path("value").asDouble()));
    return flows;
  }

  private static JsonNode get(String path) throws Exception {
    return Http.get(Service.PROCUREMENT, path);
  }

  private static String status(String run) {
    return Market.api().get("/api/runs/" + run).path("status").asText();
  }

  private static long months(JsonNode series) {
    return series.findPath("data").size();
  }

  private static String order(String scenario, String pace) throws Exception {
    HttpResponse<String> response =
        Http.post(
            "/api/runs",
            "{\"scenario\": \""
                + scenario
                + "\", \"pace\": \""
                + pace
                + "\", \"set\": {\"population.buyers\": 300, \"months\": 48}}");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    return JSON.readTree(response.body()).path("id").asText();
  }

  private static String month(JsonNode changes, int at) {
    return changes.path(at).path("month").asText();
  }

  private static List<Double> numbers(JsonNode array) {
    List<Double> numbers = new ArrayList<>();
    array.forEach(each -> numbers.add(each.asDouble()));
    return numbers;
  }

  private static long number(String text) {
    return Long.parseLong(text.replaceAll("\\D", ""));
  }
}
