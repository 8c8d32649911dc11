package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.cloudmarket.analysis.report.Evidence;
import org.cloudmarket.analysis.report.Question;
import org.cloudmarket.analysis.validation.Scorecard;
import org.cloudmarket.analysis.validation.ScorecardJson;
import org.cloudmarket.documents.library.ScenarioDocument;
import org.cloudmarket.local.stack.ProjectHome;
import org.cloudmarket.local.stack.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What there is to choose from, and what every service tells of itself. */
class CatalogueIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** In an expression of Prometheus; each has labels. */
  private static final Pattern METRIC = Pattern.compile("\\b([a-z][a-z0-9_]*)\\{");

  private static final Pattern COUNTER = Pattern.compile("\\.counter\\(\"([a-z.]+)\"");

  @Test
  void scenariosAreListedWithTheirArms() throws IOException, InterruptedException {
    JsonNode items = Http.get(Service.PROCUREMENT, "/api/scenarios").path("items");

    assertThat(items.findValuesAsText("name")).contains("no-policy", "tianjin-mandate");
    assertThat(items.findValues("arms")).anyMatch(arms -> arms.has("preference-only"));
  }

  @Test
  void anArmOfAScenarioIsShownAsYamlToo() throws IOException, InterruptedException {
    String path = "/api/scenarios/tianjin-mandate?arm=mandate";

    HttpResponse<String> yaml =
        Http.send(Http.request(Service.PROCUREMENT, path).header("Accept", "application/yaml"));

    assertThat(yaml.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/yaml"));
    assertThat(ScenarioDocument.parse(yaml.body()).name()).isEqualTo("tianjin-mandate");
    assertThat(Http.get(Service.PROCUREMENT, path).path("policies").has("tianjin-preference"))
        .isFalse();
  }

  @Test
  void theScorecardOfTheReleaseIsGiven() throws IOException, InterruptedException {
    JsonNode scorecard = Http.get(Service.PROCUREMENT, "/api/validation");

    assertThat(JSON.treeToValue(scorecard, Object.class))
        .isEqualTo(JSON.readValue(ScorecardJson.write(Scorecard.kept()), Object.class));
  }

  @Test
  void theEvidenceOfTheReleaseIsGivenWithItsCertificates()
      throws IOException, InterruptedException {
    JsonNode items = Http.get(Service.PROCUREMENT, "/api/evidence").path("items");

    assertThat(items.findValuesAsText("question"))
        .containsExactlyElementsOf(Question.ALL.stream().map(Question::text).toList());
    for (JsonNode item : items) {
      String name = item.path("name").asText();
      JsonNode links = item.path("links");
      assertThat(Http.get(Service.PROCUREMENT, links.path("self").asText())).isEqualTo(item);
      assertThat(text(links.path("result").asText())).isEqualTo(Evidence.keptResultText(name));
      assertThat(text(links.path("certificate").asText()))
          .isEqualTo(Evidence.keptCertificateText(name));
      assertThat(text(links.path("report").asText())).startsWith("<!DOCTYPE html>");
    }
    assertThat(
            Http.problem(
                    Http.send(Http.request(Service.PROCUREMENT, "/api/evidence/atlantis/report")),
                    404)
                .path("title")
                .asText())
        .isEqualTo("There is no evidence 'atlantis'");
  }

  private static String text(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = Http.send(Http.request(Service.PROCUREMENT, path));
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }

  @Test
  void instrumentsAndProvidersAreListed() throws IOException, InterruptedException {
    assertThat(Http.get(Service.POLICY, "/api/instruments").path("items").findValuesAsText("type"))
        .contains("migration-mandate", "score-preference", "in-house-computing");
    assertThat(Http.get(Service.PROVIDER, "/api/providers").path("items").findValuesAsText("id"))
        .contains("alibaba-cloud", "tianjin-city-cloud", "rest-of-market");
  }

  @Test
  void pagesFollowEachOther() throws IOException, InterruptedException {
    JsonNode first = Http.get(Service.PROVIDER, "/api/providers?limit=3");
    JsonNode second =
        Http.get(Service.PROVIDER, "/api/providers?limit=3&after=" + first.path("next").asText());

    assertThat(first.path("items")).hasSize(3);
    assertThat(second.path("items").findValuesAsText("id"))
        .doesNotContainAnyElementsOf(first.path("items").findValuesAsText("id"));
  }

  @ParameterizedTest
  @EnumSource(Service.class)
  void everyServiceTellsOfItself(Service service) throws IOException, InterruptedException {
    assertThat(Http.get(service, "/q/health/ready").path("status").asText()).isEqualTo("UP");
    assertThat(Http.get(service, "/q/health/live").path("status").asText()).isEqualTo("UP");
    assertThat(Http.get(service, "/q/openapi?format=json").path("paths")).isNotEmpty();
    assertThat(Http.send(Http.request(service, "/q/metrics")).body())
        .contains("kafka_stream_thread");
    assertThat(Http.send(Http.request(service, "/q/swagger-ui/")).statusCode()).isEqualTo(200);
  }

  @Test
  void everyMetricThatTheAlertsAndTheDashboardNameIsThere()
      throws IOException, InterruptedException {
    Path deploy = ProjectHome.find().resolve("deploy");
    Set<String> named = new TreeSet<>();
    for (String file : List.of("prometheus/rules.yaml", "grafana/cloud-market.json")) {
      METRIC
          .matcher(Files.readString(deploy.resolve(file)))
          .results()
          .forEach(metric -> named.add(metric.group(1)));
    }
    // Prometheus makes it itself.
    named.remove("up");
    assertThat(named).hasSizeGreaterThan(15);

    Set<String> there = new TreeSet<>();
    for (Service service : Service.values()) {
      String metrics = Http.send(Http.request(service, "/q/metrics")).body();
      metrics.lines().forEach(line -> there.add(line.split("[{ ]", 2)[0]));
    }
    // These begin with their first record, and where there was none the code alone names them.
    Path frame = ProjectHome.find().resolve("service-frame/src/main/java/org/cloudmarket/frame");
    for (String source : List.of("streams/DeskMeters.java", "runs/LeftOut.java")) {
      COUNTER
          .matcher(Files.readString(frame.resolve(source)))
          .results()
          .forEach(counter -> there.add(counter.group(1).replace('.', '_') + "_total"));
    }
    assertThat(there).containsAll(named);
  }
}
