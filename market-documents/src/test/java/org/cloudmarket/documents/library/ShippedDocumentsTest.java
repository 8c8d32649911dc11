package org.cloudmarket.documents.library;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.documents.scenario.ScenarioJson;
import org.cloudmarket.model.market.City;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.soundness.Findings;
import org.cloudmarket.model.soundness.Pointer;
import org.junit.jupiter.api.Test;

class ShippedDocumentsTest {

  private static final String MANDATE = "/policies/tianjin-mandate";
  private static final String PREFERENCE = "/policies/tianjin-preference";
  private static final String SOFTENING = "/triggers/softening";

  private final DocumentLibrary library = DocumentLibrary.shipped();

  @Test
  void everyDocumentAndEveryArmResolvesWithoutFaultOrWarning() {
    for (ScenarioDocument document : library.documents().values()) {
      assertThat(library.check(document))
          .as(document.name())
          .isEqualTo(new Findings(List.of(), List.of()));
    }
  }

  @Test
  void everyDocumentIsNamedAsItsFileIsAndTellsItsStory() {
    library
        .documents()
        .forEach(
            (file, document) -> {
              assertThat(document.name()).isEqualTo(file);
              assertThat(document.title()).isNotBlank();
              assertThat(document.story()).hasSizeGreaterThan(200);
            });
  }

  @Test
  void everyScenarioAndArmIsReadAgainFromItsJsonAndItsYaml() {
    for (ScenarioDocument document : library.scenarios()) {
      for (Optional<String> arm : armsOf(document)) {
        Scenario scenario = library.resolve(document, arm, Map.of());

        assertThat(ScenarioJson.read(ScenarioJson.write(scenario))).isEqualTo(scenario);
        assertThat(library.resolve(ScenarioDocument.parse(ScenarioJson.yaml(scenario))))
            .isEqualTo(scenario);
      }
    }
  }

  private List<Optional<String>> armsOf(ScenarioDocument document) {
    List<Optional<String>> arms = new ArrayList<>();
    arms.add(Optional.empty());
    library.arms(document).keySet().forEach(arm -> arms.add(Optional.of(arm)));
    return arms;
  }

  @Test
  void everyNumberOfTheMarketStandsInTheDocumentThatNamesItsSource() {
    // What a document leaves out is a default of ours, and a default is a number that nobody finds.
    SortedSet<String> defaults = new TreeSet<>();
    ScenarioDocument market = library.get("china-2019");
    collectMissing(
        market.tree(),
        (ObjectNode) ScenarioJson.write(library.resolve(library.get("no-policy"))),
        "",
        defaults);

    assertThat(defaults)
        .allMatch(
            pointer ->
                pointer.matches("/(policies|triggers|population/namedBuyers)")
                    || pointer.matches("/population/segments/[^/]+/growth")
                    || pointer.matches(
                        "/providers/[^/]+/(foreignCapital|cities|opens|ecosystem|fringe)"));
  }

  private static void collectMissing(
      ObjectNode written, ObjectNode resolved, String at, SortedSet<String> into) {
    for (String name : Fields.keys(resolved)) {
      String pointer = Pointer.to(at, name);
      if (!written.has(name)) {
        into.add(pointer);
      } else if (written.get(name) instanceof ObjectNode below
          && resolved.get(name) instanceof ObjectNode map) {
        collectMissing(below, map, pointer, into);
      }
    }
  }

  @Test
  void theMarketHasSixtyCitiesAndTianjinIsAFortiethOfThem() {
    Scenario scenario = library.resolve(library.get("no-policy"));

    int all = scenario.cities().stream().mapToInt(City::weight).sum();
    int tianjin =
        scenario.cities().stream()
            .filter(city -> city.id().equals("tianjin"))
            .findFirst()
            .orElseThrow()
            .weight();
    assertThat(scenario.cities()).hasSize(60).extracting(City::id).contains("nantong");
    assertThat((double) tianjin / all).isBetween(0.024, 0.026);
  }

  @Test
  void theMarketSpendsInJanuaryWhatTheYearsFigureSays() {
    Scenario scenario = library.resolve(library.get("no-policy"));

    double yuan =
        scenario.segments().values().stream()
            .filter(
                profile -> scenario.statistics().getFirst().segments().contains(profile.segment()))
            .mapToDouble(
                profile ->
                    (double) scenario.buyers()
                        * profile.buyerSharePpm()
                        / 1e6
                        * profile.meanAnnualSpendFen()
                        / 100)
            .sum();
    assertThat(yuan).isBetween(56.5e9, 58.0e9);
  }

  @Test
  void noPolicyHasNone() {
    Scenario scenario = library.resolve(library.get("no-policy"));

    assertThat(scenario.policies()).isEmpty();
    assertThat(scenario.triggers()).isEmpty();
  }

  @Test
  void tianjinHasItsFiveArms() {
    assertThat(library.arms(tianjin()).keySet())
        .containsExactly(
            "mandate", "mandate-then-preference", "mandate-then-repeal", "none", "preference-only");
  }

  @Test
  void theArmsOfTianjinDifferExactlyWhereTheySay() {
    assertThat(differences("mandate-then-preference")).isEmpty();
    assertThat(differences("none")).containsExactly(MANDATE, PREFERENCE, SOFTENING);
    assertThat(differences("preference-only"))
        .containsExactly(MANDATE, PREFERENCE + "/enacted", SOFTENING);
    assertThat(differences("mandate")).containsExactly(PREFERENCE, SOFTENING);
    assertThat(differences("mandate-then-repeal"))
        .containsExactly(PREFERENCE, SOFTENING + "/actions");
  }

  @Test
  void tianjinDoingNothingIsTheMarketLeftAlone() {
    Scenario none = library.resolve(tianjin(), Optional.of("none"), Map.of());
    Scenario alone = library.resolve(library.get("no-policy"));

    assertThat(differences(alone, none)).containsExactly("/name", "/story", "/title");
  }

  @Test
  void tianjinsPlanHasTheDatesOfTheRecord() {
    Policy mandate = library.resolve(tianjin()).policy("tianjin-mandate").orElseThrow();

    assertThat(mandate.effective()).isEqualTo(Months.of(2021, 8));
    assertThat(mandate.end()).isEqualTo(Months.NEVER);
    assertThat(mandate.scope().cities()).containsExactly("tianjin");
    assertThat(ScenarioJson.write(library.resolve(tianjin())).at(MANDATE + "/deadline").textValue())
        .isEqualTo("2022-09");
  }

  private ScenarioDocument tianjin() {
    return library.get("tianjin-mandate");
  }

  private SortedSet<String> differences(String arm) {
    return differences(
        library.resolve(tianjin()), library.resolve(tianjin(), Optional.of(arm), Map.of()));
  }

  private static SortedSet<String> differences(Scenario one, Scenario other) {
    SortedSet<String> differences = new TreeSet<>();
    collectDifferences(
        (ObjectNode) ScenarioJson.write(one),
        (ObjectNode) ScenarioJson.write(other),
        "",
        differences);
    return differences;
  }

  private static void collectDifferences(
      ObjectNode one, ObjectNode other, String at, SortedSet<String> into) {
    SortedSet<String> names = Fields.keys(one);
    names.addAll(Fields.keys(other));
    for (String name : names) {
      String pointer = Pointer.to(at, name);
      if (one.get(name) instanceof ObjectNode below && other.get(name) instanceof ObjectNode map) {
        collectDifferences(below, map, pointer, into);
      } else if (!one.path(name).equals(other.path(name))) {
        into.add(pointer);
      }
    }
  }
}
