package org.cloudmarket.documents.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cloudmarket.documents.library.SmallDocument.check;
import static org.cloudmarket.documents.library.SmallDocument.faultsWith;
import static org.cloudmarket.documents.library.SmallDocument.texts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.cloudmarket.model.soundness.Findings;
import org.junit.jupiter.api.Test;

class FieldFaultsTest {

  @Test
  void theSmallDocumentHasNoFaultAndNoWarning() {
    assertThat(check(SmallDocument.TEXT)).isEqualTo(new Findings(List.of(), List.of()));
  }

  @Test
  void anUnknownFieldIsAFaultWithASuggestionAndTheMissingOneIsAnother() {
    assertThat(faultsWith("participation:", "partcipation:"))
        .containsExactly(
            "/parameters/participation: is missing",
            "/parameters/partcipation: there is no field 'partcipation'; did you mean"
                + " 'participation'?");
  }

  @Test
  void anUnknownFieldThatResemblesNoneIsToldWhichThereAre() {
    assertThat(
            faultsWith(
                "scope: {cities: [tianjin]}", "scope: {cities: [tianjin], provinces: [hebei]}"))
        .containsExactly(
            "/policies/preference/scope/provinces: there is no field 'provinces'; there are:"
                + " cities, dataClasses, segments");
  }

  @Test
  void anUnknownFieldOfTheDocumentMayHaveBeenMeantForOneThatIsResolvedBefore() {
    assertThat(faultsWith("start: 2020-01", "start: 2020-01\nextend: china-2019"))
        .containsExactly("/extend: there is no field 'extend'; did you mean 'extends'?");
  }

  @Test
  void aFieldOfAnotherInstrumentIsToldFromASlipOfThePen() {
    assertThat(faultsWith("bonusPoints: 8", "bonusPoints: 8, graceMonths: 2"))
        .containsExactly(
            "/policies/preference/graceMonths: is not a field here: it belongs to instrument"
                + " migration-mandate");
  }

  @Test
  void aFieldOfAnotherPlaceIsToldFromASlipOfThePen() {
    assertThat(faultsWith("start: 2020-01", "start: 2020-01\nentryElasticity: 0.5"))
        .containsExactly("/entryElasticity: is not a field here: it belongs to parameters");
    assertThat(faultsWith("participation:", "portingCost: 0.2, participation:"))
        .containsExactly(
            "/parameters/portingCost: is not a field here: it belongs to"
                + " population.segments.SEGMENT");
  }

  /** The schema is made of what is read. */
  @Test
  void everyFieldOfTheMarketIsKnownByItsPlace() {
    JsonNode fields = ScenarioSchema.write().at("/$defs/whole/properties");
    Map<String, String> places =
        Map.of(
            "population", "/population/properties",
            "population.segments.SEGMENT",
                "/population/properties/segments/additionalProperties/properties",
            "rules", "/rules/properties",
            "parameters", "/parameters/properties");

    places.forEach(
        (place, pointer) ->
            assertThat(fields.at(pointer).propertyStream().map(Map.Entry::getKey))
                .as(place)
                .isNotEmpty()
                .allSatisfy(
                    field ->
                        assertThat(faultsWith("start: 2020-01", "start: 2020-01\n" + field + ": 1"))
                            .contains(
                                "/" + field + ": is not a field here: it belongs to " + place)));
  }

  @Test
  void aMissingMapIsOneFaultAndNotOneForEachOfItsFields() {
    assertThat(faultsWith("minimumBidders: 3, ", ""))
        .containsExactly("/rules/minimumBidders: is missing");
    assertThat(texts(check(SmallDocument.TEXT.replaceAll("(?m)^rules:.*$", "")).faults()))
        .containsExactly("/rules: is missing");
  }

  @Test
  void aWrongTypeIsNamedForWhatItIs() {
    assertThat(faultsWith("buyers: 100", "buyers: [100]"))
        .containsExactly("/population/buyers: is a list, not a whole number in 0..1000000");
    assertThat(faultsWith("title: Two cities and four clouds", "title: 2020"))
        .containsExactly(
            "/title: is the number 2020, not text; put it in quotes if it is meant as text");
    assertThat(faultsWith("publicTender: true", "publicTender: yes"))
        .containsExactly(
            "/population/segments/municipality/publicTender: is the text 'yes', neither true nor"
                + " false; write true, without quotes");
    assertThat(faultsWith("exposure: 0.85", "exposure: '0.85'"))
        .containsExactly(
            "/population/segments/municipality/exposure: is the text '0.85', not a number; write"
                + " 0.85 without quotes");
    assertThat(faultsWith("dataClasses: {general: 0.5, important: 0.5}", "dataClasses: 1"))
        .containsExactly(
            "/population/segments/municipality/dataClasses: is the number 1, not a map of fields");
    assertThat(faultsWith("leave: [private]", "leave: private"))
        .containsExactly(
            "/policies/mandate/leave: is the text 'private', not a list such as [one, other]");
    assertThat(
            faultsWith(
                "actions: [{repeal: mandate}, {enact: preference}]", "actions: {repeal: mandate}"))
        .containsExactly("/triggers/softening/actions: is a map, not a list");
  }

  @Test
  void aValueOutOfRangeIsToldTheRange() {
    assertThat(faultsWith("participation: 0.5", "participation: 1.5"))
        .containsExactly("/parameters/participation: is 1.5, outside 0..1");
    assertThat(faultsWith("ceiling: 1.25", "ceiling: 0.999999"))
        .containsExactly("/rules/ceiling: is 0.999999, outside 1..3");
    assertThat(faultsWith("bonusPoints: 8", "bonusPoints: 50.5"))
        .containsExactly("/policies/preference/bonusPoints: is 50.5, outside 0..50");
    assertThat(faultsWith("bidNoise: 0.05", "bidNoise: -0.05"))
        .containsExactly("/parameters/bidNoise: is -0.05, outside 0..0.2");
    assertThat(faultsWith("months: 36", "months: 601"))
        .containsExactly("/months: is 601, outside 1..600");
    assertThat(faultsWith("graceMonths: 2", "graceMonths: 25"))
        .containsExactly("/policies/mandate/graceMonths: is 25, outside 0..24");
  }

  @Test
  void aCurrencyThatIsNoneOrHasNoHundredthsIsRefused() {
    assertThat(faultsWith("months: 36", "months: 36\ncurrency: eur"))
        .containsExactly(
            "/currency: there is no currency 'eur'; write an ISO 4217 code such as CNY or EUR");
    assertThat(faultsWith("months: 36", "months: 36\ncurrency: 156"))
        .containsExactly(
            "/currency: is the number 156, not a currency; write an ISO 4217 code such as CNY or"
                + " EUR");
    assertThat(faultsWith("months: 36", "months: 36\ncurrency: JPY"))
        .containsExactly(
            "/currency: is JPY, whose unit is not parted into hundredths, in which all sums are"
                + " counted");
    assertThat(faultsWith("months: 36", "months: 36\ncurrency: KWD")).hasSize(1);
    assertThat(faultsWith("months: 36", "months: 36\ncurrency: XAU")).hasSize(1);
  }

  @Test
  void aPopulationOverTheLimitIsRefused() {
    assertThat(faultsWith("buyers: 100", "buyers: 1_000_001"))
        .containsExactly("/population/buyers: is 1_000_001, outside 0..1000000");
    assertThat(faultsWith("annualSpendFen: 5000000000", "annualSpendFen: 99999999999999999999"))
        .containsExactly(
            "/population/namedBuyers/port-authority/annualSpendFen: is 99999999999999999999,"
                + " outside 1..200000000000");
  }

  @Test
  void aNumberOfAThousandDigitsIsOutOfRangeAndCostsNothing() {
    assertThat(faultsWith("participation: 0.5", "participation: 1e9999"))
        .containsExactly("/parameters/participation: is 1e9999, outside 0..1");
    assertThat(faultsWith("buyers: 100", "buyers: 1e9999"))
        .containsExactly("/population/buyers: is 1e9999, outside 0..1000000");
    assertThat(faultsWith("participation: 0.5", "participation: 1e-9999"))
        .containsExactly(
            "/parameters/participation: is the number 1e-9999, of which at most 6 decimals could be"
                + " kept; write 0");
  }

  @Test
  void moreThanSixDecimalsAreAFaultUnlessTheyAreZeros() {
    assertThat(faultsWith("participation: 0.5", "participation: 0.1234567"))
        .containsExactly(
            "/parameters/participation: is the number 0.1234567, of which at most 6 decimals could"
                + " be kept; write 0.123457");
    assertThat(faultsWith("participation: 0.5", "participation: 0.12345600")).isEmpty();
  }

  @Test
  void aNumberIsTakenHoweverYaml12OrJsonSpellsIt() {
    for (String spelling :
        List.of("3.0", "+3", "3.", "3e0", "0.3E1", "0x3", "0o3", "03", "30e-1", "3.000000")) {
      assertThat(faultsWith("minimumBidders: 3", "minimumBidders: " + spelling))
          .as(spelling)
          .isEmpty();
    }
    for (String spelling : List.of(".5", "+.5", "5e-1", "0.50", "00.5", "+0.5E+0")) {
      assertThat(faultsWith("participation: 0.5", "participation: " + spelling))
          .as(spelling)
          .isEmpty();
    }
    assertThat(faultsWith("publicTender: true", "publicTender: True")).isEmpty();
    assertThat(faultsWith("publicTender: true", "publicTender: TRUE")).isEmpty();
  }

  @Test
  void aNumberThatReadersOfYamlDisagreeOnIsRefusedWithTheSpellingThatWouldDo() {
    assertThat(faultsWith("buyers: 100", "buyers: 044"))
        .containsExactly(
            "/population/buyers: is the text '044', not a whole number in 0..1000000; that is 36 to"
                + " YAML 1.1 and 44 to YAML 1.2: write the one or the other without the zero in front");
    assertThat(faultsWith("buyers: 100", "buyers: 1:30"))
        .containsExactly(
            "/population/buyers: is the text '1:30', not a whole number in 0..1000000; that is a"
                + " number to base 60 to YAML 1.1 and text to YAML 1.2: write 90");
    assertThat(faultsWith("buyers: 100", "buyers: 0b11"))
        .containsExactly(
            "/population/buyers: is the text '0b11', not a whole number in 0..1000000; write 3");
    assertThat(faultsWith("buyers: 100", "buyers: 33_00"))
        .containsExactly(
            "/population/buyers: is the text '33_00', not a whole number in 0..1000000; write the"
                + " digits without anything between them, and a point before decimals");
    assertThat(faultsWith("participation: 0.5", "participation: 0.30000000000000004"))
        .containsExactly(
            "/parameters/participation: is the number 0.30000000000000004, of which at most 6"
                + " decimals could be kept; write 0.3");
  }

  @Test
  void aBrokenNumberWhereWholeOnesGoIsAFault() {
    assertThat(faultsWith("minimumBidders: 3", "minimumBidders: 2.5"))
        .containsExactly("/rules/minimumBidders: is the number 2.5, not a whole number in 1..10");
    assertThat(faultsWith("minimumBidders: 3", "minimumBidders: 3.0")).isEmpty();
  }

  @Test
  void partsThatDoNotAddUpAreToldTheirSum() {
    assertThat(faultsWith("termMonths: {12: 0.5, 36: 0.5}", "termMonths: {12: 0.5, 36: 0.4999}"))
        .containsExactly(
            "/population/segments/municipality/termMonths: parts add up to 0.9999, not to 1");
    assertThat(faultsWith("continuity: 12.5", "continuity: 13"))
        .containsExactly(
            "/population/segments/bank/weights: weights add up to 100.5 points, not to 100");
    assertThat(faultsWith("buyerShare: 0.4", "buyerShare: 0.3"))
        .containsExactly("/population/segments: their buyerShare adds up to 0.9, not to 1");
  }

  @Test
  void partsWithAFaultOfTheirOwnAreNotAlsoBlamedForTheirSum() {
    assertThat(faultsWith("stock: {harbour-cloud: 1}", "stock: {harbor-cloud: 1}"))
        .containsExactly(
            "/population/segments/bank/stock/harbor-cloud: there is no provider 'harbor-cloud'; did"
                + " you mean 'harbour-cloud'?");
  }

  @Test
  void aMonthIsAMonth() {
    assertThat(faultsWith("start: 2020-01", "start: 2020-13"))
        .containsExactly(
            "/start: is the text '2020-13', not a month such as 2021-09; from 1900-01 to 2599-12");
    assertThat(faultsWith("opens: 2021-03", "opens: 2021"))
        .containsExactly(
            "/providers/tianjin-cloud/opens: is the number 2021, not a month such as 2021-09");
    assertThat(faultsWith("deadline: 2022-09", "deadline: soon"))
        .containsExactly(
            "/policies/mandate/deadline: is the text 'soon', neither a month such as 2021-09 nor"
                + " 'never'; from 1900-01 to 2599-12");
  }

  @Test
  void everyUnknownIdIsAFaultWithASuggestion() {
    assertThat(faultsWith("incumbent: harbour-cloud", "incumbent: harbour-clod"))
        .containsExactly(
            "/population/namedBuyers/port-authority/incumbent: there is no provider 'harbour-clod';"
                + " did you mean 'harbour-cloud'?");
    assertThat(faultsWith("city: tianjin", "city: tainjin"))
        .containsExactly(
            "/population/namedBuyers/port-authority/city: there is no city 'tainjin'; did you mean"
                + " 'tianjin'?");
    assertThat(faultsWith("cities: [nantong], quality", "cities: [nantog], quality"))
        .contains(
            "/providers/nantong-centre/cities/0: there is no city 'nantog'; did you mean"
                + " 'nantong'?");
    assertThat(faultsWith("segments: [municipality]", "segments: [municipalities]"))
        .containsExactly(
            "/policies/mandate/scope/segments/0: there is no segment 'municipalities'; did you mean"
                + " 'municipality'?");
    assertThat(faultsWith("ownerships: [state]", "ownerships: [states]"))
        .containsExactly(
            "/policies/preference/ownerships/0: there is no ownership 'states'; did you mean"
                + " 'state'?");
    assertThat(faultsWith("ofPolicy: mandate", "ofPolicy: mandates"))
        .containsExactly(
            "/triggers/softening/ofPolicy: there is no policy 'mandates'; did you mean 'mandate'?");
    assertThat(faultsWith("{enact: preference}", "{enact: preferences}"))
        .contains(
            "/triggers/softening/actions/1/enact: there is no policy 'preferences'; did you mean"
                + " 'preference'?");
    assertThat(faultsWith("instrument: score-preference", "instrument: score-preferences"))
        .contains(
            "/policies/preference/instrument: there is no instrument 'score-preferences'; did you"
                + " mean 'score-preference'?");
    assertThat(faultsWith("strategy: adaptive", "strategy: adoptive"))
        .containsExactly(
            "/providers/harbour-cloud/strategy: there is no strategy 'adoptive'; did you mean"
                + " 'adaptive'?");
    assertThat(faultsWith("    bank:\n", "    banc:\n"))
        .contains("/population/segments/banc: there is no segment 'banc'; did you mean 'bank'?");
  }

  @Test
  void anIdThatIsNoneIsAFault() {
    assertThat(faultsWith("name: two-cities", "name: Two Cities"))
        .containsExactly(
            "/name: 'Two Cities' is no id: ids are kebab-case such as alibaba-cloud, of at most 64"
                + " characters");
    assertThat(faultsWith("{tianjin: 3, nantong: 1}", "{tianjin: 3, nantong: 1, St. Gallen/SG: 1}"))
        .anyMatch(
            fault ->
                fault.startsWith(
                    "/population/cities/St. Gallen~1SG: the id of a city: 'St. Gallen/SG' is no"
                        + " id"));
  }

  @Test
  void aNumberIsShownAsItWasWritten() {
    assertThat(faultsWith("name: two-cities", "name: 1e3"))
        .containsExactly(
            "/name: is the number 1e3, not text; put it in quotes if it is meant as text");
    assertThat(faultsWith("scope: {cities: [tianjin]}", "scope: {cities: [0x1F]}"))
        .containsExactly(
            "/policies/preference/scope/cities/0: is the number 0x1F, not the id of a city; put it"
                + " in quotes if it is meant as text");
    assertThat(faultsWith("instrument: score-preference", "instrument: 1_000"))
        .contains(
            "/policies/preference/instrument: is the number 1_000, not the id of an instrument; put"
                + " it in quotes if it is meant as text");
  }

  @Test
  void aBlankAtTheEndOfAWordIsSaid() {
    assertThat(faultsWith("scope: {cities: [tianjin]}", "scope: {cities: ['tianjin ']}"))
        .containsExactly(
            "/policies/preference/scope/cities/0: there is no city 'tianjin '; did you mean"
                + " 'tianjin'? It ends with a blank");
  }

  @Test
  void whatIsAFaultItselfIsNotSuggested() {
    assertThat(faultsWith("{tianjin: 3, nantong: 1}", "{tianjin: 3, nantong: 1, 'nantong!': 1}"))
        .noneMatch(fault -> fault.contains("did you mean 'nantong!'"));
  }

  @Test
  void aFieldThatIsNullIsOneFault() {
    assertThat(faultsWith("name: two-cities", "name: null")).hasSize(1);
    assertThat(faultsWith("months: 36", "months: null")).hasSize(1);
    assertThat(faultsWith("minimumBidders: 3", "minimumBidders: null")).hasSize(1);
  }

  @Test
  void aNamedBuyerMayNotTakeTheIdOfADrawnOne() {
    assertThat(faultsWith("port-authority:", "bank-new-7:"))
        .containsExactly(
            "/population/namedBuyers/bank-new-7: is the id that the population gives to a buyer of"
                + " segment bank that it draws; choose another");
  }

  @Test
  void anEndBeforeTheEffectiveMonthIsAFault() {
    assertThat(faultsWith("end: 2022-01", "end: 2021-01"))
        .containsExactly(
            "/policies/own-centre/end: is 2021-01, not after it takes effect in 2021-01");
  }

  @Test
  void aDeadlineBeforeTheEffectiveMonthIsAFault() {
    assertThat(faultsWith("deadline: 2022-09", "deadline: 2021-07"))
        .containsExactly(
            "/policies/mandate/deadline: is 2021-07, before it takes effect in 2021-08");
  }

  @Test
  void anEmptyListIsNotTheSameAsAll() {
    assertThat(faultsWith("scope: {cities: [tianjin]}", "scope: {cities: []}"))
        .containsExactly(
            "/policies/preference/scope/cities: is empty, so it names no city; write 'all' for"
                + " every city");
    assertThat(faultsWith("scope: {cities: [tianjin]}", "scope: {cities: all}")).isEmpty();
  }

  @Test
  void anIdNamedTwiceInAListIsAFault() {
    assertThat(faultsWith("scope: {cities: [tianjin]}", "scope: {cities: [tianjin, tianjin]}"))
        .containsExactly(
            "/policies/preference/scope/cities/1: names the city 'tianjin' a second time");
  }

  @Test
  void anActionDoesOneThing() {
    assertThat(faultsWith("{repeal: mandate}, ", "{repeal: mandate, enact: mandate}, "))
        .containsExactly(
            "/triggers/softening/actions/0: is one action: {enact: some-policy}, {repeal:"
                + " some-policy} or {amend: some-policy, to: another-policy}");
    assertThat(faultsWith("[{repeal: mandate}, {enact: preference}]", "[]"))
        .containsExactly(
            "/triggers/softening/actions: has no action; write one such as {repeal: some-policy}");
  }

  @Test
  void aTriggerWatchesOneFigureAndHasOneLevel() {
    String figure = "figure: complaints-per-tender, ofPolicy: mandate, above: 0.25";

    assertThat(faultsWith(figure, "figure: complaints, ofPolicy: mandate, above: 12")).isEmpty();
    assertThat(faultsWith(figure, "figure: running-share, ofOwnership: private, below: 0.5"))
        .isEmpty();
    assertThat(faultsWith(figure, "figure: concentration, above: 0.25")).isEmpty();
    assertThat(faultsWith(figure, "figure: complaint, ofPolicy: mandate, above: 12"))
        .containsExactly(
            "/triggers/softening/figure: there is no figure 'complaint'; did you mean"
                + " 'complaints'?");
    assertThat(faultsWith(figure, "figure: running-share, above: 0.5"))
        .containsExactly(
            "/triggers/softening: is the share of one: name either ofProvider or ofOwnership");
    assertThat(faultsWith(figure, "figure: running-share, ofProvider: harbour-clod, above: 0.5"))
        .containsExactly(
            "/triggers/softening/ofProvider: there is no provider 'harbour-clod'; did you mean"
                + " 'harbour-cloud'?");
    assertThat(faultsWith(figure, "figure: concentration, above: 0.25, below: 0.1"))
        .containsExactly("/triggers/softening: has one level: either above or below");
    assertThat(faultsWith(figure, "figure: concentration"))
        .containsExactly("/triggers/softening/above: is missing");
    assertThat(faultsWith(figure, "figure: concentration, ofPolicy: mandate, above: 0.1"))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("/triggers/softening/ofPolicy: there is no field 'ofPolicy'");
  }

  @Test
  void aTriggerAmendsOnePolicyToAnother() {
    String actions = "[{repeal: mandate}, {enact: preference}]";

    assertThat(faultsWith(actions, "[{amend: mandate, to: preference}]")).isEmpty();
    assertThat(faultsWith(actions, "[{amend: mandate}]"))
        .contains("/triggers/softening/actions/0/to: is missing");
    assertThat(faultsWith(actions, "[{enact: preference, to: mandate}]"))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("/triggers/softening/actions/0/to: there is no field 'to'");
  }

  @Test
  void aMandateThatNamesNobodyToLeaveIsAFault() {
    assertThat(faultsWith("leave: [private], ", ""))
        .containsExactly(
            "/policies/mandate/leave: names no ownership; a mandate says whom buyers leave");
    assertThat(faultsWith("ownerships: [state], ", ""))
        .containsExactly(
            "/policies/preference/ownerships: names nobody, nor do its providers; a preference says"
                + " whom it prefers");
  }

  @Test
  void nullHasNothingToRemoveWhereNothingIsExtended() {
    assertThat(faultsWith("story: Nobody knows.", "story:"))
        .containsExactly(
            "/story: is null, which removes what the extended document has there: nothing");
  }
}
