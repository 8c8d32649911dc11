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
  void whetherADeadlineComesIsSaidOfThePairsInWhichItsPolicyHolds() throws IOException {
    JsonNode said =
        answer(
            """
            async (means) => {
              const { inForceTexts } = await import('./desk/in-force.js');
              const months = ['2022-01', '2022-02', '2022-03', '2022-04', '2022-05', '2022-06'];
              const scenario = {
                policies: { order: { effective: '2022-01', end: 'never', deadline: '2022-05', graceMonths: 2 } },
                triggers: { softening: { actions: [{ repeal: 'order' }] } },
              };
              return means.map((mean) => inForceTexts({ pairs: 4, outcomes: [
                { arm: 'variant-1', measure: { figure: 'in-force', of: 'order' }, months, mean },
              ] }, 0, scenario).join());
            }
            """,
            List.of(
                List.of(1, 1, 1, 1, 1, 1), List.of(1, 1, 0, 0, 0, 0), List.of(1, 1, 1, 0.5, 0, 0)));

    assertThat(said.path(0).asText())
        .isEqualTo(
            "A trigger ends “Order” in none of 4 pairs. Its deadline, 2022-05, comes in all 4"
                + " pairs.");
    assertThat(said.path(1).asText())
        .isEqualTo(
            "A trigger ends “Order” in all 4 pairs, in 2022-03. Its deadline, 2022-05, comes in"
                + " none of 4 pairs, and nobody is moved for it: from 2022-03 on, when contracts"
                + " would be ended for it, the policy is not in force.");
    assertThat(said.path(2).asText())
        .isEqualTo(
            "A trigger ends “Order” in all 4 pairs, from 2022-04 to 2022-05. Its deadline, 2022-05,"
                + " comes in none of 4 pairs. Contracts are ended for it from 2022-03 on, where the"
                + " policy is in force then: in all 4 pairs.");
  }

  @Test
  void policiesDifferInTheMonthsInWhichOneRunHasAnotherOrTheSameWithOtherTerms()
      throws IOException {
    JsonNode months =
        answer(
            """
            async (sides) => {
              const { monthsOfPolicy } = await import('./desk/effects.js');
              const events = [{ month: '2022-02', policy: 'order', event: 'enacted' }, { month: '2022-04', policy: 'order', event: 'ended' }];
              const side = (terms) => ({ run: { policies: terms ? events : [] }, scenario: { policies: terms ? { order: terms } : {} } });
              return sides.map(([one, other]) => monthsOfPolicy(side(one), side(other), ['2022-01', '2022-02', '2022-03', '2022-04']));
            }
            """,
            List.of(
                Arrays.asList(null, Map.of("deadline", "2022-04")),
                List.of(Map.of("deadline", "2022-04"), Map.of("deadline", "2022-04")),
                List.of(Map.of("deadline", "2022-04"), Map.of("deadline", "2022-03"))));

    assertThat(months).isEqualTo(JSON.readTree("[[1, 2], [], [1, 2]]"));
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
  void theTallyLooksThroughEveryAwardForWords() throws IOException {
    List<Map<String, Object>> awards =
        IntStream.range(0, 3_000).mapToObj(i -> award(i, i % 7 == 0)).toList();

    JsonNode found =
        answer(
            """
            async (awards) => {
              const { Tally } = await import('./desk/tally.js');
              const count = (words) => {
                const tally = new Tally(words);
                awards.forEach((award) => tally.add('contract-awarded', { ...award, incumbent: null, winner: award.displacedBy.length ? 'alibaba-cloud' : 'huawei-cloud' }));
                return tally.counts.awards;
              };
              return ['', 'ALIBABA', 'alibaba-cloud', 'huawei alibaba', 'nobody'].map(count);
            }
            """,
            awards);

    int displaced = (int) awards.stream().filter(DeskPartsIT::displaced).count();
    assertThat(found)
        .isEqualTo(JSON.valueToTree(List.of(awards.size(), displaced, displaced, 0, 0)));
  }

  @Test
  void whatIsOtherInAScenarioIsNamedByItsPathAndWrittenOverWhatItExtends() throws IOException {
    JsonNode read =
        answer(
            """
            async () => {
              const { changesBetween } = await import('./desk/changes.js');
              const { overlay, yaml } = await import('./desk/document-writer.js');
              const base = { name: 'base', title: 'Base', population: { buyers: 10 }, triggers: {},
                policies: { order: { instrument: 'exclusion', enforcement: 0.9, end: 'never' }, bonus: { instrument: 'subsidy' } } };
              const other = structuredClone(base);
              other.population.buyers = 20;
              other.policies.order.enforcement = 0.5;
              other.policies.order.legalBasis = 'A plan: "softened"';
              delete other.policies.bonus;
              return { none: changesBetween(base, structuredClone(base)), changes: changesBetween(base, other),
                yaml: yaml(overlay(base, other, { name: 'mine', title: 'Mine', arms: true })) };
            }
            """,
            Map.of());

    assertThat(read.path("none")).isEmpty();
    assertThat(read.path("changes"))
        .isEqualTo(
            JSON.readTree(
                """
                {"population.buyers": 20, "policies.order.enforcement": 0.5,
                 "policies.order.legalBasis": "A plan: \\"softened\\"", "policies.bonus": null}
                """));
    assertThat(read.path("yaml").asText())
        .isEqualTo(
            """
            name: mine
            title: Mine
            extends: base
            population:
              buyers: 20
            policies:
              order:
                instrument: exclusion
                enforcement: 0.5
                end: never
                legalBasis: "A plan: \\"softened\\""
              bonus: null
            arms: null
            """);
  }

  @Test
  void aFindingSaysWhichWayHowMuchHowSureAndWhatIsLeft() throws IOException {
    JsonNode read =
        answer(
            """
            async () => {
              const { findingText } = await import('./desk/finding.js');
              const at = { what: { by: 'provider', id: 'tianjin-city-cloud' }, slice: { city: 'tianjin', segment: 'state-enterprise' }, from: '2021-08', last: '2026-12' };
              const say = (policies, period, end) => findingText({ ...at, policies, period: { value: period[0], low: period[1], high: period[2] }, end: { value: end[0], low: end[1], high: end[2] } });
              return [say(['tianjin-mandate'], [0.38, 0.31, 0.45], [0.29, 0.2, 0.38]),
                say(['a', 'b', 'c'], [-0.02, -0.02, -0.02], [0, 0, 0]),
                say(['a', 'b'], [0.001, -0.01, 0.012], [0, -0.01, 0.01]),
                say(['a'], [0.02, 0.01, 0.03], [-0.01, -0.011, -0.009])];
            }
            """,
            Map.of());

    String spend = "the cloud spend of state enterprise buyers in Tianjin";
    assertThat(read)
        .isEqualTo(
            JSON.valueToTree(
                List.of(
                    "Tianjin mandate moved 38.0 points [31.0, 45.0] of "
                        + spend
                        + " to Tianjin city cloud, on average from 2021-08 on; in 2026-12 it is 29.0"
                        + " points [20.0, 38.0]",
                    "In one draw, the 3 policies together moved 2.0 points of "
                        + spend
                        + " away from Tianjin city cloud, on average from 2021-08 on; in 2026-12"
                        + " nothing of that is left",
                    "Whether A and B moved any of "
                        + spend
                        + " to Tianjin city cloud or away is not clear: +0.1 points [−1.0, +1.2]",
                    "A moved 2.0 points [1.0, 3.0] of "
                        + spend
                        + " to Tianjin city cloud, on average from 2021-08 on; in 2026-12 it is 1.00"
                        + " points [0.90, 1.10] the other way")));
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
            Map.entry("#/runs/a/awards/t/u", "There is no view “runs/a/awards/t/u”"),
            Map.entry("#/runs/a/awards?month=2021-09&to=2022-01", "“month” does not go with"),
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
            "#/runs/a/awards?from=2021-09&to=2022-01&provider=x&displaced=yes&tables=shares",
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
              return csv(table, ['Shares, "in" %', 'of two\\nlines']).text();
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
                "# Shares, \"in\" %",
                "# of two lines",
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

    assertThat(said)
        .hasToString("[\"−EUR 123 million\",\"−CHF 123 million\",\"−CNY 123 million\"]");
  }

  @Test
  void moneyIsWrittenAlikeWhereverItStands() throws IOException {
    JsonNode said =
        answer(
            """
            async (sums) => {
              const { money } = await import('./desk/format.js');
              const { partsOf } = await import('./desk/estimates.js');
              const unitOf = (text) => text.replace(/[0-9.,−]+ ?/, '').replace('CNY ', '').trim();
              return sums.map((value) => [unitOf(money(value, 'CNY')), partsOf({ value, low: value, high: value }, { unit: 'fen' }, 'CNY', false).unit.trim()]);
            }
            """,
            List.of(99, 99_999_999L, 100_000_000L, 99_999_999_999L, 100_000_000_000L));

    assertThat(said)
        .hasToString(
            "[[\"\",\"\"],[\"\",\"\"],[\"million\",\"million\"],[\"million\",\"million\"],[\"billion\",\"billion\"]]");
  }

  @Test
  void everyCityOfAShippedMarketLiesOnItsMapAndNoTwoTilesOnEachOther() throws IOException {
    JsonNode maps =
        answer(
            """
            async (scenarios) => {
              const { mapOf } = await import('./desk/places.js');
              return Promise.all(scenarios.map(async (name) => {
                const { population } = await (await fetch(`./api/scenarios/${name}`)).json();
                const { region, regions, elsewhere } = mapOf(Object.keys(population.cities));
                return { region, elsewhere, tiles: regions.length, places: new Set(regions.map(({ column, row }) => `${column} ${row}`)).size,
                  cities: regions.flatMap(({ cities }) => cities).length === Object.keys(population.cities).length };
              }));
            }
            """,
            List.of("china-2019-2021", "eu-sovereign-cloud"));

    assertThat(maps)
        .hasToString(
            "[{\"region\":\"province\",\"elsewhere\":[],\"tiles\":31,\"places\":31,\"cities\":true},{\"region\":\"state"
                + " of the Union\",\"elsewhere\":[],\"tiles\":27,\"places\":27,\"cities\":true}]");
  }

  @Test
  void anAwardIsExplainedInOneSentenceHoweverItCameOut() throws IOException {
    JsonNode sentences =
        answer(
            """
            async () => {
              const { verdict } = await import('./desk/verdict.js');
              const bid = (provider, total) => ({ provider, answer: 'bid', because: '', points: { total } });
              const out = (provider, answer, because = '') => ({ provider, answer, because, points: null });
              const open = { ending: 'awarded', procedure: 'competition', winner: 'huawei-cloud', bids: [bid('huawei-cloud', 72_100_000), bid('tianjin-city-cloud', 70_000_000)] };
              const won = (bids, more = {}) => ({ ending: 'awarded', procedure: 'competition', winner: 'tianjin-city-cloud', bids, ...more });
              const rule = (more = {}) => ({ policy: 'tianjin-mandate', conduct: 'applies', direct: '', ends: false, bridges: false, ...more });
              const why = (actual, rules, more = {}) => verdict({ actual, counterfactual: open, rules, incumbent: 'huawei-cloud', forced: false, ...more });
              return [
                why(won([bid('tianjin-city-cloud', 70_000_000), out('huawei-cloud', 'not-eligible', 'tianjin-mandate')]), [rule()]),
                why(won([bid('tianjin-city-cloud', 75_600_000), bid('huawei-cloud', 72_100_000)]), [rule({ policy: 'tianjin-preference' })]),
                why(won([]), [rule({ direct: 'tianjin-city-cloud' })]),
                why(won([bid('tianjin-city-cloud', 70_000_000), out('huawei-cloud', 'not-interested')]), [rule()]),
                why({ ending: 'failed', winner: '', bids: [] }, [rule()]),
                why(open, []),
                why(open, [rule()]),
                why(won([bid('tianjin-city-cloud', 70_000_000)]), [rule({ ends: true })], { counterfactual: { ending: 'stays', winner: 'huawei-cloud', bids: [] } }),
                why(won([bid('tianjin-city-cloud', 70_000_000)]), [rule()], { counterfactual: { ending: 'failed', winner: '', bids: [] } }),
              ];
            }
            """,
            "");

    assertThat(sentences)
        .extracting(JsonNode::asText)
        .containsExactly(
            "Huawei would have won by 2.10 points; Tianjin mandate shut it out, and Tianjin city"
                + " cloud won.",
            "Huawei would have won by 2.10 points; with Tianjin preference, Tianjin city cloud is"
                + " ahead of it by 3.50 points.",
            "Huawei would have won by 2.10 points; Tianjin mandate gave the contract to Tianjin"
                + " city cloud without competition.",
            "Huawei would have won by 2.10 points; with Tianjin mandate it did not bid, and Tianjin"
                + " city cloud won.",
            "Huawei would have won by 2.10 points; with Tianjin mandate the tender failed.",
            "Huawei won by 2.10 points; no policy reaches this buyer.",
            "Huawei won by 2.10 points; without policy it would have won by 2.10 points.",
            "Huawei would have kept its contract; Tianjin mandate ended it before its time, and"
                + " Tianjin city cloud won the tender without a rival.",
            "Without policy nobody would have won; with Tianjin mandate, Tianjin city cloud won"
                + " without a rival.");
  }

  @Test
  void aScenarioBeginsInTheOnePlaceWhereItsPoliciesActOrInTheWholeMarket() throws IOException {
    JsonNode scopes =
        answer(
            """
            async (scenarios) => {
              const { scopeOf } = await import('./desk/slice.js');
              const scopes = await Promise.all(scenarios.map(async (name) => scopeOf(await (await fetch(`./api/scenarios/${name}`)).json())));
              return scopes.map(({ city, segment }) => [city, segment].filter(Boolean).join(' '));
            }
            """,
            List.of(
                "tianjin-mandate",
                "nantong-own-centre",
                "overseas-loss",
                "china-2019-2021",
                "eu-sovereign-cloud",
                "diversification",
                "antitrust-fine",
                "no-policy"));

    assertThat(scopes)
        .hasToString(
            "[\"tianjin"
                + " state-enterprise\",\"nantong\",\"overseas-customer\",\"\",\"\",\"\",\"\",\"\"]");
  }

  @Test
  void noMarkOfAPolicyLiesOverAnother() throws IOException {
    JsonNode charts =
        answer(
            """
            async (widths) => {
              const { markLine, markPixels } = await import('./desk/marks.js');
              const months = Array.from({ length: 96 }, (_, i) => `${2019 + Math.floor(i / 12)}-${String(i % 12 + 1).padStart(2, '0')}`);
              const marks = [3, 20, 22, 23, 24, 26, 27, 27, 28, 29, 31, 90].map((at, i) => ({ number: i + 1, month: months[at], policy: `p-${i}`, text: 'in force', certain: true }));
              return widths.map((width) => ({ above: markPixels(marks, months, width),
                labels: markLine(marks, months, { ink: '#000', paper: '#fff' }, width).data.filter(({ label }) => label.show)
                  .map(({ xAxis, label }) => ({ x: months.indexOf(xAxis) / 95 * (width - 80), row: label.distance, text: label.formatter })) }));
            }
            """,
            List.of(390, 840, 2000));

    for (JsonNode chart : charts) {
      JsonNode labels = chart.path("labels");
      for (int i = 0; i < labels.size(); i++) {
        assertThat(labels.path(i).path("row").asInt()).isLessThan(chart.path("above").asInt());
        for (int j = 0; j < i; j++) {
          double apart = labels.path(i).path("x").asDouble() - labels.path(j).path("x").asDouble();
          assertThat(
                  labels.path(i).path("row").equals(labels.path(j).path("row"))
                      && Math.abs(apart) < 14)
              .as(labels.path(j) + " " + labels.path(i))
              .isFalse();
        }
      }
    }
    assertThat(charts.path(0).path("labels").findValuesAsText("text"))
        .as("where there is little room, marks share a label")
        .containsExactly("1", "2–11", "12");
    assertThat(charts.path(2).path("labels").findValuesAsText("text")).hasSize(11);
  }

  @Test
  void aTenderThatTheSameProviderWinsInBothRunsSaysInWhatItDiffers() throws IOException {
    JsonNode rows =
        answer(
            """
            async (award) => {
              const { render } = await import('./_static/lit-html/lit-html.js');
              const { parting } = await import('./desk/divergence.js');
              const root = document.createElement('div');
              const side = (run) => ({ run });
              render(parting({ baseline: side('a'), treatment: side('b'), changes: [], firstDivergence: { month: '2024-10', tender: 't', kind: 'different',
                baseline: [award], treatment: [{ ...award, priceFen: 310_000_000_00, bidders: 4, policies: ['cloud-act'], scores: { price: 39_000_000, quality: 21_000_000 } }],
                cause: { policies: ['cloud-act'], inputs: ['/triggers/review'] } } }, 'EUR'), root);
              return [root.querySelector('[data-first]').textContent.replaceAll(/\\s+/g, ' '),
                ...[...root.querySelectorAll('tbody tr')].slice(1).map((row) => [...row.children].map(({ textContent }) => textContent).join(' | '))];
            }
            """,
            Map.of(
                "type",
                "contract-awarded",
                "winner",
                "azure-europe",
                "priceFen",
                300_000_000_00L,
                "bidders",
                5,
                "termMonths",
                36,
                "policies",
                List.of(),
                "scores",
                Map.of("price", 40_000_000, "quality", 21_000_000)));

    assertThat(rows)
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder(
            "2024-10, a tender that came out differently: t. Likely cause: Cloud act.",
            "Price of the whole term | EUR 300 million | EUR 310 million",
            "Valid bids | 5 | 4",
            "Policies that apply | none | Cloud act",
            "Points of the winner for price | 40.00 | 39.00");
  }

  @Test
  void aPolicyThatWasWithdrawnIsNotToCome() throws IOException {
    JsonNode marks =
        answer(
            """
            async ({ run, scenario }) => {
              const { marksOf } = await import('./desk/marks.js');
              return marksOf({ run, scenario }).map(({ month, text }) => `${month} ${text}`);
            }
            """,
            Map.of(
                "run",
                Map.of(
                    "month",
                    "2021-03",
                    "policies",
                    List.of(
                        Map.of(
                            "month", "2021-03",
                            "policy", "order",
                            "event", "repealed",
                            "cause", "request"))),
                "scenario",
                Map.of(
                    "policies",
                    Map.of(
                        "order",
                        Map.of(
                            "announced", "2021-02", "effective", "2021-09", "end", "2021-03")))));

    assertThat(marks).hasToString("[\"2021-02 announced\",\"2021-03 withdrawn (request)\"]");
  }

  @Test
  void aNewPolicyBeginsWithOwnershipsThatTheMarketHas() throws IOException {
    JsonNode ownerships =
        answer(
            """
            async (name) => {
              const { PolicyForm, catalogue } = await import('./desk/policy-form.js');
              const scenario = await (await fetch(`./api/scenarios/${name}`)).json();
              const form = new PolicyForm({ entries: await catalogue(), scenario, redraw: () => {} });
              return { chosen: form.value().ownerships, there: Object.values(scenario.providers).map(({ ownership }) => ownership) };
            }
            """,
            "eu-sovereign-cloud");

    assertThat(ownerships.path("chosen"))
        .isNotEmpty()
        .allSatisfy(chosen -> assertThat(ownerships.path("there")).contains(chosen));
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
