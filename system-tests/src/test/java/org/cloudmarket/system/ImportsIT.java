package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.cloudmarket.local.client.KafkaRun;
import org.junit.jupiter.api.Test;

/** Somebody's data over HTTP: what comes back is a market that can be stored and run. */
class ImportsIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAME = "imported-market";

  /** Sixty buyers of two kinds, which renew contracts of two years with one of three suppliers. */
  private static String contracts() {
    Random random = new Random(3);
    StringBuilder rows = new StringBuilder("buyer,supplier,value,start,end,bidders\n");
    for (int buyer = 0; buyer < 60; buyer++) {
      String name = (buyer % 2 == 0 ? "Ministry " : "City of Place ") + buyer;
      for (int year = 2015 + buyer % 2; year < 2024; year += 2) {
        rows.append(
            String.format(
                Locale.ROOT,
                "%s,Supplier %d,%d,%d-%02d,%d-%02d,3%n",
                name,
                random.nextInt(3),
                40_000 + random.nextInt(60_000),
                year,
                1 + buyer % 12,
                year + 2 - (buyer % 12 == 0 ? 1 : 0),
                buyer % 12 == 0 ? 12 : buyer % 12));
      }
    }
    return rows.toString();
  }

  private static ObjectNode order(String text) {
    ObjectNode order = JSON.createObjectNode();
    order.put("name", NAME).put("format", "csv").put("currency", "EUR");
    order.putObject("files").put("contracts.csv", text);
    return order;
  }

  private static HttpResponse<String> send(JsonNode order)
      throws IOException, InterruptedException {
    return Http.post("/api/imports", order.toString());
  }

  private static JsonNode made(JsonNode order) throws IOException, InterruptedException {
    HttpResponse<String> response = send(order);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  @Test
  void aTableBecomesAMarketThatIsStoredAndRuns() throws Exception {
    JsonNode market = made(order(contracts()));

    assertThat(market.path("report").asText()).contains("contracts");
    assertThat(market.path("mapping").asText()).contains("Ministry 0", "Supplier 1");
    assertThat(market.path("leftOut")).isEmpty();
    try {
      Http.store(NAME, market.path("document").asText());
      KafkaRun run =
          Market.finished(
              KafkaRun.start(
                  Market.api(), new KafkaRun.Order(NAME, "", 1, 1, Map.of("months", "12"))));
      assertThat(run.verification().path("equal").asBoolean()).isTrue();
    } finally {
      Http.forget(NAME);
    }
  }

  @Test
  void aCorrectedMappingComesBackAsWhatIsSaid() throws Exception {
    ObjectNode order = order(contracts());
    order.put(
        "mapping",
        "kind,match,to,ownership,rate\nsupplier,Supplier 1,the-states,state,\nbuyer,Ministry*,bank,,\n");

    String document = made(order).path("document").asText();

    assertThat(document).contains("the-states:", "ownership: state", "bank:");
  }

  @Test
  void everyFaultOfTheDataIsNamedWithItsPlaceAndNothingIsMade() throws Exception {
    String faulty =
        contracts()
            + "Ministry 1,Supplier 1,much,2020-01,2021-12,3\n"
            + "Ministry 2,Supplier 1,100,2021-12,2020-01,3\n";

    List<String> faults = faults(order(faulty));

    assertThat(faults).hasSize(2).allMatch(fault -> fault.startsWith("/files contracts.csv, line"));
    assertThat(faults.getFirst()).contains("value", "much");

    ObjectNode skipping = order(faulty);
    skipping.put("skipFaulty", true);
    assertThat(made(skipping).path("leftOut")).hasSize(2);
  }

  @Test
  void everyFaultOfAnOrderIsNamedAtOnce() throws Exception {
    ObjectNode order = order(contracts());
    order.put("name", "My Market").put("format", "xml").put("months", 0).put("colour", "blue");
    order.putObject("files").put("../escape", "x");

    assertThat(faults(order))
        .extracting(fault -> fault.substring(0, fault.indexOf(' ')))
        .containsExactlyInAnyOrder("/name", "/format", "/months", "/colour", "/files/..~1escape");
  }

  @Test
  void dataOfWhichNoMarketCanBeMadeSayWhy() throws Exception {
    assertThat(faults(order("buyer,supplier,value,start,end\n"))).isNotEmpty();
  }

  private static List<String> faults(JsonNode order) throws IOException, InterruptedException {
    JsonNode problem = Http.problem(send(order), 400);
    return StreamSupport.stream(problem.path("errors").spliterator(), false)
        .map(each -> each.path("pointer").asText() + " " + each.path("detail").asText())
        .toList();
  }
}
