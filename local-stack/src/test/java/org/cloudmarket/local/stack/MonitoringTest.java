package org.cloudmarket.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Holds the alerts to their tests, and to the documents that say what to do. */
class MonitoringTest {

  private static final Path DEPLOY = ProjectHome.find().resolve("deploy");
  private static final Path PROMETHEUS = DEPLOY.resolve("prometheus");

  @Test
  void theAlertsFireWhereTheyShouldAndNowhereElse() throws IOException, InterruptedException {
    assumeThat(Manifests.installed("promtool"))
        .as("promtool is installed, as .ci/run sees to")
        .isTrue();

    promtool("check", "rules", "rules.yaml", "volumes.yaml");
    promtool("check", "config", "--syntax-only", "prometheus.yaml");
    promtool("test", "rules", "rules-test.yaml");
  }

  private static void promtool(String... arguments) throws IOException, InterruptedException {
    var command = Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toList();
    var process =
        new ProcessBuilder(command)
            .directory(PROMETHEUS.toFile())
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(command + ": " + said).isZero();
  }

  @Test
  void everyAlertIsTestedBothWays() {
    var fires = new ArrayList<String>();
    var isSilent = new ArrayList<String>();
    for (var test : read(PROMETHEUS.resolve("rules-test.yaml")).path("tests")) {
      for (var expected : test.path("alert_rule_test")) {
        (expected.path("exp_alerts").isEmpty() ? isSilent : fires)
            .add(expected.path("alertname").asText());
      }
    }

    var alerts = alerts().stream().map(alert -> alert.path("alert").asText()).toList();
    assertThat(alerts).hasSizeGreaterThan(10).doesNotHaveDuplicates();
    assertThat(Set.copyOf(fires)).containsExactlyInAnyOrderElementsOf(alerts);
    assertThat(Set.copyOf(isSilent)).containsExactlyInAnyOrderElementsOf(alerts);
  }

  @Test
  void everyAlertSaysWhatItIsAndASectionSaysWhatToDo() throws IOException {
    var operations = Files.readString(ProjectHome.find().resolve("docs").resolve("operations.md"));
    var sections =
        operations
            .lines()
            .filter(line -> line.startsWith("#"))
            .map(MonitoringTest::anchor)
            .toList();
    for (var alert : alerts()) {
      var name = alert.path("alert").asText();
      var says = alert.path("annotations");

      assertThat(alert.at("/labels/severity").asText()).as(name).isIn("warning", "critical");
      assertThat(says.path("summary").asText()).as(name).isNotBlank();
      assertThat(says.path("description").asText()).as(name).isNotBlank();
      assertThat(says.path("runbook").asText()).startsWith("docs/operations.md#");
      assertThat(sections).contains(says.path("runbook").asText().split("#", 2)[1]);
      assertThat(operations).as("its row in the table of alerts").contains("`" + name + "`");
    }
  }

  /** As the pages of repositories make it of a heading. */
  private static String anchor(String heading) {
    return heading
        .replaceFirst("^#+ ", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9 -]", "")
        .replace(' ', '-');
  }

  @Test
  void theDashboardShowsEveryMetricThatAlertsSomebody() throws IOException {
    var dashboard = Files.readString(DEPLOY.resolve("grafana").resolve("cloud-market.json"));

    assertThat(metrics(read(PROMETHEUS.resolve("rules.yaml"))))
        .isNotEmpty()
        .allMatch(dashboard::contains);
  }

  private static List<String> metrics(JsonNode rules) {
    return rules.findValuesAsText("expr").stream()
        .flatMap(expr -> Pattern.compile("([a-z_]+)\\{").matcher(expr).results())
        .map(found -> found.group(1))
        .distinct()
        .toList();
  }

  @Test
  void thePanelsOfTheDashboardDoNotLieOnEachOther() {
    var dashboard = read(DEPLOY.resolve("grafana").resolve("cloud-market.json"));
    var taken = new ArrayList<String>();
    for (var panel : dashboard.path("panels")) {
      var place = panel.path("gridPos");
      for (int x = 0; x < place.path("w").asInt(); x++) {
        for (int y = 0; y < place.path("h").asInt(); y++) {
          taken.add((place.path("x").asInt() + x) + "/" + (place.path("y").asInt() + y));
        }
      }
      assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(24);
    }
    assertThat(taken).isNotEmpty().doesNotHaveDuplicates();
    assertThat(dashboard.path("panels").findValuesAsText("id")).doesNotHaveDuplicates();
  }

  @Test
  void grafanaFindsItsSourceAndItsDashboard() throws IOException {
    var source = read(DEPLOY.resolve("grafana").resolve("datasources.yaml")).at("/datasources/0");
    var compose = read(ProjectHome.find().resolve("docker-compose.yml")).path("services");
    var image = Files.readString(DEPLOY.resolve("grafana.Dockerfile"));
    var folder =
        read(DEPLOY.resolve("grafana").resolve("dashboards.yaml"))
            .at("/providers/0/options/path")
            .asText();

    assertThat(source.path("type").asText()).isEqualTo("prometheus");
    assertThat(source.path("url").asText()).isEqualTo("http://prometheus:9090");
    assertThat(compose.at("/prometheus/ports/0").asText()).endsWith(":9090");
    assertThat(image).contains(" deploy/grafana/cloud-market.json " + folder + "/\n");
    assertThat(
            compose.at("/grafana/environment/GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH").asText())
        .isEqualTo(folder + "/cloud-market.json");
  }

  @Test
  void prometheusAsksEveryServiceWhereItListens() {
    var job = read(PROMETHEUS.resolve("prometheus.yaml")).at("/scrape_configs/0");

    assertThat(job.path("job_name").asText()).isEqualTo("cloud-market");
    assertThat(job.path("metrics_path").asText()).isEqualTo("/q/metrics");
    assertThat(
            StreamSupport.stream(job.path("dns_sd_configs").spliterator(), false)
                .map(each -> each.at("/names/0").asText() + ":" + each.path("port").asInt()))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Service.values())
                .map(
                    service -> service.label() + ":" + Ports.standard().of(new Replica(service, 1)))
                .toList());
  }

  private static List<JsonNode> alerts() {
    return Stream.of("rules.yaml", "volumes.yaml")
        .flatMap(file -> read(PROMETHEUS.resolve(file)).findValues("rules").stream())
        .flatMap(JsonNode::valueStream)
        .toList();
  }

  private static JsonNode read(Path file) {
    return Manifests.read(file).getFirst();
  }
}
