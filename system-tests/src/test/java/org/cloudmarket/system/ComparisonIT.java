package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.stack.Service;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The effect of one run against another. */
class ComparisonIT {

  @Test
  void theEffectIsTheTreatmentLessTheBaselineAndBeginsWithThePolicy() throws Exception {
    KafkaRun without = Market.shared("no-policy", 2);
    KafkaRun with = Market.shared("tianjin-mandate", 3);

    JsonNode told = compare(without, with, "&by=provider");

    assertThat(told.path("months")).hasSize(24);
    JsonNode baseline = figures(without);
    JsonNode treatment = figures(with);
    for (String measure : List.of("awards", "awarded-fen", "running-fen", "complaints")) {
      for (int t : new int[] {0, 7, 16, 23}) {
        assertThat(at(told.path("effect"), "china-telecom-tianyi", measure, t))
            .as(measure + " in month " + t)
            .isEqualTo(
                at(treatment, "china-telecom-tianyi", measure, t)
                    - at(baseline, "china-telecom-tianyi", measure, t));
      }
    }
    assertThat(told.at("/shareEffect/tianjin-city-cloud/0").asDouble()).isZero();
    assertThat(told.at("/shareEffect/tianjin-city-cloud/16").asDouble()).isPositive();
    JsonNode first = told.path("firstDivergence");
    assertThat(first.path("month").asText()).isBetween("2021-06", "2021-12");
    assertThat(first.at("/cause/policies").toString()).contains("tianjin-mandate");
    assertThat(first.path("baseline").toString()).isNotEqualTo(first.path("treatment").toString());
    assertThat(told.path("changes").findValuesAsText("pointer"))
        .contains("/policies/tianjin-mandate");
    // Until then everything came out the same.
    int parts = 0;
    while (!told.path("months").get(parts).asText().equals(first.path("month").asText())) {
      parts++;
    }
    for (JsonNode provider : told.path("effect")) {
      for (int t = 0; t < parts; t++) {
        assertThat(provider.path("running-fen").get(t).asLong()).isZero();
      }
    }
  }

  @Test
  @Tag("long")
  void theSameRunOnMoreShardsHasNoEffectAndNoDivergence() throws Exception {
    KafkaRun one = Market.shared("tianjin-mandate", 1);
    KafkaRun other = Market.shared("tianjin-mandate", 8);

    JsonNode told = compare(one, other, "&by=none");

    assertThat(told.path("firstDivergence").isNull()).isTrue();
    assertThat(told.path("changes")).isEmpty();
    told.at("/effect/all")
        .forEach(measure -> measure.forEach(value -> assertThat(value.asLong()).isZero()));
    assertThat(told.at("/effect/all/awards")).hasSize(24);
  }

  @Test
  void whatCannotBeComparedIsRefusedWithItsReason() throws Exception {
    KafkaRun run = Market.shared("no-policy", 2);
    KafkaRun other = Market.order("no-policy", Market.SHARED_SEED + 1, 2);
    KafkaRun inDollars =
        Market.order(
            "no-policy",
            Market.SHARED_SEED,
            2,
            Map.of("currency", "USD", "months", "1", "population.buyers", "10"));

    assertThat(refused("?baseline=" + run.id() + "&treatment=" + run.id()))
        .contains("is the baseline itself");
    assertThat(refused("?baseline=" + run.id() + "&treatment=" + other.id())).contains("seed");
    assertThat(refused("?baseline=" + run.id() + "&treatment=" + inDollars.id()))
        .contains("USD", "CNY");
    assertThat(refused("?by=colour&segment=x&colour=red"))
        .contains("/baseline", "/treatment", "/by", "/segment", "/colour");
    assertThat(refused("?baseline=" + run.id() + "&treatment=" + other.id() + "&city=atlantis"))
        .contains("/city", "seed");
    Http.problem(
        Http.send(
            Http.request(
                Service.PROCUREMENT, "/api/comparisons?baseline=run-none&treatment=" + run.id())),
        404);
  }

  private static JsonNode compare(KafkaRun baseline, KafkaRun treatment, String more)
      throws IOException, InterruptedException {
    return Http.get(
        Service.PROCUREMENT,
        "/api/comparisons?baseline=" + baseline.id() + "&treatment=" + treatment.id() + more);
  }

  private static String refused(String query) throws IOException, InterruptedException {
    return Http.problem(
            Http.send(Http.request(Service.PROCUREMENT, "/api/comparisons" + query)), 400)
        .path("errors")
        .toString();
  }

  private static JsonNode figures(KafkaRun run) throws IOException, InterruptedException {
    return Http.get(Service.PROCUREMENT, "/api/runs/" + run.id() + "/figures?by=provider")
        .path("series");
  }

  private static long at(JsonNode series, String provider, String measure, int t) {
    return series.path(provider).path(measure).path(t).asLong();
  }
}
