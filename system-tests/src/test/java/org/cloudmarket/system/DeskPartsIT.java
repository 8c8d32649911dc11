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
              const told = () => ({ path: current().path, query: Object.fromEntries(current().query) });
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
                {"written": {"path": ["runs", "a/b 50%"], "query": {"by": "provider", "note": "x&y=z"}},
                 "adjusted": {"path": ["runs", "a/b 50%"], "query": {"of": "awarded", "note": "x&y=z"}},
                 "mistyped": {"path": ["runs", "%zz"], "query": {"by": "segment"}},
                 "none": {"path": [], "query": {}}}
                """));
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
