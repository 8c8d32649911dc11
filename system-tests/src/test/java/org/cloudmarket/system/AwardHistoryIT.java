package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.cloudmarket.local.stack.Service;
import org.cloudmarket.model.message.AwardsMessage.ComplaintFiled;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.ContractExtended;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.AwardsMessage.TenderFailed;
import org.cloudmarket.wire.codec.MessageCodec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run's outcomes in pages. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwardHistoryIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Slow enough to be followed. */
  private static final String ORDER =
      """
      {"scenario": "tianjin-mandate", "seed": 61, "shards": 3, "pace": "30ms",
       "set": {"population.buyers": 800, "population.cities.tianjin": 3000,
               "start": "2021-01", "months": 18}}
      """;

  private String run;
  private int pagesOnTheWay;
  private final List<JsonNode> followed = new ArrayList<>();
  private List<JsonNode> logged;

  @BeforeAll
  void followARun() throws IOException, InterruptedException {
    run = JSON.readTree(Http.post("/api/runs", ORDER).body()).path("id").asText();
    String after = "";
    do {
      JsonNode page = Http.get(Service.PROCUREMENT, awards(run) + "?limit=97&after=" + after);
      page.path("items").forEach(followed::add);
      after = page.path("next").asText();
      if (!ended(run)) {
        pagesOnTheWay++;
      }
    } while (!after.isEmpty());
    logged = items(AwardsReader.decided(Market.stack().bootstrapServers(), run));
  }

  private static String awards(String run) {
    return "/api/runs/" + run + "/awards";
  }

  private static boolean ended(String run) throws IOException, InterruptedException {
    String status = Http.get(Service.PROCUREMENT, "/api/runs/" + run).path("status").asText();
    return List.of("finished", "cancelled", "failed").contains(status);
  }

  private static List<JsonNode> items(List<Decided> outcomes) throws IOException {
    MessageCodec codec = new MessageCodec();
    List<JsonNode> items = new ArrayList<>();
    for (Decided outcome : outcomes) {
      ObjectNode item = (ObjectNode) JSON.readTree(codec.encode(outcome));
      item.put(
          "type",
          switch (outcome) {
            case ContractAwarded _ -> "contract-awarded";
            case TenderFailed _ -> "tender-failed";
            case ContractExtended _ -> "contract-extended";
            case ComplaintFiled _ -> "complaint-filed";
          });
      items.add(item);
    }
    return items;
  }

  @Test
  void whoFollowsThePagesOfARunThatGoesOnGetsEveryOutcomeOnce() {
    assertThat(pagesOnTheWay).as("pages before the end").isGreaterThan(1);
    assertThat(logged).isNotEmpty();
    assertThat(followed).containsExactlyInAnyOrderElementsOf(logged);
    assertThat(followed).extracting(item -> item.path("month").asText()).isSorted();
  }

  @Test
  void thePagesOfAnEndedRunAreThoseThatWereFollowed() throws IOException, InterruptedException {
    assertThat(Http.all(awards(run) + "?limit=500")).isEqualTo(followed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "month=2021-09",
        "from=2021-08&to=2021-10",
        "from=2022-02",
        "type=contract-awarded",
        "type=tender-failed",
        "type=contract-extended",
        "type=complaint-filed",
        "segment=state-enterprise",
        "city=tianjin",
        "provider=alibaba-cloud",
        "displaced=true",
        "displaced=false",
        "to=2021-12&segment=state-enterprise&city=tianjin&provider=tianjin-city-cloud&displaced=true"
      })
  void aFilterLeavesWhatItSaysInPagesAndStreamAlike(String query)
      throws IOException, InterruptedException {
    List<JsonNode> expected = followed.stream().filter(item -> agrees(item, query)).toList();
    assertThat(expected).hasSizeBetween(1, followed.size() - 1);

    assertThat(Http.all(awards(run) + "?limit=50&" + query)).isEqualTo(expected);
    assertThat(watched(query)).containsExactlyInAnyOrderElementsOf(expected);
  }

  private List<JsonNode> watched(String query) throws IOException, InterruptedException {
    List<JsonNode> items = new ArrayList<>();
    for (AwardStreamIT.Event event : AwardStreamIT.watch(awards(run) + "?" + query, "")) {
      if (!event.name().equals("run-ended")) {
        items.add(((ObjectNode) JSON.readTree(event.data())).put("type", event.name()));
      }
    }
    return items;
  }

  private static boolean agrees(JsonNode item, String query) {
    return Arrays.stream(query.split("&"))
        .map(each -> each.split("=", 2))
        .allMatch(
            each ->
                switch (each[0]) {
                  case "from" -> item.path("month").asText().compareTo(each[1]) >= 0;
                  case "to" -> item.path("month").asText().compareTo(each[1]) <= 0;
                  case "provider" -> provider(item).equals(each[1]);
                  case "displaced" ->
                      item.path("displacedBy").isEmpty() != Boolean.parseBoolean(each[1]);
                  default -> item.path(each[0]).asText().equals(each[1]);
                });
  }

  private static String provider(JsonNode item) {
    return switch (item.path("type").asText()) {
      case "contract-awarded" -> item.path("winner").asText();
      case "complaint-filed" -> item.path("complainant").asText();
      default -> item.path("incumbent").asText();
    };
  }

  @Test
  void outcomesCountedAreTheMonthlyFigures() throws IOException, InterruptedException {
    JsonNode figures = Http.get(Service.PROCUREMENT, "/api/runs/" + run + "/figures");
    Map<String, Map<String, Integer>> counted = new HashMap<>();
    for (JsonNode item : followed) {
      counted
          .computeIfAbsent(item.path("type").asText(), _ -> new TreeMap<>())
          .merge(item.path("month").asText(), 1, Integer::sum);
    }

    Map.of(
            "contract-awarded", "awards",
            "tender-failed", "failed",
            "contract-extended", "extended",
            "complaint-filed", "complaints")
        .forEach(
            (type, measure) -> {
              JsonNode values = figures.path("series").path("all").path(measure);
              Map<String, Integer> expected = new TreeMap<>();
              for (int month = 0; month < values.size(); month++) {
                if (values.path(month).asInt() != 0) {
                  expected.put(
                      figures.path("months").path(month).asText(), values.path(month).asInt());
                }
              }
              assertThat(counted.get(type)).as(type).isEqualTo(expected);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from=2021-01",
        "displaced=true",
        "to=2021-06&city=tianjin",
        "from=2021-08&segment=state-enterprise&provider=tianjin-city-cloud"
      })
  void flowsAndPlacesAreTheSumsOfTheAwardsThatAFilterTakes(String query)
      throws IOException, InterruptedException {
    List<JsonNode> awards =
        followed.stream().filter(item -> agrees(item, "type=contract-awarded&" + query)).toList();
    assertThat(awards).isNotEmpty();

    assertThat(rows("flows", List.of("from", "to"), query))
        .isEqualTo(sums(awards, List.of("incumbent", "winner")));
    assertThat(rows("places", List.of("city", "segment"), query))
        .isEqualTo(sums(awards, List.of("city", "segment")));
  }

  private Map<List<String>, List<Long>> rows(String what, List<String> key, String query)
      throws IOException, InterruptedException {
    Map<List<String>, List<Long>> rows = new HashMap<>();
    for (JsonNode row :
        Http.get(Service.PROCUREMENT, "/api/runs/" + run + "/" + what + "?" + query).path(what)) {
      rows.put(
          key.stream().map(field -> row.path(field).asText("")).toList(),
          List.of("awards", "annualValueFen", "displaced", "displacedFen").stream()
              .map(field -> row.path(field).asLong())
              .toList());
    }
    return rows;
  }

  private static Map<List<String>, List<Long>> sums(List<JsonNode> awards, List<String> key) {
    Map<List<String>, List<Long>> sums = new HashMap<>();
    for (JsonNode award : awards) {
      long fen = award.path("annualValueFen").asLong();
      long displaced = award.path("displacedBy").isEmpty() ? 0 : 1;
      sums.merge(
          key.stream().map(field -> award.path(field).asText("")).toList(),
          List.of(1L, fen, displaced, displaced * fen),
          (sum, one) -> IntStream.range(0, 4).mapToObj(i -> sum.get(i) + one.get(i)).toList());
    }
    return sums;
  }

  @Test
  void aTenderHasItsOutcomesTheNewestLast() throws IOException, InterruptedException {
    String tender =
        followed.stream()
            .filter(item -> item.path("type").asText().equals("complaint-filed"))
            .findFirst()
            .orElseThrow()
            .path("tender")
            .asText();

    JsonNode found = Http.get(Service.PROCUREMENT, awards(run) + "/" + tender + "?why=false");

    assertThat(found.path("tender").asText()).isEqualTo(tender);
    assertThat(found.has("why")).isFalse();
    assertThat(found.path("outcomes"))
        .hasSizeGreaterThan(1)
        .containsExactlyElementsOf(
            followed.stream().filter(item -> item.path("tender").asText().equals(tender)).toList());
    Http.problem(Http.send(Http.request(Service.PROCUREMENT, awards(run) + "/b-none-c1")), 404);
    Http.problem(Http.send(Http.request(Service.PROCUREMENT, awards(run) + "/%00")), 404);
  }

  @Test
  void aTenderIsExplainedByTheNumbersThatStandOnTheLog() throws IOException, InterruptedException {
    JsonNode award =
        followed.stream()
            .filter(item -> item.path("displacedBy").size() == 1)
            .findFirst()
            .orElseThrow();

    JsonNode why =
        Http.get(Service.PROCUREMENT, awards(run) + "/" + award.path("tender").asText())
            .path("why");

    assertThat(why.path("asLogged").asBoolean()).as(why.toString()).isTrue();
    assertThat(why.at("/actual/winner")).isEqualTo(award.path("winner"));
    assertThat(why.at("/actual/priceFen")).isEqualTo(award.path("priceFen"));
    assertThat(why.at("/counterfactual/winner")).isEqualTo(award.path("counterfactualWinner"));
    JsonNode points = bid(why.at("/actual/bids"), award.path("winner")).path("points");
    assertThat(points.path("scores")).isEqualTo(award.path("scores"));
    assertThat(sum(points.path("scores"))).isEqualTo(points.path("total").asLong());
    assertThat(why.at("/without/0/policy")).isEqualTo(award.at("/displacedBy/0"));
    assertThat(why.at("/without/0/restores").asBoolean()).isTrue();
  }

  private static JsonNode bid(JsonNode bids, JsonNode provider) {
    for (JsonNode bid : bids) {
      if (bid.path("provider").equals(provider)) {
        return bid;
      }
    }
    throw new AssertionError("no " + provider + " in " + bids);
  }

  private static long sum(JsonNode values) {
    long sum = 0;
    for (JsonNode value : values) {
      sum += value.asLong();
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/event-stream"})
  void everyFaultOfAFilterIsNamed(String accept) throws IOException, InterruptedException {
    JsonNode problem =
        Http.problem(
            Http.send(
                Http.request(
                        Service.PROCUREMENT,
                        awards(run)
                            + "?month=2031-01&type=award&segment=x&city=atlantis&provider=acme"
                            + "&displaced=yes&colour=red")
                    .header("Accept", accept)),
            400);

    assertThat(problem.path("errors").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder(
            "/month", "/type", "/segment", "/city", "/provider", "/displaced", "/colour");
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=501", "after=x", "after=2021-09-1", "month=x", "to=1"})
  void aPageThatThereIsNotIsAProblem(String query) throws IOException, InterruptedException {
    JsonNode problem =
        Http.problem(Http.send(Http.request(Service.PROCUREMENT, awards(run) + "?" + query)), 400);

    assertThat(problem.path("errors").findValuesAsText("pointer"))
        .containsExactly("/" + query.split("=", 2)[0]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/*                                  | application/json",
        "application/json                     | application/json",
        "application/json, text/event-stream  | application/json",
        "text/event-stream                    | text/event-stream",
        "text/event-stream, */*;q=0.1         | text/event-stream"
      })
  void whoDoesNotAskForTheStreamGetsAPage(String accept, String type)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        Http.send(
            Http.request(Service.PROCUREMENT, awards(run) + "?month=2021-09")
                .header("Accept", accept));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/event-stream"})
  void ofARunThatThereIsNotThereIsNothing(String accept) throws IOException, InterruptedException {
    for (String id : List.of("run-none", "run%00", "..%2Fx")) {
      Http.problem(
          Http.send(Http.request(Service.PROCUREMENT, awards(id)).header("Accept", accept)), 404);
    }
  }
}
