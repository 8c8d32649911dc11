package org.cloudmarket.exchange.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.exchange.contract.ContractData;
import org.cloudmarket.exchange.contract.DataFaults;
import org.cloudmarket.exchange.mapping.Mapping;
import org.cloudmarket.exchange.market.Figures;
import org.cloudmarket.exchange.market.ImportOptions;
import org.cloudmarket.exchange.market.ImportedMarket;
import org.cloudmarket.exchange.market.MarketImport;
import org.cloudmarket.exchange.source.DataFile;
import org.cloudmarket.exchange.source.OcdsReader;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleasesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SCHEMAS = "https://standard.open-contracting.org/schema/1__1__5/";

  /** A mandate: contracts are bridged, ended and complained about. */
  private static final Scenario MANDATE =
      scenario(
          "tianjin-mandate",
          Optional.of("mandate"),
          Map.of(
              "population.buyers",
              "1200",
              "start",
              "2021-06",
              "months",
              "17",
              "policies.tianjin-mandate.scope.segments",
              "[state-enterprise, manufacturer, internet-company, bank]"));

  private static final ReleaseNames NAMES = new ReleaseNames("simulated", "run-1");
  private static final JsonNode PACKAGE = tree(MANDATE);

  @TempDir private Path folder;

  @Test
  void aPackageIsValidByTheOfficialSchema() {
    assertThat(official().validate(PACKAGE)).isEmpty();
  }

  @Test
  void theOfficialSchemaBites() {
    JsonNode broken = PACKAGE.deepCopy();
    ((ObjectNode) broken.path("releases").path(0).path("tender"))
        .put("status", "brought-to-an-end");

    assertThat(official().validate(broken)).isNotEmpty();
  }

  @Test
  void whatIsSaidOfPolicyIsValidByTheExtension() throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
            .getSchema(resource("/ocds-extension/release-schema.json"));

    for (JsonNode release : PACKAGE.path("releases")) {
      assertThat(schema.validate(release)).isEmpty();
      assertThat(release.path("simulation").path("run").asText()).isEqualTo("run-1");
    }
  }

  @Test
  void everyKindOfReleaseIsThere() {
    Set<String> tags = new HashSet<>();
    PACKAGE
        .path("releases")
        .forEach(each -> each.path("tag").forEach(tag -> tags.add(tag.asText())));

    assertThat(tags)
        .containsExactlyInAnyOrder(
            "planning",
            "tender",
            "tenderUpdate",
            "award",
            "contract",
            "contractAmendment",
            "contractTermination");
    assertThat(PACKAGE.findValues("complaint")).isNotEmpty();
    assertThat(PACKAGE.findValues("counterfactual")).isNotEmpty();
  }

  @Test
  void everyReferenceIsComplete() {
    Map<String, Set<String>> awards = new TreeMap<>();
    Map<String, Set<String>> bids = new TreeMap<>();
    Map<String, Set<String>> releases = new TreeMap<>();
    for (JsonNode release : PACKAGE.path("releases")) {
      String ocid = release.path("ocid").asText();
      assertThat(ocid).startsWith("simulated-run-1-");
      assertThat(
              releases.computeIfAbsent(ocid, _ -> new HashSet<>()).add(release.path("id").asText()))
          .as("the id is new in " + ocid)
          .isTrue();
      List<String> parties = texts(release.path("parties"), "id");
      assertThat(parties).doesNotHaveDuplicates();
      List<JsonNode> named = new ArrayList<>(List.of(release.path("buyer")));
      release.findValues("suppliers").forEach(each -> each.forEach(named::add));
      release.findValues("tenderers").forEach(each -> each.forEach(named::add));
      release.findValues("procuringEntity").forEach(named::add);
      assertThat(named).allMatch(each -> parties.contains(each.path("id").asText()));
      JsonNode simulation = release.path("simulation");
      for (String at : List.of("/counterfactual/supplier", "/complaint/complainant")) {
        if (!simulation.at(at).isMissingNode()) {
          assertThat(parties).contains(simulation.at(at).asText());
        }
      }
      awards
          .computeIfAbsent(ocid, _ -> new HashSet<>())
          .addAll(texts(release.path("awards"), "id"));
      bids.computeIfAbsent(ocid, _ -> new HashSet<>())
          .addAll(texts(release.path("bids").path("details"), "id"));
      for (JsonNode contract : release.path("contracts")) {
        assertThat(awards.get(ocid)).contains(contract.path("awardID").asText());
        for (JsonNode amendment : contract.path("amendments")) {
          assertThat(releases.get(ocid))
              .contains(
                  amendment.path("amendsReleaseID").asText(), amendment.path("releaseID").asText());
        }
      }
      for (JsonNode award : release.path("awards")) {
        if (award.has("relatedBid")) {
          assertThat(bids.get(ocid)).contains(award.path("relatedBid").asText());
        }
      }
    }
  }

  @Test
  void linesHoldTheSameReleases() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ReleaseWriter writer = ReleaseWriter.lines(bytes)) {
      ReferenceReleases.write(MANDATE, 1, NAMES, writer);
    }

    List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(PACKAGE.path("releases").size());
    assertThat(JSON.readTree(lines.getLast()))
        .isEqualTo(PACKAGE.path("releases").path(lines.size() - 1));
  }

  @Test
  void nobodysRegisteredPrefixIsUsed() {
    assertThat(ReleaseNames.usable("simulated")).isTrue();
    assertThat(ReleaseNames.usable("my-market")).isTrue();
    assertThatThrownBy(() -> new ReleaseNames("ocds-b5fd17", "run-1"))
        .hasMessageContaining("could be somebody's");
    assertThatThrownBy(() -> new ReleaseNames("No Prefix", "run-1"))
        .hasMessageContaining("a prefix is in kebab-case");
  }

  /** Within its noise: a market of 1,500 contracts knows a part of 30 percent to 3 points or so. */
  @Test
  void whatIsWrittenIsReadAsTheSameMarket() throws IOException {
    Scenario written =
        scenario(
            "eu-cada",
            Optional.empty(),
            Map.of("population.buyers", "1500", "months", "96", "policies", "null"));
    Path file = folder.resolve("releases.jsonl");
    try (OutputStream out = Files.newOutputStream(file);
        ReleaseWriter writer = ReleaseWriter.lines(out)) {
      ReferenceReleases.write(written, 1, NAMES, writer);
    }

    ImportedMarket read = imported(file);

    Scenario market = read.scenario();
    assertThat(market.currency()).isEqualTo(written.currency());
    assertThat(market.segments().keySet()).isEqualTo(written.segments().keySet());
    for (Segment segment : market.segments().keySet()) {
      var before = written.segments().get(segment);
      var after = market.segments().get(segment);
      assertThat(after.buyerSharePpm() / 1e6)
          .as(segment.id())
          .isCloseTo(before.buyerSharePpm() / 1e6, within(0.03));
      assertThat(after.termsPpm().keySet()).isEqualTo(before.termsPpm().keySet());
      assertThat(after.spendLogSdPpm() / 1e6).isCloseTo(before.spendLogSdPpm() / 1e6, within(0.25));
      assertThat(after.publicTender()).as(segment.id()).isTrue();
    }
    Figures data = read.observed();
    Figures again = read.simulated();
    assertThat(again.meanBidders()).isCloseTo(data.meanBidders(), within(0.4));
    assertThat(again.renewed()).isCloseTo(data.renewed(), within(0.08));
    data.awarded()
        .forEach(
            (id, part) -> assertThat(again.awarded().get(id)).as(id).isCloseTo(part, within(0.06)));
    data.running()
        .forEach(
            (id, part) -> assertThat(again.running().get(id)).as(id).isCloseTo(part, within(0.05)));
  }

  private static ImportedMarket imported(Path file) {
    DataFaults faults = new DataFaults();
    OcdsReader reader = new OcdsReader(0, faults);
    reader.read(DataFile.of(file));
    ContractData data = reader.data();
    assertThat(faults.lines()).isEmpty();
    return MarketImport.of(data, Mapping.none(), ImportOptions.of("again", "releases.jsonl"));
  }

  private static List<String> texts(JsonNode array, String field) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.path(field).asText()));
    return texts;
  }

  private static JsonSchema official() {
    return JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V4,
            builder ->
                builder.schemaLoaders(
                    loaders ->
                        loaders.schemas(
                            Map.of(
                                SCHEMAS + "release-schema.json",
                                resource("/ocds/release-schema.json"),
                                SCHEMAS + "release-package-schema.json",
                                resource("/ocds/release-package-schema.json")))))
        .getSchema(SchemaLocation.of(SCHEMAS + "release-package-schema.json"));
  }

  private static String resource(String name) {
    try (InputStream in = ReleasesTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode tree(Scenario scenario) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      try (ReleaseWriter writer = ReleaseWriter.pack(bytes, "run-1")) {
        ReferenceReleases.write(scenario, 1, NAMES, writer);
      }
      return JSON.readTree(bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Scenario scenario(String name, Optional<String> arm, Map<String, String> changes) {
    DocumentLibrary shipped = DocumentLibrary.shipped();
    return shipped.resolve(shipped.get(name), arm, changes);
  }
}
