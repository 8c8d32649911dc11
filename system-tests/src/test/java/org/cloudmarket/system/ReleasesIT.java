package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cloudmarket.local.stack.Service;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a run gives to those who read procurement data; its form is tested without a stack. */
class ReleasesIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void everyAwardOfARunIsAContractOfItsReleases() throws IOException, InterruptedException {
    String run = Market.shared("no-policy", 2).id();
    int awards = Http.all("/api/runs/" + run + "/awards?type=contract-awarded&limit=500").size();

    JsonNode pack = Http.get(Service.PROCUREMENT, "/api/runs/" + run + "/releases");

    Set<String> contracts = new HashSet<>();
    for (JsonNode release : pack.path("releases")) {
      assertThat(release.path("ocid").asText()).startsWith("simulated-" + run + "-");
      release
          .path("contracts")
          .forEach(each -> contracts.add(release.path("ocid").asText() + each.path("id").asText()));
    }
    assertThat(contracts).hasSizeGreaterThanOrEqualTo(awards);
    assertThat(pack.path("publisher").path("name").asText()).contains("simulated");
    assertThat(pack.path("version").asText()).isEqualTo("1.1");
  }

  @Test
  @Tag("long")
  void linesHoldTheReleasesOfThePackage() throws IOException, InterruptedException {
    String path = "/api/runs/" + Market.shared("no-policy", 2).id() + "/releases";
    JsonNode pack = Http.get(Service.PROCUREMENT, path);

    HttpResponse<String> lines =
        Http.send(Http.request(Service.PROCUREMENT, path).header("Accept", "application/jsonl"));
    HttpResponse<String> asked =
        Http.send(Http.request(Service.PROCUREMENT, path + "?format=lines&prefix=mine"));

    assertThat(lines.headers().firstValue("Content-Type")).contains("application/jsonl");
    List<String> all = lines.body().lines().toList();
    assertThat(all).hasSize(pack.path("releases").size());
    assertThat(JSON.readTree(all.getFirst())).isEqualTo(pack.path("releases").path(0));
    assertThat(asked.body().lines()).hasSameSizeAs(all).allMatch(line -> line.contains("mine-run"));
  }

  @Test
  void aPrefixThatCouldBeRegisteredIsRefused() throws IOException, InterruptedException {
    String path = "/api/runs/" + Market.shared("no-policy", 2).id() + "/releases";

    JsonNode problem =
        Http.problem(
            Http.send(Http.request(Service.PROCUREMENT, path + "?prefix=ocds-b5fd17&format=xml")),
            400);

    assertThat(problem.path("errors").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/prefix", "/format");
  }
}
