package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Locale;
import org.cloudmarket.local.stack.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A run that was ordered from a design, beside the estimate which it was ordered from. */
@Tag("long")
class DeskEstimateIT {

  private static final String SCENARIO = "small-mandate";
  private static final String CITY_CLOUD = "provider-tianjin-city-cloud";
  private static final String HERE = "&city=tianjin&segment=state-enterprise";
  private static final int TELEPHONE = 390;

  /** Of a market in which pairs of runs take no time. */
  private static final String DOCUMENT =
      """
      name: small-mandate
      title: A small market
      extends: tianjin-mandate
      start: 2021-01
      months: 24
      population: {buyers: 600, cities: {tianjin: 3000}}
      """;

  private Desk desk;

  @BeforeAll
  static void aSmallMarket() throws Exception {
    Http.store(SCENARIO, DOCUMENT);
  }

  @AfterAll
  static void forgetIt() throws Exception {
    Http.forget(SCENARIO);
  }

  @BeforeEach
  void openTheDesk() {
    desk = Desk.open();
  }

  @AfterEach
  void nothingWentWrongInTheBrowser() {
    if (desk != null) {
      // The estimate before, which the page gave up, may still be on its way: the page asks again.
      desk.forgive("429 (Too Many Requests)");
      List<String> errors = desk.errors();
      desk.close();
      assertThat(errors).isEmpty();
    }
  }

  /** A design whose pairs are all made; the months of its mean are not all of the policy's. */
  private Page design() {
    Page page = desk.go("#/design?scenario=" + SCENARIO);
    page.waitForSelector("[data-pairs='20'][data-current=yes]");
    page.getByLabel("to", new Page.GetByLabelOptions().setExact(true)).fill("2022-06");
    page.getByLabel("to", new Page.GetByLabelOptions().setExact(true)).blur();
    page.getByText("as the mean of the months 2021-08 to 2022-06").waitFor();
    page.waitForSelector("[data-pairs='20'][data-current=yes]");
    return page;
  }

  /** Runs the design, and follows the link of the run to its result. */
  private Page result(Page page, String seed) {
    page.getByLabel("Seed (whole number)").fill(seed);
    page.getByLabel("Seed (whole number)").blur();
    page.getByLabel("Pace").selectOption("0ms");
    page.locator("[data-run-it]").click();
    page.locator("[data-to-result]").click();
    page.waitForSelector("[data-estimate=there][data-pairs='20']");
    return page;
  }

  private static String cell(Page page, String row, String column) {
    return page.locator("[data-estimated=" + row + "] [data-" + column + "]").innerText();
  }

  private static JsonNode comparison(Page page, String asked) throws Exception {
    String run = page.url().replaceAll(".*/runs/(run-[a-z0-9]+)/.*", "$1");
    String baseline = Http.get(Service.PROCUREMENT, "/api/runs/" + run).path("baseline").asText();
    return Http.get(
        Service.PROCUREMENT, "/api/comparisons?baseline=" + baseline + "&treatment=" + run + asked);
  }

  /** From the first month of the mandate to the month that the design says. */
  private static boolean counts(JsonNode comparison, int t) {
    String month = comparison.path("months").path(t).asText();
    return month.compareTo("2021-08") >= 0 && month.compareTo("2022-06") <= 0;
  }

  private static double mean(JsonNode comparison, JsonNode values) {
    double sum = 0;
    int count = 0;
    for (int t = 0; t < values.size(); t++) {
      if (counts(comparison, t)) {
        sum += values.path(t).asDouble();
        count++;
      }
    }
    return sum / count;
  }

  @Test
  void aDesignSaysWhatItsEstimateIsOf() {
    Page page = design();

    assertThat(page.locator("[data-estimate-of]").innerText())
        .contains(
            "the share of Tianjin city cloud in the cloud spend of state enterprise buyers in"
                + " Tianjin",
            "as the mean of the months 2021-08 to 2022-06",
            "“unchanged” and the same market without any policy",
            "the same seeds, 1 to 20");
    assertThat(page.locator("[data-panel] [data-finding]").innerText())
        .contains("on average from 2021-08 to 2022-06");
    assertThat(page.locator("[data-variants=variants] [data-row=cost-here]").innerText())
        .contains("Cost to State enterprise buyers in Tianjin");
  }

  @Test
  void whatManyPairsCostInOtherMonthsIsNotSetBesideWhatTheRunCost() throws Exception {
    Page page = result(design(), "23");
    page.getByText("Make 40 pairs").click();
    String run = page.url().replaceAll(".*/runs/(run-[a-z0-9]+)/.*", "$1");
    Market.until(
        "the pairs are made",
        () ->
            Market.api()
                .get("/api/experiments?treatment=" + run)
                .at("/items/0/status")
                .asText()
                .equals("finished"));

    // They are of all months in which the mandate binds, and the address asks for some of them.
    desk.go(page.url().substring(page.url().indexOf('#')));
    page.reload();
    page.waitForSelector("[data-estimate=there][data-pairs='20']");
    assertThat(page.getByLabel("What it cost").innerText())
        .contains("In this draw policy changed")
        .doesNotContain("Mean of many pairs");
  }

  @Test
  void aRunStandsBesideItsEstimateInTheSameMeasureSliceAndMonths() throws Exception {
    Page page = design();
    final String estimated =
        page.locator("[data-variants=variants] [data-cell='" + CITY_CLOUD + " 0'] strong")
            .innerText();
    result(page, "21");

    JsonNode here = comparison(page, "&by=provider" + HERE);
    double own = mean(here, here.at("/shareEffect/tianjin-city-cloud"));
    assertThat(cell(page, CITY_CLOUD, "own"))
        .isEqualTo(String.format(Locale.ROOT, "%+.1f points", own * 100));
    assertThat(cell(page, CITY_CLOUD, "mean")).startsWith(estimated.replace(" points", ""));
    JsonNode all = comparison(page, "&by=none");
    double displaced = 0;
    JsonNode byMonth = all.at("/effect/all/displaced-to");
    for (int t = 0; t < byMonth.size(); t++) {
      displaced += counts(all, t) ? byMonth.path(t).asDouble() : 0;
    }
    assertThat(cell(page, CITY_CLOUD, "lies"))
        .isIn(
            "within the interval of the mean",
            "among the single pairs, though outside the interval of the mean",
            "outside the interval of the mean, and outside all single pairs");
    assertThat(page.locator("[data-estimate-says]").innerText())
        .containsIgnoringCase(cell(page, CITY_CLOUD, "lies"));
    assertThat(cell(page, "displaced", "own"))
        .startsWith(String.format(Locale.ROOT, "+%.0f ", displaced));
    assertThat(page.locator("[data-estimate-says]").innerText())
        .contains(
            "One run may lie outside: the interval,",
            "is of the mean of all seeds, not of single runs",
            "This run has seed 21, which no pair has");
    assertThat(page.locator("[data-finding]").innerText())
        .contains("on average from 2021-08 to 2022-06");
    desk.look("result-beside-its-estimate");
  }

  @Test
  void aLinkBringsTheEstimateBackAndARunWithASeedOfItShowsTheNumberOfItsPair() throws Exception {
    Page page = result(design(), "3");
    final String said = page.locator("[data-estimate-says]").innerText();
    final String mean = cell(page, CITY_CLOUD, "mean");
    page.reload();
    page.waitForSelector("[data-estimate=there][data-pairs='20']");

    assertThat(page.locator("[data-estimate-says]").innerText()).isEqualTo(said);
    assertThat(cell(page, CITY_CLOUD, "mean")).isEqualTo(mean);
    assertThat(said)
        .contains("this run has seed 3, so it is one of them, and shows the same number.");
  }

  @Test
  void aResultWithoutAnEstimateOffersOne() {
    Page page = result(design(), "22");
    String run = page.url().replaceAll(".*/runs/(run-[a-z0-9]+)/.*", "$1");
    desk.go("#/runs/" + run + "/result");
    page.locator("[data-to-estimate]").click();

    page.waitForSelector("[data-estimate=there][data-pairs='20']");
    assertThat(page.url()).contains("estimate=yes", "from=2021-08", "to=2022-12");
  }

  @Test
  void itFitsATelephoneInTheDark() {
    Page page = result(design(), "23");
    page.setViewportSize(TELEPHONE, 844);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));

    desk.fits("the result beside its estimate");
    desk.look("telephone-result-beside-its-estimate");
  }

  @Test
  void theNumbersOfAMandateAreExplainedWhereTheyAreSet() {
    Page page = desk.go("#/design?scenario=" + SCENARIO);
    Locator mandate = page.locator("[data-policy=tianjin-mandate]");
    mandate.locator("[data-in-words]").waitFor();

    assertThat(mandate.locator("[data-in-words]").innerText())
        .contains(
            "A buyer whose contract ends has to move within 2 months (grace months).",
            "Contracts that run longer are ended by 2022-09 (deadline), some up to 2 months before.",
            "The trigger “Softening” ends it when “complaints per tender” of Tianjin mandate",
            "Whatever is due later, such as a deadline, then never comes.");
    page.getByLabel("Change terms: Tianjin mandate").click();
    assertThat(mandate.locator("[data-term=graceMonths]").innerText())
        .contains("How many months a buyer has for its move after its contract has ended");
    mandate.locator("[data-term=graceMonths] input").fill("6");
    mandate.locator("[data-term=graceMonths] input").blur();
    page.waitForFunction(
        "() => document.querySelector('[data-policy=tianjin-mandate] [data-in-words]').textContent"
            + ".includes('within 6 months (grace months)')");
  }
}
