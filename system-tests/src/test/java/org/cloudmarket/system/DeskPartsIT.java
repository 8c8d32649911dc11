package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page's own modules, each by itself, in a browser that has nothing else to do. */
class DeskPartsIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static Desk desk;

  /** A page that has the modules at hand and no view. */
  @BeforeAll
  static void openAnEmptyPage() {
    desk = Desk.open();
    desk.page()
        .route(
            "**/parts",
            route ->
                route.fulfill(
                    new Route.FulfillOptions()
                        .setContentType("text/html")
                        .setBody(
                            """
                            <script type="importmap">
                              {"imports": {"lit-html": "./_static/lit-html/lit-html.js",
                                "lit-html/": "./_static/lit-html/", "echarts/": "./_static/echarts/"}}
                            </script>
                            """)));
    desk.go("parts");
  }

  @AfterAll
  static void nothingWentWrongInTheBrowser() {
    if (desk != null) {
      try (Desk closed = desk) {
        assertThat(closed.errors()).isEmpty();
      }
    }
  }

  @Test
  void aStreamIsTheSameEventsHoweverItIsCutIntoPieces() throws IOException {
    String stream =
        """
        event: contract-awarded
        id: 0-5:1:7
        data: {"tender": "a: b",
        data: "winner": "云"}

        : a sign of life

        event:run-ended
        data:{}

        data: of no type

        id: 0-9
        data: not whole
        """;
    SplittableRandom random = new SplittableRandom(5);
    List<List<String>> ways =
        new ArrayList<>(List.of(List.of(stream), Arrays.asList(stream.split(""))));
    IntStream.range(0, 200).forEach(_ -> ways.add(pieces(stream, random)));

    JsonNode read =
        answer(
            """
            async (ways) => {
              const { eventReader } = await import('./desk/sse.js');
              return ways.map((pieces) => {
                const events = [];
                pieces.forEach(eventReader((event) => events.push(event)));
                return events;
              });
            }
            """,
            ways);

    JsonNode events =
        JSON.readTree(
            """
            [{"type": "contract-awarded", "data": "{\\"tender\\": \\"a: b\\",\\n\\"winner\\": \\"云\\"}", "id": "0-5:1:7"},
             {"type": "run-ended", "data": "{}", "id": null},
             {"type": "message", "data": "of no type", "id": null}]
            """);
    assertThat(read).hasSameSizeAs(ways).allSatisfy(each -> assertThat(each).isEqualTo(events));
  }

  @Test
  void theTallyCountsEveryAwardAndKeepsTheNewest() throws IOException {
    List<Map<String, Object>> awards =
        IntStream.range(0, 3_000).mapToObj(i -> award(i, i % 7 == 0)).toList();
    long displaced = awards.stream().filter(DeskPartsIT::displaced).count();
    List<Object> outcomes = new ArrayList<>();
    awards.forEach(award -> outcomes.add(List.of("contract-awarded", award)));
    outcomes.add(List.of("tender-failed", Map.of("month", "2021-01")));
    outcomes.add(List.of("of-a-kind-to-come", Map.of()));

    JsonNode tally =
        answer(
            """
            async (outcomes) => {
              const { Tally } = await import('./desk/tally.js');
              const tally = new Tally();
              outcomes.forEach(([type, outcome]) => tally.add(type, outcome));
              return { counts: tally.counts, newest: tally.newest() };
            }
            """,
            outcomes);

    assertThat(tally.at("/counts/awards").asInt()).isEqualTo(awards.size());
    assertThat(tally.at("/counts/displaced").asLong()).isEqualTo(displaced);
    newestFirst(tally.path("newest"), awards);
  }

  @Test
  void anAddressIsReadAsItWasWritten() throws IOException {
    JsonNode read =
        answer(
            """
            async () => {
              const { address, adjust, current } = await import('./desk/route.js');
              const told = () => ({ ...current(), query: Object.fromEntries(current().query) });
              const at = (hash) => {
                history.replaceState(null, '', hash);
                return told();
              };
              const written = at(address(['runs', 'a/b 50%'], { by: 'provider', city: '', note: 'x&y=z' }));
              adjust({ by: '', of: 'awarded' });
              return { written, adjusted: told(), mistyped: at('#/runs/%zz?by=segment'), none: at('#') };
            }
            """,
            "");

    assertThat(read)
        .isEqualTo(
            JSON.readTree(
                """
                {"written": {"path": ["runs", "a/b 50%"], "query": {"by": "provider", "note": "x&y=z"}, "faults": []},
                 "adjusted": {"path": ["runs", "a/b 50%"], "query": {"of": "awarded", "note": "x&y=z"}, "faults": []},
                 "mistyped": {"path": ["runs", "%zz"], "query": {"by": "segment"},
                  "faults": ["“%zz” has a % that is not followed by the two digits of a character."]},
                 "none": {"path": [], "query": {}, "faults": []}}
                """));
  }

  @Test
  void whatAnAddressSaysThatNoViewKnowsIsSaid() throws IOException {
    Map<String, String> misread =
        Map.ofEntries(
            Map.entry("#/compare?baseline=a&amp;treatment=b", "“amp;treatment” is no part"),
            Map.entry("#/compare?baseline=a&treatment=a", "are the same run"),
            Map.entry("#/compare?baseline=a&baseline=b", "“baseline” is there twice"),
            Map.entry("#/compare?baseline=&treatment=b", "“baseline” has no value"),
            Map.entry("#/compare?Baseline=a", "“Baseline” is no part"),
            Map.entry("#/compare?measure=price", "“measure” is “price”"),
            Map.entry("#/compare?by=city%ff", "has a % that is not followed"),
            Map.entry("#/compare/a", "There is no view “compare/a”"),
            Map.entry("#/?scenario=no-policy", "“scenario” is no part"),
            Map.entry("#/Runs", "There is no view “Runs”"),
            Map.entry("#/runs/a/flow", "There is no view “runs/a/flow”"),
            Map.entry("#/runs/a/awards", "There is no view “runs/a/awards”"),
            Map.entry("#/runs//a", "two slashes"),
            Map.entry("#runs/a", "not with “#/”"),
            Map.entry("#/runs/a?by=colour", "“by” is “colour”"),
            Map.entry("#/runs/a?since=2021-13", "“since” is “2021-13”, which is no month"),
            Map.entry("#/runs/a?span=6", "“span” is no part"),
            Map.entry("#/runs/a/flows?span=7", "“span” is “7”"),
            Map.entry("#/runs/a/flows?pivot=Sept 2021", "which is no month"),
            Map.entry("#/runs/a/providers?measure=price", "“measure” is “price”"),
            Map.entry("#/runs?status=done", "“status” is “done”"),
            Map.entry("?by=city#/compare", "stands before the #"));
    List<String> sound =
        List.of(
            "",
            "#/",
            "#/order?scenario=no-policy&arm=none",
            "#/runs?q=50%25&status=failed",
            "#/runs/a/",
            "#/runs/a?by=provider&of=awarded&since=2021-08&slice=chosen",
            "#/runs/a/flows?pivot=2021-08&span=12&city=tianjin",
            "#/runs/a/awards/t",
            "#/compare?baseline=a&treatment=b&by=city&measure=failed");

    JsonNode faults =
        answer(
            """
            async (addresses) => {
              const { readAddress } = await import('./desk/parameters.js');
              return addresses.map((address) => {
                history.replaceState(null, '', address || location.pathname);
                return readAddress().faults.join(' ');
              });
            }
            """,
            Stream.concat(misread.keySet().stream(), sound.stream()).toList());
    desk.go("parts");

    int at = 0;
    for (Map.Entry<String, String> each : misread.entrySet()) {
      assertThat(faults.get(at++).asText()).as(each.getKey()).contains(each.getValue());
    }
    for (String address : sound) {
      assertThat(faults.get(at++).asText()).as(address).isEmpty();
    }
  }

  @Test
  void monthsAndNumbersAreReadTheSameInAllBrowsersOrNotAtAll() throws IOException {
    List<String> noMonths =
        List.of("Sept 2021", "2021-13", "9/2023", "2021-9", "2021-00", "２０２１-09");
    List<String> noWhole =
        List.of("1e5", "1,5", "1.0", "", "abc", "9007199254740992", "-9007199254740992", "0x10");
    List<String> noDecimals = List.of("0,5", "1.5", "-0.1", "1 000", "abc", "", "Infinity", "--1");

    JsonNode read =
        answer(
            """
            async ([noMonths, noWhole, noDecimals]) => {
              const { monthFault, numberOf } = await import('./desk/fields.js');
              const run = { first: '2019-01', last: '2026-12' };
              return {
                refused: [...noMonths.map((text) => monthFault(text, run)), monthFault('2018-12', run), monthFault('', run),
                  ...noWhole.map((text) => numberOf(text, { whole: true }).fault),
                  ...noDecimals.map((text) => numberOf(text, { min: 0, max: 1 }).fault)],
                taken: [monthFault('2021-09', run), monthFault('', { optional: true }),
                  numberOf('-9007199254740991', { whole: true }), numberOf('9007199254740991', { whole: true }),
                  numberOf('007', { whole: true }), numberOf('.5', { min: 0, max: 1 }), numberOf('5e-1', {})],
              };
            }
            """,
            List.of(noMonths, noWhole, noDecimals));

    assertThat(read.path("refused"))
        .hasSize(noMonths.size() + noWhole.size() + noDecimals.size() + 2)
        .allSatisfy(fault -> assertThat(fault.asText("")).isNotBlank().isNotEqualTo("null"));
    assertThat(read.path("taken"))
        .hasToString(
            "[null,null,{\"value\":-9007199254740991},{\"value\":9007199254740991},{\"value\":7},"
                + "{\"value\":0.5},{\"value\":0.5}]");
  }

  @Test
  void noTwoHaveOneColourAndWhereThereAreTooManyTheLargestHaveOne() throws IOException {
    JsonNode colors =
        answer(
            """
            async (ids) => {
              const { paletteOf } = await import('./desk/palette.js');
              const sizeOf = (id) => Number(id.slice(1));
              const providers = Object.fromEntries(ids.map((id) => [id, { ownership: 'private' }]));
              return ['city', 'segment', 'provider'].map((by) => [...paletteOf(by, ids, providers, sizeOf)]);
            }
            """,
            IntStream.range(0, 60).mapToObj(i -> "c" + i).toList());

    for (JsonNode palette : colors) {
      List<JsonNode> named = new ArrayList<>();
      List<JsonNode> grey = new ArrayList<>();
      palette.forEach(each -> (each.path(1).asText().equals("#8c8c8c") ? grey : named).add(each));
      assertThat(named)
          .hasSizeBetween(5, 12)
          .extracting(each -> each.path(1).asText())
          .doesNotHaveDuplicates();
      assertThat(named)
          .extracting(each -> each.path(0).asText())
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(60 - named.size(), 60).mapToObj(i -> "c" + i).toList());
      assertThat(grey).hasSize(60 - named.size());
    }
  }

  @Test
  void aLegendStaysInItsChartAndAboveItsPlotHoweverManyNamesThereAre() throws IOException {
    JsonNode places =
        answer(
            """
            async (cases) => {
              const echarts = await import('echarts/dist/echarts.esm.min.mjs');
              const { axes } = await import('./desk/chart.js');
              const colors = { ink: '#000', soft: '#555', line: '#ccc', paper: '#fff', accent: '#00f' };
              return cases.map(([width, names]) => {
                const root = document.createElement('div');
                root.style.cssText = `width:${width}px;height:320px`;
                document.body.append(root);
                const chart = echarts.init(root);
                chart.setOption({ ...axes(colors, ['2019-01'], { names, width, value: String }), animation: false,
                  textStyle: { fontFamily: 'system-ui, sans-serif' }, series: names.map((name, i) => ({ id: `s${i}`, name, type: 'line', data: [i] })) });
                chart.getZr().flush();
                const model = chart.getModel().getComponent('legend');
                const group = chart.getViewOfComponentModel(model).group;
                const rect = group.getBoundingRect().clone();
                rect.applyTransform(group.transform ?? [1, 0, 0, 1, group.x, group.y]);
                const plot = chart.getModel().getComponent('grid').coordinateSystem.getRect();
                chart.dispose();
                return { paged: model.option.type === 'scroll', width, left: rect.x, right: rect.x + rect.width, bottom: rect.y + rect.height, plot: plot.y, height: plot.height };
              });
            }
            """,
            List.of(
                List.of(1200, names(24, "A cloud of ")),
                List.of(358, names(9, "Cloud ")),
                List.of(358, names(24, "A provider with a long name ")),
                List.of(
                    358,
                    names(2, "A single name that is wider than a telephone is, and then some ")),
                List.of(600, names(13, "国产云服务商 "))));

    assertThat(places)
        .hasSize(5)
        .allSatisfy(
            place -> {
              assertThat(place.path("left").asDouble()).isGreaterThanOrEqualTo(0);
              // What is on other pages is cut off.
              assertThat(place.path("paged").asBoolean() ? 0 : place.path("right").asDouble())
                  .isLessThanOrEqualTo(place.path("width").asDouble());
              assertThat(place.path("bottom").asDouble()).isLessThan(place.path("plot").asDouble());
              assertThat(place.path("height").asDouble()).isGreaterThan(120);
            });
  }

  private static List<String> names(int howMany, String start) {
    return IntStream.range(0, howMany).mapToObj(i -> start + i).toList();
  }

  @Test
  void whatIsInATableSurvivesTheCsv() throws IOException {
    JsonNode csv =
        answer(
            """
            async (table) => {
              const { csv } = await import('./desk/take-away.js');
              return csv(table).text();
            }
            """,
            Map.of(
                "columns",
                List.of("month", "share, of \"running\" spend"),
                "rows",
                List.of(
                    List.of("2021-09", 0.25),
                    Arrays.asList("two\nlines", null),
                    List.of("", "a\rb"),
                    List.of("云", 0))));

    assertThat(csv.asText())
        .isEqualTo(
            String.join(
                "\r\n",
                "month,\"share, of \"\"running\"\" spend\"",
                "2021-09,0.25",
                "\"two\nlines\",",
                ",\"a\rb\"",
                "云,0",
                ""));
  }

  @Test
  void moneyIsInTheCurrencyOfTheScenario() throws IOException {
    JsonNode said =
        answer(
            """
            async (scenarios) => {
              const { currencyOf, money } = await import('./desk/format.js');
              return scenarios.map((scenario) => money(-123_456_789_00, currencyOf(scenario)));
            }
            """,
            List.of(Map.of("currency", "EUR"), Map.of("currency", "CHF"), Map.of()));

    assertThat(said).hasToString("[\"-123.5 m euros\",\"-123.5 m CHF\",\"-123.5 m yuan\"]");
  }

  /** What a function in the page makes of something; both ways it goes as JSON. */
  private static JsonNode answer(String function, Object given) throws IOException {
    return JSON.readTree(
        (String)
            desk.page()
                .evaluate(
                    "async (given) => JSON.stringify(await (" + function + ")(JSON.parse(given)))",
                    JSON.writeValueAsString(given)));
  }

  private static List<String> pieces(String text, SplittableRandom random) {
    List<String> pieces = new ArrayList<>();
    for (int from = 0, end; from < text.length(); from = end) {
      end = random.nextInt(from + 1, text.length() + 1);
      pieces.add(text.substring(from, end));
    }
    return pieces;
  }

  private static void newestFirst(JsonNode lines, List<Map<String, Object>> awards) {
    assertThat(lines.size()).isBetween(1, awards.size() - 1);
    assertThat(lines.findValuesAsText("tender"))
        .containsExactlyElementsOf(
            awards.reversed().stream()
                .limit(lines.size())
                .map(award -> award.get("tender").toString())
                .toList());
  }

  /** As the stream tells it. */
  private static Map<String, Object> award(int number, boolean displaced) {
    return Map.of(
        "tender", "tender-" + number,
        "month", "2021-08",
        "city", "tianjin",
        "segment", "bank",
        "incumbent", "alibaba-cloud",
        "winner", "huawei-cloud",
        "ownership", "private",
        "annualValueFen", 1_000_000,
        "displacedBy", displaced ? List.of("order") : List.of());
  }

  private static boolean displaced(Map<String, Object> award) {
    return !((List<?>) award.get("displacedBy")).isEmpty();
  }
}
