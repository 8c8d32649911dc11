package org.cloudmarket.documents.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cloudmarket.documents.library.SmallDocument.texts;
import static org.cloudmarket.documents.library.SmallDocument.with;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.documents.reading.Tree;
import org.cloudmarket.documents.scenario.ScenarioJson;
import org.cloudmarket.model.instrument.MigrationMandate;
import org.cloudmarket.model.market.City;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.soundness.Fault;
import org.cloudmarket.model.soundness.Findings;
import org.junit.jupiter.api.Test;

class ResolutionTest {

  private final DocumentLibrary library = DocumentLibrary.shipped().with(SmallDocument.document());

  @Test
  void defaultsAreWhatTheDocumentDoesNotSay() {
    Scenario scenario = library.resolve(library.get("two-cities"));

    Policy preference = scenario.policy("preference").orElseThrow();
    assertThat(preference.announced()).isEqualTo(Months.of(2021, 8));
    assertThat(preference.end()).isEqualTo(Months.NEVER);
    assertThat(preference.enforcementPpm()).isEqualTo(1_000_000);
    assertThat(preference.scope().segments()).isEmpty();
    assertThat(scenario.provider("harbour-cloud").orElseThrow().opens())
        .isEqualTo(scenario.start());
    assertThat(scenario.segments().get(Segment.BANK).growthPpm()).isEqualTo(1_000_000);
  }

  @Test
  void aDocumentLiesOverTheOneThatItExtends() {
    Scenario scenario =
        resolve(
            """
            name: variation
            extends: two-cities
            months: 12
            population: {cities: {nantong: null, tianjin: 5, beijing: 2}}
            providers: {nantong-centre: null, tianjin-cloud: {standing: 0.5}}
            policies: {own-centre: null, mandate: {scope: {segments: [bank]}}}
            """);

    assertThat(scenario.name()).isEqualTo("variation");
    assertThat(scenario.title()).isEqualTo("Two cities and four clouds");
    assertThat(scenario.months()).isEqualTo(12);
    assertThat(scenario.cities()).containsExactly(new City("beijing", 2), new City("tianjin", 5));
    assertThat(scenario.provider("nantong-centre")).isEmpty();
    assertThat(scenario.provider("tianjin-cloud").orElseThrow().standingPpm()).isEqualTo(500_000);
    assertThat(scenario.policies()).extracting(Policy::id).containsExactly("mandate", "preference");
    assertThat(scenario.policy("mandate").orElseThrow().scope().segments())
        .containsExactly(Segment.BANK);
  }

  @Test
  void theCurrencyIsThatOfTheMarketUnlessADocumentOrAChangeSaysAnother() {
    ScenarioDocument silent = ScenarioDocument.parse("name: silent\nextends: eu-sovereign-cloud");
    ScenarioDocument dollars =
        ScenarioDocument.parse("name: dollars\nextends: eu-sovereign-cloud\ncurrency: USD");
    ScenarioDocument none =
        ScenarioDocument.parse("name: none\nextends: eu-sovereign-cloud\ncurrency: null");

    assertThat(library.resolve(silent).currency().getCurrencyCode()).isEqualTo("EUR");
    assertThat(library.resolve(dollars).currency().getCurrencyCode()).isEqualTo("USD");
    assertThat(library.resolve(none).currency().getCurrencyCode()).isEqualTo("CNY");
    assertThat(
            library
                .resolve(silent, Optional.empty(), Map.of("currency", "SEK"))
                .currency()
                .getCurrencyCode())
        .isEqualTo("SEK");
  }

  @Test
  void armsAreInheritedAndChangedLikeAnythingElse() {
    ScenarioDocument variation =
        ScenarioDocument.parse(
            """
            name: variation
            extends: two-cities
            arms: {strict: null, none: {set: {policies.own-centre: null}}, late: {title: Late, set: {policies.mandate.effective: 2021-10}}}
            """);

    assertThat(library.arms(variation))
        .isEqualTo(Map.of("none", "Nothing is done", "late", "Late"));
    assertThat(library.resolve(variation, Optional.of("none"), Map.of()).policies()).isEmpty();
  }

  @Test
  void aBaseThatIsNotThereIsAFaultWithASuggestion() {
    assertThat(texts(library.check(ScenarioDocument.parse("name: x\nextends: two-citys")).faults()))
        .containsExactly("/extends: there is no document 'two-citys'; did you mean 'two-cities'?");
  }

  @Test
  void documentsThatExtendEachOtherAreAFault() {
    ScenarioDocument one = ScenarioDocument.parse("name: one\nextends: other");
    ScenarioDocument other = ScenarioDocument.parse("name: other\nextends: one");

    assertThat(texts(library.with(one).with(other).check(one).faults()))
        .containsExactly("/extends: leads back to 'one'");
  }

  @Test
  void removingWhatTheBaseDoesNotHaveIsAFaultWithASuggestion() {
    assertThat(
            texts(
                library
                    .check(
                        ScenarioDocument.parse(
                            "name: x\nextends: two-cities\npolicies: {mandat: null}"))
                    .faults()))
        .containsExactly(
            "/policies/mandat: is null, which removes what the extended document has there:"
                + " nothing; did you mean 'mandate'?");
  }

  @Test
  void aPolicyWithAnotherInstrumentLeavesTheFieldsOfTheOneBeforeBehind() {
    ScenarioDocument document =
        ScenarioDocument.parse(
            """
            name: x
            extends: two-cities
            policies: {mandate: {instrument: subsidy, ownerships: [state], costReduction: 0.1}}
            triggers: {softening: null}
            arms: {strict: null, none: null, fined: {title: A, set: {policies.own-centre.instrument: fine}}}
            """);

    assertThat(texts(library.check(document).faults()))
        .allMatch(fault -> fault.contains("is missing"), "of the new instrument alone");
    assertThat(
            library
                .resolve(document, Optional.empty(), ValuesByPath.NONE)
                .policy("mandate")
                .orElseThrow()
                .instrument()
                .type())
        .isEqualTo("subsidy");
  }

  @Test
  void aFaultOfAnArmIsPointedToWhereTheArmSaysIt() {
    ScenarioDocument document =
        ScenarioDocument.parse(
            """
            name: x
            extends: two-cities
            arms:
              strict: null
              none: null
              a: {title: A, set: {monthz: 3, months: 0, policies.mandate: {instrument: nothing}}}
              B c: {title: B}
            """);

    assertThat(texts(library.check(document).faults()))
        .anyMatch(fault -> fault.startsWith("/arms/a/set/monthz: there is no field 'monthz'"))
        .anyMatch(fault -> fault.startsWith("/arms/a/set/months: is 0, outside"))
        .anyMatch(fault -> fault.startsWith("/arms/a/set/policies.mandate/instrument: there is no"))
        .anyMatch(fault -> fault.startsWith("/arms/B c: the id of an arm: "));
    assertThatThrownBy(() -> library.resolve(document, Optional.of("a"), ValuesByPath.NONE))
        .hasMessageContaining("/arms/a/set/months: is 0");
  }

  @Test
  void aChangeIsNotSaidToBeMeantForAnotherFault() {
    assertThatThrownBy(
            () ->
                library.resolve(
                    library.get("two-cities"),
                    Optional.empty(),
                    Map.of("monthx", "3", "monthz", "null", "monthz.a", "1")))
        .hasMessageContaining("did you mean 'months'?")
        .hasMessageNotContaining("did you mean 'monthx'?");
  }

  @Test
  void aNameThatOnlyLooksLikeAScenariosIsToldApart() {
    assertThatThrownBy(() -> library.get("two-citi\u0435s"))
        .hasMessage(
            "there is no scenario 'two-citi\u0435s'; did you mean 'two-cities'? It holds a cyrillic"
                + " small letter ie (U+0435)");
    assertThatThrownBy(() -> library.get("two-cities "))
        .hasMessageEndingWith("did you mean 'two-cities'? It ends with a blank");
    assertThatThrownBy(
            () ->
                library.resolve(
                    library.get("two-cities"), Optional.of("strict\u00a0"), ValuesByPath.NONE))
        .hasMessageContaining("a no-break space (U+00A0)");
  }

  @Test
  void aMarketIsExtendedAndNotRun() {
    assertThatThrownBy(() -> library.resolve(library.get("china-2019")))
        .isInstanceOf(InvalidScenario.class)
        .hasMessage("/kind: is a market for other documents to extend, not a scenario to be run");
  }

  @Test
  void aNameThatIsNotThereIsAFaultWithASuggestion() {
    assertThatThrownBy(() -> library.get("tianjin-mandat"))
        .isInstanceOf(InvalidScenario.class)
        .hasMessage("there is no scenario 'tianjin-mandat'; did you mean 'tianjin-mandate'?");
  }

  @Test
  void anArmChangesTheDocumentByPath() {
    Scenario strict = library.resolve(library.get("two-cities"), Optional.of("strict"), Map.of());

    assertThat(strict.policy("mandate").orElseThrow().instrument())
        .isInstanceOfSatisfying(
            MigrationMandate.class, mandate -> assertThat(mandate.graceMonths()).isZero());
    assertThat(strict.policy("mandate").orElseThrow().scope().segments()).isEmpty();
    assertThat(strict.policy("mandate").orElseThrow().scope().cities()).containsExactly("tianjin");
  }

  @Test
  void anUnknownArmIsAFaultWithASuggestion() {
    assertThat(faults(Optional.of("strikt"), Map.of()))
        .containsExactly("/arms: there is no arm 'strikt'; did you mean 'strict'?");
  }

  @Test
  void changesComeAfterTheArmAndInTheOrderOfTheirPaths() {
    Scenario scenario =
        library.resolve(
            library.get("two-cities"),
            Optional.of("strict"),
            Map.of(
                "policies.mandate.graceMonths", "1",
                "population.buyers", "7",
                "population.segments.bank.stock", "{nation-cloud: 0.5, harbour-cloud: 0.5}",
                "population.segments.bank.stock.nation-cloud", "0.25",
                "population.segments.bank.stock.harbour-cloud", "0.75",
                "statistics.published", "null",
                "policies.late",
                    "{instrument: in-house-computing, provider: nantong-centre, role: last-resort,"
                        + " scope: {cities: [nantong]}, effective: 2022-01}"));

    assertThat(scenario.buyers()).isEqualTo(7);
    assertThat(scenario.segments().get(Segment.BANK).stockPpm())
        .isEqualTo(Map.of("harbour-cloud", 750_000, "nation-cloud", 250_000));
    assertThat(scenario.statistics()).isEmpty();
    assertThat(scenario.policy("late")).isPresent();
    assertThat(scenario.policy("mandate").orElseThrow().instrument())
        .isInstanceOfSatisfying(
            MigrationMandate.class, mandate -> assertThat(mandate.graceMonths()).isOne());
  }

  @Test
  void aChangeCanBeTheFirstInAMapThatTheDocumentLeavesOut() {
    ScenarioDocument noPolicy = library.get("no-policy");

    Scenario scenario =
        library.resolve(
            noPolicy,
            Optional.empty(),
            Map.of(
                "policies.favour",
                    "{instrument: score-preference, ownerships: [state], bonusPoints: 5, effective:"
                        + " 2020-01}",
                "policies.favour.scope.cities", "[nantong]",
                "providers.tianjin-city-cloud.ecosystem.municipality", "0.5"));

    assertThat(scenario.policy("favour").orElseThrow().scope().cities()).containsExactly("nantong");
    assertThat(scenario.provider("tianjin-city-cloud").orElseThrow().ecosystemPpm())
        .containsExactly(Map.entry(Segment.MUNICIPALITY, 500_000));
  }

  @Test
  void aChangeWhosePathNamesNothingIsAFaultWithASuggestion() {
    assertThat(faults(Optional.empty(), Map.of("policies.mandat.graceMonths", "1")))
        .containsExactly(
            "/policies/mandat/graceMonths: 'policies.mandat.graceMonths' names nothing: there is no"
                + " 'mandat' in policies; did you mean 'mandate'?");
    assertThat(faults(Optional.empty(), Map.of("policies.mandate.graceMonth", "1")))
        .containsExactly(
            "/policies/mandate/graceMonth: there is no field 'graceMonth'; did you mean"
                + " 'graceMonths'?");
    assertThat(faults(Optional.empty(), Map.of("population.cities.nantog", "3")))
        .containsExactly(
            "/population/cities/nantog: 'population.cities.nantog' names nothing: there is no"
                + " 'nantog' in population.cities; did you mean 'nantong'?");
    assertThat(faults(Optional.empty(), Map.of("policies.preferences", "null")))
        .containsExactly(
            "/policies/preferences: 'policies.preferences' names nothing: there is no 'preferences'"
                + " in policies; did you mean 'preference'?");
    assertThat(faults(Optional.empty(), Map.of("polices.mandate", "null")))
        .containsExactly(
            "/polices/mandate: 'polices.mandate' names nothing: there is no 'polices' in the"
                + " document; did you mean 'policies'?");
  }

  @Test
  void aChangeIntoAListOrOfWhatIsResolvedBeforeIsAFault() {
    assertThat(
            faults(Optional.empty(), Map.of("triggers.softening.actions.0", "{repeal: mandate}")))
        .containsExactly(
            "/triggers/softening/actions/0: triggers.softening.actions is a list, which is changed"
                + " as a whole");
    assertThat(faults(Optional.empty(), Map.of("extends", "china-2019")))
        .containsExactly("/extends: 'extends' is not changed by path");
  }

  @Test
  void aChangeWithAValueThatCannotBeReadIsAFault() {
    assertThat(faults(Optional.empty(), Map.of("months", " ")))
        .containsExactly("/months: is set to nothing; write null to remove what is there");
    assertThat(faults(Optional.empty(), Map.of("policies.preference.scope.cities", "[tianjin")))
        .containsExactly(
            "/policies/preference/scope/cities: is the text '[tianjin', not a list such as [one,"
                + " other]; write 'all' for every city");
    assertThat(
            faults(
                Optional.empty(),
                Map.of("statistics.published", "{\"providers\": \"all\", \"providers\": \"all\"}")))
        .containsExactly("/statistics/published/providers: is written twice, on line 1 again");
  }

  @Test
  void aWrongPathInAnyArmIsAFaultOfTheDocument() {
    ScenarioDocument broken =
        ScenarioDocument.parse(
            with("policies.mandate.graceMonths: 0", "policies.mandat.graceMonths: 0"));

    assertThat(texts(library.check(broken, Optional.of("none"), Map.of()).faults()))
        .containsExactly(
            "/arms/strict/set/policies.mandat.graceMonths: 'policies.mandat.graceMonths' names"
                + " nothing: there is no 'mandat' in policies; did you mean 'mandate'?");
  }

  @Test
  void anExaminationWithoutAnArmCoversThemAll() {
    ScenarioDocument broken =
        ScenarioDocument.parse(
            with(
                with("policies.mandate.graceMonths: 0", "policies.mandate.graceMonths: 99"),
                "policies.preference: null, triggers.softening: null",
                "triggers.softening: null"));

    Findings findings = library.check(broken);

    assertThat(texts(findings.faults()))
        .containsExactly("/arms/strict/set/policies.mandate.graceMonths: is 99, outside 0..24");
    assertThat(texts(findings.warnings()))
        .containsExactly(
            "/policies/preference/enacted: in arm none: is by-trigger, and no trigger enacts it: it"
                + " never comes into force");
  }

  @Test
  void everyFaultOfABrokenDocumentIsSaidAtOnce() {
    String broken = SmallDocument.TEXT;
    broken = with(broken, "months: 36", "months: 0\nmoths: 36");
    broken = with(broken, "exposure: 0.85", "exposure: 1.85");
    broken = with(broken, "weights: {price: 15, quality: 30", "weights: {price: 16, quality: 30");
    broken = with(broken, "ownership: private", "ownership: privat");
    broken = with(broken, "minimumBidders: 3, ", "");
    broken = with(broken, "end: 2022-01", "end: 2020-01");
    broken = with(broken, "ofPolicy: mandate", "ofPolicy: mandates");
    broken = with(broken, "policies.mandate.graceMonths: 0", "policies.mandate.graceMonth.s: 0");
    ScenarioDocument document = ScenarioDocument.parse(broken);

    assertThatThrownBy(() -> library.resolve(document))
        .isInstanceOfSatisfying(
            InvalidScenario.class,
            invalid ->
                assertThat(invalid.faults())
                    .extracting(Fault::pointer)
                    .containsExactly(
                        "/arms/strict/set/policies.mandate.graceMonth.s",
                        "/months",
                        "/population/segments/municipality/weights",
                        "/population/segments/municipality/exposure",
                        "/providers/harbour-cloud/ownership",
                        "/rules/minimumBidders",
                        "/policies/own-centre/end",
                        "/triggers/softening/ofPolicy",
                        "/moths"));
  }

  @Test
  void theOrderOfEntriesChangesNothing() throws Exception {
    JsonNode tree = SmallDocument.document().tree();
    ScenarioDocument reversed =
        ScenarioDocument.parse(new ObjectMapper().writeValueAsString(reversed(tree)));

    assertThat(library.resolve(reversed)).isEqualTo(library.resolve(SmallDocument.document()));
    assertThat(ScenarioJson.write(library.resolve(reversed)).toString())
        .isEqualTo(ScenarioJson.write(library.resolve(SmallDocument.document())).toString());
  }

  /** Every map backwards; lists are left as they are, but for those that name a set. */
  private static JsonNode reversed(JsonNode node) {
    if (!(node instanceof ObjectNode map)) {
      return node;
    }
    ObjectNode reversed = Tree.map();
    for (String name : List.copyOf(Fields.keys(map)).reversed()) {
      JsonNode value = map.get(name);
      boolean set = value instanceof ArrayNode && !name.equals("actions");
      reversed.set(name, set ? reversed((ArrayNode) value) : reversed(value));
    }
    return reversed;
  }

  private static ArrayNode reversed(ArrayNode list) {
    ArrayNode reversed = Tree.list();
    for (int i = list.size() - 1; i >= 0; i--) {
      reversed.add(list.get(i));
    }
    return reversed;
  }

  private Scenario resolve(String text) {
    return library.resolve(ScenarioDocument.parse(text));
  }

  private List<String> faults(Optional<String> arm, Map<String, String> sets) {
    return texts(library.check(library.get("two-cities"), arm, sets).faults());
  }
}
