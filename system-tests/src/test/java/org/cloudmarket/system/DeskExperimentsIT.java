package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.stack.Service;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Experiments in the dashboard, in a browser against the real system. */
@Tag("long")
class DeskExperimentsIT {

  private static final Offset<Double> EXACT = Offset.offset(1e-9);
  private static final double PERCENT = 100;
  private static final int TELEPHONE = 390;

  private static final String MARKET =
      """
      scenario: tianjin-mandate
      set: {population.buyers: 200, start: 2021-07, months: 18}
      outcomes:
        city-cloud: {figure: running-share, ofProvider: tianjin-city-cloud, cities: [tianjin]}
        cost: {figure: cost-to-buyers}
      """;

  private static final String COMPARISON =
      """
      name: effect
      title: What the order moves
      kind: comparison
      arms: {without: {title: No policy, without: all}, with: {title: The order}}
      baseline: without
      replications: 6
      """
          + MARKET;

  private static final String ATTRIBUTION =
      """
      name: parts
      kind: attribution
      replications: 4
      """
          + MARKET;

  private static final String SENSITIVITY =
      """
      name: numbers
      kind: sensitivity
      method: sobol
      rows: 8
      factors:
        policies.tianjin-mandate.enforcement: {from: 0.1, to: 1}
        parameters.entryElasticity: {from: 0, to: 1}
      """
          + MARKET;

  private static String comparison;
  private static String attribution;
  private static String sensitivity;

  private Desk desk;

  @BeforeAll
  static void oneOfEachKind() throws Exception {
    comparison = ordered(COMPARISON);
    attribution = ordered(ATTRIBUTION);
    sensitivity = ordered(SENSITIVITY);
    for (String id : List.of(comparison, attribution, sensitivity)) {
      Market.until(id + " finishes", () -> finished(id));
    }
  }

  private static String ordered(String document) throws IOException, InterruptedException {
    HttpResponse<String> response =
        Http.send(
            Http.request(Service.PROCUREMENT, "/api/experiments")
                .header("Content-Type", "application/yaml")
                .POST(BodyPublishers.ofString(document)));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    return response.headers().firstValue("Location").orElseThrow().replaceAll(".*/", "");
  }

  private static boolean finished(String id) {
    try {
      return experiment(id).path("status").asText().equals("finished");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode experiment(String id) throws IOException, InterruptedException {
    return get("/api/experiments/" + id);
  }

  private static JsonNode get(String path) throws IOException, InterruptedException {
    return Http.get(Service.PROCUREMENT, path);
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

  private static List<Double> numbers(JsonNode array, double factor) {
    List<Double> numbers = new ArrayList<>();
    array.forEach(each -> numbers.add(each.asDouble() * factor));
    return numbers;
  }

  private static void theSame(List<Double> drawn, List<Double> known) {
    assertThat(drawn).hasSameSizeAs(known);
    for (int i = 0; i < known.size(); i++) {
      assertThat(drawn.get(i)).isCloseTo(known.get(i), EXACT);
    }
  }

  @Test
  void aDocumentIsExaminedAsOneTypesAndOrderedWhenItIsSound() throws Exception {
    Page page = desk.go("#/experiments");
    Locator document = page.getByLabel("Document (YAML or JSON)");

    document.fill(COMPARISON.replace("figure: running-share", "figure: runing-share"));
    page.waitForSelector("[data-faults] li");

    assertThat(page.locator("[data-faults]").textContent())
        .contains("Line 10", "/outcomes/city-cloud/figure");
    assertThat(page.locator(".lines li.faulty").allTextContents()).containsExactly("10");
    assertThat(page.locator("[data-order-it]").isDisabled()).isTrue();
    desk.look("experiments-with-a-fault");

    document.fill(COMPARISON);
    page.getByText("It can be ordered").waitFor();
    page.locator("[data-order-it]").press("Enter");
    page.waitForSelector("[data-experiment-status=finished]");
    String id = page.url().replaceAll(".*/experiments/([^?/]*).*", "$1");
    assertThat(experiment(id).path("outcomes")).isEqualTo(experiment(comparison).path("outcomes"));
  }

  @Test
  void aShippedDocumentIsSoundAndFillsTheField() {
    for (String shipped :
        List.of(
            "tianjin-effect",
            "suspension-effect",
            "classification-effect",
            "fine-effect",
            "union-act-effect",
            "leader-attribution",
            "tianjin-sensitivity")) {
      Page page = desk.go("#/experiments");
      page.getByLabel("Begin with").selectOption(shipped);
      page.waitForFunction(
          "name => document.getElementById('document').value.includes('name: ' + name)", shipped);
      page.waitForFunction(
          "() => !/Examining|Nothing/.test(document.querySelector('[data-verdict]').textContent)");

      assertThat(page.locator("[data-faults] li").allTextContents()).as(shipped).isEmpty();
    }
  }

  @Test
  void howManyRunsAShippedDocumentAsksForIsChangedInAField() {
    Page page = desk.go("#/experiments?template=tianjin-effect");
    Locator runs = page.getByLabel("Runs of each market (replications)");
    runs.waitFor();
    Locator document = page.getByLabel("Document (YAML or JSON)");

    runs.fill("12");
    runs.blur();
    assertThat(document.inputValue()).contains("\nreplications: 12\n");
    page.waitForFunction(
        "() => document.querySelector('[data-verdict]').textContent.includes('48 runs')");

    runs.fill("many");
    runs.blur();
    page.getByText("“many” is no whole number").waitFor();
    assertThat(page.locator("[data-order-it]").isDisabled()).isTrue();
    assertThat(document.inputValue()).contains("\nreplications: 12\n");
  }

  @Test
  void theListLeadsToEachExperiment() {
    Page page = desk.go("#/experiments");

    page.locator("[data-experiment-row=" + attribution + "] a").click();

    page.waitForSelector("[data-experiment-status=finished]");
    assertThat(page.url()).endsWith("#/experiments/" + attribution);
  }

  @Test
  @Tag("long")
  void aRowSaysWhatWasChangedAndIsFoundByIt() throws Exception {
    Page page = desk.go("#/experiments?q=order");
    page.getByLabel("Search experiments").fill("entryElasticity");
    page.locator("[data-experiment-row=" + sensitivity + "]").waitFor();
    assertThat(page.locator("[data-experiment-row=" + sensitivity + "] [data-changes]").innerText())
        .contains("Tianjin mandate, enforcement from 0.1 to 1");

    page.getByLabel("Search experiments").fill(comparison);
    Locator row = page.locator("[data-experiment-row=" + comparison + "]");
    row.waitFor();
    assertThat(row.locator("[data-changes]").innerText())
        .startsWith("With: with Tianjin mandate, with Tianjin preference");
    assertThat(
            get("/api/experiments?q=" + comparison)
                .at("/items/0/changes/with/policies.tianjin-mandate")
                .asText())
        .isEqualTo("migration-mandate");
  }

  @Test
  void whatGoesOnShowsItsProgressAndCanBeCancelled() throws Exception {
    String id = ordered(COMPARISON.replace("replications: 6", "replications: 1000"));
    Page page = desk.go("#/experiments/" + id);
    page.waitForSelector("[data-experiment-progress] progress");
    page.waitForFunction(
        "() => document.querySelector('[data-experiment-progress] progress').value > 0");
    assertThat(page.locator("[data-experiment-progress]").textContent()).contains("of 2,000 runs");
    desk.look("experiment-going-on");

    page.getByText("Cancel", new Page.GetByTextOptions().setExact(true)).click();
    page.waitForSelector("[data-experiment-status=cancelled]");

    assertThat(experiment(id).path("status").asText()).isEqualTo("cancelled");
    assertThat(page.locator("[data-waiting]").textContent()).contains("has no result");
  }

  @Test
  @Tag("long")
  void theEffectItsBandAndTheRunsBehindTheMeansAreThoseOfTheResult() throws Exception {
    JsonNode effect = experiment(comparison).at("/outcomes/0");
    desk.go("#/experiments/" + comparison + "?outcome=city-cloud");

    JsonNode drawn = desk.series("effect");
    theSame(numbers(drawn.at("/effect/data"), 1), numbers(effect.path("effect"), PERCENT));
    theSame(numbers(drawn.at("/low/data"), 1), numbers(effect.path("low"), PERCENT));
    List<Double> high = numbers(drawn.at("/low/data"), 1);
    List<Double> band = numbers(drawn.at("/band/data"), 1);
    for (int t = 0; t < high.size(); t++) {
      high.set(t, high.get(t) + band.get(t));
    }
    theSame(high, numbers(effect.path("high"), PERCENT));

    desk.page()
        .waitForFunction(
            "() => document.querySelector('[data-markets]"
                + " .canvas')?.chart.getOption().series.length > 2");
    JsonNode markets = desk.series("markets");
    assertThat(markets.size()).isEqualTo(2 + 2 * 6);
    theSame(numbers(markets.at("/arm/data"), 1), numbers(effect.path("mean"), PERCENT));
    JsonNode runs =
        get("/api/experiments/" + comparison + "/replications?outcome=city-cloud&arm=with");
    theSame(
        numbers(markets.at("/arm-6/data"), 1), numbers(runs.at("/replications/5/values"), PERCENT));
    assertThat(desk.page().locator("[data-effects] tbody tr").count()).isEqualTo(2);
    assertThat(desk.page().locator("[data-finding]").textContent()).contains("The order");
    desk.look("experiment-comparison");
  }

  @Test
  void whatPeopleWroteIsTextInATooltip() throws Exception {
    String title = "<img src=nowhere onerror=alert(1)>";
    String id = ordered(COMPARISON.replace("title: The order", "title: '" + title + "'"));
    Market.until(id + " finishes", () -> finished(id));
    desk.go("#/experiments/" + id + "?outcome=city-cloud");
    desk.series("markets");

    String shown =
        (String)
            desk.page()
                .evaluate(
                    """
                    () => {
                      const canvas = document.querySelector('[data-markets] .canvas');
                      canvas.chart.dispatchAction({type: 'showTip', seriesIndex: 0, dataIndex: 1});
                      return canvas.textContent;
                    }
                    """);

    assertThat(shown).contains(title);
    assertThat(desk.page().locator("img[src=nowhere]").count()).isZero();
  }

  @Test
  void thePageRunsNoScriptThatItsServiceDoesNotHave() {
    Page page = desk.go("#/experiments");
    page.waitForSelector("[data-order]");

    String refused =
        (String)
            page.evaluate(
                """
                () => new Promise((told) => {
                  document.addEventListener('securitypolicyviolation',
                    (violation) => told(violation.effectiveDirective), {once: true});
                  const script = document.createElement('script');
                  script.textContent = 'document.body.dataset.ran = 1';
                  document.body.append(script);
                })
                """);

    assertThat(refused).isEqualTo("script-src-elem");
    assertThat(page.locator("body[data-ran]").count()).isZero();
    desk.forgive("Content Security Policy");
  }

  @Test
  void anExaminationThatHadNoTurnIsAskedForAgain() {
    Page page = desk.page();
    AtomicInteger asked = new AtomicInteger();
    page.route(
        "**/api/experiments/validation",
        route -> {
          if (asked.incrementAndGet() == 1) {
            route.fulfill(
                new Route.FulfillOptions()
                    .setStatus(429)
                    .setContentType("application/problem+json")
                    .setBody(
                        "{\"type\":\"urn:cloudmarket:problem:too-many-examinations\",\"title\":"
                            + "\"Too many documents are being examined\",\"status\":429,"
                            + "\"errors\":[]}"));
          } else {
            route.resume();
          }
        });
    desk.go("#/experiments");

    page.getByLabel("Document (YAML or JSON)").fill(COMPARISON);

    page.getByText("It can be ordered").waitFor();
    assertThat(asked.get()).isGreaterThan(1);
    desk.forgive("429");
  }

  @Test
  @Tag("long")
  void theMeanOfTheReplicationsIsTheMeanOfTheResult() throws Exception {
    JsonNode runs = get("/api/experiments/" + comparison + "/replications?outcome=cost&arm=with");
    JsonNode effect =
        StreamSupport.stream(experiment(comparison).path("outcomes").spliterator(), false)
            .filter(each -> each.at("/measure/name").asText().equals("cost"))
            .findFirst()
            .orElseThrow();

    assertThat(runs.path("months")).isEqualTo(effect.path("months"));
    for (int t = 0; t < effect.path("mean").size(); t++) {
      double sum = 0;
      for (JsonNode run : runs.path("replications")) {
        sum += run.path("values").path(t).asDouble();
      }
      assertThat(sum / runs.path("replications").size())
          .isCloseTo(effect.path("mean").path(t).asDouble(), Offset.offset(1.0));
    }
  }

  @Test
  @Tag("long")
  void whatCannotBeAskedOfTheReplicationsIsNamed() throws Exception {
    String path = "/api/experiments/" + comparison + "/replications";
    HttpResponse<String> faulty =
        Http.send(Http.request(Service.PROCUREMENT, path + "?arm=nobody").GET());

    assertThat(Http.problem(faulty, 400).path("errors").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/outcome", "/arm");
    HttpResponse<String> armless =
        Http.send(
            Http.request(
                    Service.PROCUREMENT,
                    "/api/experiments/" + attribution + "/replications?outcome=cost&arm=with")
                .GET());
    assertThat(Http.problem(armless, 409).path("type").asText()).endsWith(":no-arms");
  }

  @Test
  @Tag("long")
  void theBarsOfTheWaterfallEndWhereTheWholeDoes() throws Exception {
    double whole = experiment(attribution).at("/attributions/0/whole/value").asDouble() * PERCENT;
    desk.go("#/experiments/" + attribution + "?outcome=city-cloud");

    JsonNode bars = desk.series("waterfall").at("/parts/data");

    int last = bars.size() - 1;
    assertThat(bars.path(last).path("name").asText()).isEqualTo("All together");
    assertThat(bars.path(last).at("/value/2").asDouble()).isCloseTo(whole, EXACT);
    assertThat(bars.path(last - 1).at("/value/2").asDouble()).isCloseTo(whole, EXACT);
    for (int i = 1; i < last; i++) {
      assertThat(bars.path(i).at("/value/1").asDouble())
          .isCloseTo(bars.path(i - 1).at("/value/2").asDouble(), EXACT);
    }
    assertThat(desk.page().locator("[data-parts=city-cloud] tbody tr").count())
        .isEqualTo(bars.size());
    desk.look("experiment-attribution");
  }

  @Test
  @Tag("long")
  void theTornadoShowsWhatMattersMostFirst() throws Exception {
    desk.go("#/experiments/" + sensitivity + "?outcome=cost");

    JsonNode bars = desk.series("tornado").at("/strengths/data");

    assertThat(bars.size()).isEqualTo(2);
    assertThat(bars.at("/0/value/2").asDouble())
        .isGreaterThanOrEqualTo(bars.at("/1/value/2").asDouble());
    desk.look("experiment-sensitivity");
  }

  @Test
  @Tag("long")
  void anOutcomeThatIsNotThereIsNamed() {
    Page page = desk.go("#/experiments/" + comparison + "?outcome=nothing");

    assertThat(page.locator("[data-misread]").textContent()).contains("no outcome “nothing”");
  }

  @Test
  @Tag("long")
  void aPairIsMarkedAsOneDrawAndStandsBesideTheMeanOfManyOnceTheyAreMade() throws Exception {
    Map<String, String> few =
        Map.of("population.buyers", "150", "start", "2021-07", "months", "18");
    KafkaRun treatment = Market.order("tianjin-mandate", 31, 1, few);
    KafkaRun baseline = Market.order("no-policy", 31, 1, few);
    Market.finished(treatment);
    Market.finished(baseline);
    Page page = desk.go("#/compare?baseline=" + baseline.id() + "&treatment=" + treatment.id());
    assertThat(page.locator("[data-one-draw]").textContent()).contains("one draw among many");
    desk.look("compare-one-pair");

    page.locator("[data-make-pairs]").click();
    page.waitForSelector("[data-many] [data-interval]");

    JsonNode found =
        get("/api/experiments?baseline=" + baseline.id() + "&treatment=" + treatment.id())
            .at("/items/0");
    assertThat(found.path("arm").asText()).isEqualTo("treatment");
    assertThat(experiment(found.path("id").asText()).path("replications").asInt()).isEqualTo(40);
    assertThat(desk.series("difference").properties())
        .anyMatch(series -> series.getKey().startsWith("~band-"));
    List<String> moments =
        page.locator("[data-many] tbody").first().locator("tr td.text").allInnerTexts();
    assertThat(moments).hasSizeBetween(2, 3);
    assertThat(moments.getFirst()).startsWith("peak, 20");
    assertThat(String.join(" ", moments)).contains("mean, 2021-08 to 2022-12");
    desk.look("compare-many-pairs");

    desk.go("#/runs/" + treatment.id());
    page.waitForSelector(".kpis [data-interval]");
    assertThat(page.locator("[data-many-seeds]").textContent()).contains("40 seeds");
    desk.look("watch-with-intervals");
    assertThat(get("/api/experiments?baseline=" + treatment.id()).path("items").size()).isZero();
  }

  @Test
  void theBackTestShowsEveryPublishedFigureBesideOurs() throws Exception {
    JsonNode card = get("/api/validation");
    Page page = desk.go("#/validation");
    page.waitForSelector("[data-scorecard]");

    assertThat(page.locator("[data-scorecard] tbody tr").count())
        .isEqualTo(card.path("rows").size());
    assertThat(page.locator("[data-finding]").textContent())
        .contains(card.path("inside").asInt() + " of " + card.path("rows").size());
    page.getByLabel("Rows").selectOption("outside");
    assertThat(page.locator("[data-scorecard] tbody tr").count())
        .isEqualTo(card.path("rows").size() - card.path("inside").asInt());
    desk.look("back-test");
  }

  @Test
  @Tag("long")
  void everyExperimentFitsATelephoneInTheDark() {
    Page page = desk.page();
    page.setViewportSize(TELEPHONE, 844);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    Map.of(comparison, "effect", attribution, "waterfall", sensitivity, "tornado")
        .forEach(
            (id, figure) -> {
              desk.go("#/experiments/" + id);
              desk.series(figure);
              desk.fits(figure);
              desk.look("telephone-" + figure);
            });
    desk.go("#/experiments?template=tianjin-effect");
    page.getByText("Order it").waitFor();
    desk.fits("the list");
    desk.look("telephone-experiments");
  }
}
