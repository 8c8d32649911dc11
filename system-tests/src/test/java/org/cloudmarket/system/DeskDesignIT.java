package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.cloudmarket.local.stack.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A policy that is designed by what it does, in a browser against the real system. */
class DeskDesignIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SCENARIO = "small-tianjin";
  private static final int TELEPHONE = 390;

  /** Of a market in which pairs of runs take no time. */
  private static final String DOCUMENT =
      """
      name: small-tianjin
      title: A small market
      extends: tianjin-mandate
      start: 2021-01
      months: 24
      population: {buyers: 600, cities: {tianjin: 3000}}
      """;

  private static final String DEADLINE = "2022-09";
  private static final int PAIRS = 20;

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

  /** The view, once all pairs are made of what stands there. */
  private Page design() {
    Page page = desk.go("#/design?scenario=" + SCENARIO);
    estimated(page);
    return page;
  }

  private static void estimated(Page page) {
    page.waitForSelector("[data-pairs='20'][data-current=yes]");
  }

  private static Locator strength(Page page) {
    return page.locator("[data-policy=tianjin-mandate] input[type=range]");
  }

  private static String effect(Page page, int variant) {
    return page.locator(
            "[data-variants=variants] [data-cell='provider-tianjin-city-cloud " + variant + "']")
        .innerText();
  }

  @Test
  void theEffectIsThatOfAnExperimentOfSoManyPairs() throws Exception {
    Page page = desk.page();
    Request[] asked = new Request[1];
    page.onRequest(
        request -> {
          if (request.url().endsWith("/api/experiments/estimate")) {
            asked[0] = request;
          }
        });
    design();

    HttpResponse<String> ordered = Http.post("/api/experiments", asked[0].postData());
    assertThat(ordered.statusCode()).as(ordered.body()).isEqualTo(201);
    String id = JSON.readTree(ordered.body()).path("id").asText();
    Market.until("the experiment finishes", () -> finished(id));
    JsonNode mean = outcome(id, "/measure/name", "provider-tianjin-city-cloud").path("mean");
    JsonNode drawn = desk.series("design").at("/variant-1/data");
    assertThat(drawn).hasSameSizeAs(mean);
    for (int t = 0; t < drawn.size(); t++) {
      assertThat(drawn.path(t).asDouble()).isEqualTo(mean.path(t).asDouble());
    }
    assertThat(page.locator("[data-panel] [data-finding]").innerText())
        .matches("Tianjin mandate.* would move [0-9.]+ points \\[[0-9.]+, [0-9.]+\\] of .*");
    JsonNode inForce = outcome(id, "/measure/of", "tianjin-mandate");
    long reached = 0;
    for (int t = 0; t < inForce.path("months").size(); t++) {
      if (inForce.at("/months/" + t).asText().equals(DEADLINE)) {
        reached = Math.round(inForce.at("/mean/" + t).asDouble() * PAIRS);
      }
    }
    String ofPairs = reached == 0 ? "none of " : reached == PAIRS ? "all " : reached + " of ";
    assertThat(page.locator("[data-in-force]").first().innerText())
        .startsWith("A trigger ends “Tianjin mandate” in ")
        .contains("Its deadline, " + DEADLINE + ", comes in " + ofPairs + PAIRS + " pairs");
    desk.look("design");
  }

  /** The effect of an experiment of which a part of its measure is as asked for. */
  private static JsonNode outcome(String experiment, String pointer, String value)
      throws Exception {
    for (JsonNode each : get("/api/experiments/" + experiment).path("outcomes")) {
      if (each.at(pointer).asText().equals(value)) {
        return each;
      }
    }
    throw new AssertionError("no outcome has " + value + " at " + pointer);
  }

  private static JsonNode get(String path) throws IOException, InterruptedException {
    return Http.get(Service.PROCUREMENT, path);
  }

  private static boolean finished(String experiment) {
    try {
      return get("/api/experiments/" + experiment).path("status").asText().equals("finished");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @Tag("long")
  void aWeakerPolicyStandsBesideTheStrongOneAndUndoTakesItBack() {
    Page page = design();
    final String strong = effect(page, 0);
    page.locator("[data-copy]").click();
    strength(page).fill("10");
    estimated(page);

    assertThat(effect(page, 0)).isEqualTo(strong);
    assertThat(effect(page, 1)).isNotEqualTo(strong);
    assertThat(page.locator("[data-variants=variants] thead th").count()).isEqualTo(3);
    Locator difference =
        page.locator("[data-variants=among] [data-cell='provider-tianjin-city-cloud 1']");
    difference.waitFor();
    assertThat(difference.innerText()).startsWith("−").contains(" points");
    desk.look("design-two-variants");

    page.locator("[data-undo]").click();
    estimated(page);
    assertThat(strength(page).inputValue()).isEqualTo("90");
    assertThat(effect(page, 1)).isEqualTo(strong);
    assertThat(page.locator("[data-undo]").isDisabled()).isTrue();
  }

  @Test
  @Tag("long")
  void aLinkBringsBackEveryVariant() {
    Page page = design();
    page.locator("[data-copy]").click();
    strength(page).fill("10");
    page.locator("[data-policy=tianjin-preference] input[type=checkbox]").first().uncheck();
    estimated(page);
    final String link = page.url().substring(page.url().indexOf('#'));
    final String weak = effect(page, 1);
    final String document = page.locator("#document").inputValue();

    Page other = desk.another();
    desk.go(other, link);
    estimated(other);
    assertThat(other.locator("[data-variant='1']").getAttribute("aria-pressed"))
        .as("the one that was looked at")
        .isEqualTo("true");

    assertThat(effect(other, 1)).isEqualTo(weak);
    assertThat(other.locator("#document").inputValue()).isEqualTo(document);
    assertThat(other.url()).endsWith(link);
    other.locator("[data-policy=tianjin-preference] input[type=checkbox]").first().check();
    assertThat(other.locator("#document").inputValue()).doesNotContain("tianjin-preference: null");
  }

  @Test
  @Tag("long")
  void variantsOfALinkThatCannotBeRunAreNamed() {
    Page page =
        desk.go(
            "#/design?scenario=small-tianjin&variants="
                + "[{\"title\":\"wrong\",\"changes\":{\"policies.tianjin-mandate.enforcement\":7}}]");

    page.getByText("enforcement").first().waitFor();
    assertThat(page.locator("[data-head]").innerText())
        .contains("policies/tianjin-mandate/enforcement");
    assertThat(page.locator("[data-variant]").count()).isEqualTo(1);
    desk.forgive("400");

    desk.go("#/design?scenario=small-tianjin&variants=nothing");
    page.getByText("“variants” cannot be read").waitFor();
  }

  @Test
  @Tag("long")
  void formAndDocumentFollowEachOther() {
    Page page = design();
    page.locator("[data-yaml] summary").click();
    Locator document = page.locator("#document");
    assertThat(document.inputValue())
        .contains("extends: small-tianjin", "enforcement: 0.9", "tianjin-preference:");

    strength(page).fill("40");
    assertThat(document.inputValue()).contains("    enforcement: 0.4\n");

    document.fill(
        document.inputValue().replace("    enforcement: 0.4\n", "    enforcement: 0.6\n"));
    page.waitForFunction(
        "() => document.querySelector('[data-policy=tianjin-mandate] input[type=range]').value === '60'");
    assertThat(document.inputValue()).contains("enforcement: 0.6");
    document.fill(
        document
            .inputValue()
            .replaceAll("(?s)  tianjin-preference:.*?(triggers:)", "  tianjin-preference: null\n$1")
            .replaceAll("(?s)triggers:.*", "triggers: {softening: null}\narms: null\n"));
    page.waitForFunction("() => !document.querySelector('[data-policy=tianjin-preference]')");
    estimated(page);
  }

  @Test
  void whatIsWrongWithTheDocumentIsMarkedAndTheSchemaHelps() {
    Page page = design();
    page.locator("[data-yaml] summary").click();
    Locator document = page.locator("#document");
    final String sound = document.inputValue();
    document.fill(sound.replace("graceMonths: 2", "graceMonths: -2"));

    page.locator("[data-faults] .fault").first().waitFor();
    assertThat(page.locator("[data-faults]").innerText()).contains("graceMonths");
    assertThat(page.locator(".lines li.faulty").count()).isEqualTo(1);
    assertThat(page.locator("[data-run-it]").isDisabled()).isTrue();

    document.fill(sound);
    document.evaluate(
        "field => { const at = field.value.indexOf('graceMonths'); field.focus(); field.setSelectionRange(at, at); }");
    document.press("ArrowRight");
    page.waitForFunction(
        "() => document.querySelector('[data-schema-help]').textContent.startsWith('graceMonths: ')");
  }

  @Test
  @Tag("long")
  void whatCannotBeReadIsMendedBeforeAnythingIsEstimated() {
    Page page = design();
    Locator announced = page.locator("[data-policy=tianjin-mandate] [data-field=month]").first();
    announced.fill("soon");
    announced.blur();

    page.locator("[data-panel]").getByText("Mend what is marked").first().waitFor();
    assertThat(announced.inputValue()).isEqualTo("soon");
    announced.fill("2021-07");
    announced.blur();
    estimated(page);
  }

  @Test
  @Tag("long")
  void aVariantIsStoredAndFoundAmongTheScenarios() throws Exception {
    Page page = design();
    strength(page).fill("20");
    page.getByLabel("Its name").fill("my-weak-tianjin");
    page.getByLabel("Its name").blur();
    page.locator("[data-store]:not([disabled])").click();

    page.locator("[data-stored]").waitFor();
    assertThat(
            get("/api/scenarios/my-weak-tianjin")
                .at("/policies/tianjin-mandate/enforcement")
                .asDouble())
        .isEqualTo(0.2);
    Http.send(Http.request(Service.PROCUREMENT, "/api/scenarios/my-weak-tianjin").DELETE());
  }

  @Test
  @Tag("long")
  void aVariantIsRunOverKafkaBesideTheMarketWithoutPolicy() throws Exception {
    Page page = design();
    strength(page).fill("20");
    estimated(page);
    page.locator("[data-run-it]").click();

    page.waitForURL(url -> url.contains("#/runs/run-"));
    JsonNode run = get("/api/runs/" + page.url().replaceAll(".*/|\\?.*", ""));
    assertThat(run.at("/changes/policies.tianjin-mandate.enforcement").asDouble()).isEqualTo(0.2);
    assertThat(run.path("baseline").asText()).startsWith("run-");
    assertThat(get("/api/runs/" + run.path("baseline").asText() + "/scenario").path("policies"))
        .isEmpty();
  }

  @Test
  @Tag("long")
  void whereAnotherEstimateIsMadeThePageAsksAgain() {
    Page page = desk.page();
    int[] asked = new int[1];
    page.route(
        "**/api/experiments/estimate",
        route -> {
          if (asked[0]++ == 0) {
            route.fulfill(
                new Route.FulfillOptions()
                    .setStatus(429)
                    .setContentType("application/problem+json")
                    .setBody("{\"title\": \"Another\", \"status\": 429, \"errors\": []}"));
          } else {
            route.resume();
          }
        });
    design();

    assertThat(asked[0]).isGreaterThan(1);
  }

  @Test
  @Tag("long")
  void itFitsATelephoneInTheDark() {
    Page page = desk.page();
    page.setViewportSize(TELEPHONE, 844);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    design();

    desk.fits("the design");
    desk.look("telephone-design");
  }
}
