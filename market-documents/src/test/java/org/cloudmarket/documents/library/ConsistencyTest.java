package org.cloudmarket.documents.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cloudmarket.documents.library.SmallDocument.check;
import static org.cloudmarket.documents.library.SmallDocument.faultsWith;
import static org.cloudmarket.documents.library.SmallDocument.texts;
import static org.cloudmarket.documents.library.SmallDocument.warningsWith;
import static org.cloudmarket.documents.library.SmallDocument.with;

import java.util.List;
import org.cloudmarket.model.soundness.Findings;
import org.junit.jupiter.api.Test;

class ConsistencyTest {

  @Test
  void anInHouseCentreIsInHouse() {
    assertThat(faultsWith("provider: nantong-centre", "provider: nation-cloud"))
        .containsExactly("/policies/own-centre/provider: 'nation-cloud' is state, not in-house");
  }

  @Test
  void anInHouseCentreServesTheCitiesOfItsPolicy() {
    assertThat(
            faultsWith(
                "scope: {cities: [nantong], dataClasses: [important]}",
                "scope: {dataClasses: [important]}"))
        .containsExactly(
            "/policies/own-centre/scope: holds buyers in tianjin, which 'nantong-centre' does not"
                + " serve");
  }

  @Test
  void anInHouseCentreIsOpenWhenItsPolicyTakesEffect() {
    assertThat(
            faultsWith("cities: [nantong], quality", "cities: [nantong], opens: 2021-02, quality"))
        .containsExactly(
            "/policies/own-centre/provider: 'nantong-centre' opens in 2021-02, after the policy"
                + " takes effect in 2021-01");
  }

  @Test
  void aMandateForCityCloudsWhereThereIsNoneSaysWhoCouldNotBuy() {
    assertThat(
            faultsWith(
                "scope: {cities: [tianjin], segments: [municipality]}",
                "scope: {segments: [municipality]}"))
        .containsExactly(
            "/policies/mandate: leaves buyers in nantong of segment municipality with data of class"
                + " general nobody to buy from in 2021-08: every provider that is open there by"
                + " then is shut out or not certified for their data");
  }

  @Test
  void aMandateForACityCloudThatOpensLaterSaysWhoCouldNotBuy() {
    assertThat(faultsWith("opens: 2021-03", "opens: 2021-09"))
        .containsExactly(
            "/policies/mandate: leaves buyers in tianjin of segment municipality with data of class"
                + " general, important nobody to buy from in 2021-08: every provider that is open"
                + " there by then is shut out or not certified for their data");
  }

  @Test
  void anInHouseCentreLeavesSomebodyToBuyFrom() {
    String everywhere =
        with(
            "scope: {cities: [tianjin], segments: [municipality]}",
            "scope: {segments: [municipality], dataClasses: [important]}");

    assertThat(texts(check(with(everywhere, "end: 2022-01", "end: never")).faults())).isEmpty();
    assertThat(texts(check(with(everywhere, "end: 2022-01", "end: 2021-08")).faults())).hasSize(1);
  }

  @Test
  void twoMandatesTogetherMayLeaveNobody() {
    String second =
        with(
            "  own-centre:",
            "  other-mandate: {instrument: migration-mandate, leave: [state], graceMonths: 0,"
                + " scope: {cities: [tianjin], segments: [municipality]}, effective: 2022-01}\n"
                + "  own-centre:");

    assertThat(texts(check(second).faults()))
        .contains(
            "/policies/other-mandate: leaves buyers in tianjin of segment municipality with data of"
                + " class general, important nobody to buy from in 2022-01: every provider that is"
                + " open there by then is shut out or not certified for their data");
  }

  @Test
  void aCertificationThatNoProviderHasIsAFault() {
    assertThat(faultsWith("requiredCertificationCore: 3", "requiredCertificationCore: 5"))
        .containsExactly(
            "/rules/requiredCertificationCore: demands level 5, which no provider has; the highest"
                + " is 4");
  }

  @Test
  void buyersWhomNobodyServesAreNamed() {
    String onlyTianjin =
        with(
            with(
                    SmallDocument.TEXT,
                    "ownerGroup: harbour,",
                    "ownerGroup: harbour, certificationLevel: 4, cities: [tianjin],")
                .replace("quality: 0.8, certificationLevel: 4,", "quality: 0.8,"),
            "ownerGroup: nation,",
            "ownerGroup: nation, cities: [tianjin],");

    assertThat(texts(check(onlyTianjin).faults()))
        .contains(
            "/providers: buyers in nantong of segment bank, municipality with data of class"
                + " general, important could buy from nobody in 2020-01: no provider that is open,"
                + " serves them and is certified for their data is left",
            "/population/segments/bank/stock/harbour-cloud: serves some cities only, and the"
                + " segment's buyers sit in all of them");
  }

  @Test
  void aMandateAndAPreferenceForTheShutOutContradictEachOtherAndTheFaultNamesBothAndTheOverlap() {
    String dated =
        with(
            SmallDocument.TEXT,
            "effective: 2021-08, enacted: by-trigger",
            "effective: 2021-10, end: 2022-02");
    dated =
        with(
            dated,
            "triggers:\n"
                + "  softening: {figure: complaints-per-tender, ofPolicy: mandate, above: 0.25,"
                + " windowMonths: 3, heldMonths: 2, actions: [{repeal: mandate}, {enact:"
                + " preference}]}\n",
            "");
    dated = with(dated, ", triggers.softening: null", "");

    assertThat(texts(check(dated).faults())).isEmpty();
    assertThat(
            texts(
                check(
                        with(
                            dated,
                            "ownerships: [state], cityCloudOnly: true",
                            "ownerships: [private]"))
                    .faults()))
        .containsExactly(
            "/policies/mandate: contradicts policy 'preference' from 2021-10 to 2022-01 for"
                + " segments municipality in cities tianjin: 'mandate' shuts out 'harbour-cloud',"
                + " which 'preference' prefers");
    assertThat(
            texts(
                check(
                        with(
                            dated,
                            "ownerships: [state], cityCloudOnly: true",
                            "providers: [nation-cloud]"))
                    .faults()))
        .containsExactly(
            "/policies/mandate: contradicts policy 'preference' from 2021-10 to 2022-01 for"
                + " segments municipality in cities tianjin: 'mandate' shuts out 'nation-cloud',"
                + " which 'preference' prefers");
  }

  @Test
  void aPreferenceForOthersThanTheShutOutContradictsNothing() {
    assertThat(faultsWith("cityCloudOnly: true, bonusPoints", "cityCloudOnly: false, bonusPoints"))
        .isEmpty();
  }

  @Test
  void policiesThatATriggerPutsInEachOthersPlaceContradictNothing() {
    assertThat(faultsWith("ownerships: [state], cityCloudOnly: true", "ownerships: [private]"))
        .isEmpty();
    assertThat(
            faultsWith(
                "ownerships: [state], cityCloudOnly: true, bonusPoints: 8, scope: {cities:"
                    + " [tianjin]}, effective: 2021-08, enacted: by-trigger",
                "ownerships: [private], bonusPoints: 8, scope: {cities: [tianjin]}, effective:"
                    + " 2021-08"))
        .hasSize(1)
        .first()
        .asString()
        .startsWith(
            "/policies/mandate: contradicts policy 'preference' from 2021-08 on for segments"
                + " municipality");
  }

  @Test
  void aMandateToLeaveAndADirectAwardToTheSameProviderContradictEachOther() {
    assertThat(
            faultsWith(
                "leave: [private], cityCloudOnly: true, graceMonths: 2, deadline: 2022-09, scope:"
                    + " {cities: [tianjin], segments: [municipality]}",
                "leave: [private, in-house], graceMonths: 2, scope: {cities: [nantong]}"))
        .containsExactly(
            "/policies/mandate: contradicts policy 'own-centre' from 2021-08 to 2021-12 for"
                + " segments all in cities nantong: 'mandate' shuts out 'nantong-centre', which"
                + " 'own-centre' gives contracts to");
  }

  @Test
  void twoDirectAwardsToDifferentCentresContradictEachOther() {
    String second =
        with(
            "  own-centre:",
            "  another-centre: {instrument: in-house-computing, provider: second-centre, role:"
                + " first-choice, scope: {cities: [nantong]}, effective: 2021-06}\n"
                + "  own-centre:");
    second =
        with(
            second,
            "  nantong-centre:",
            "  second-centre: {name: Second, ownership: in-house, ownerGroup: nantong, quality:"
                + " 0.5, certificationLevel: 4, unitCostMilliFen: 120000, standing: 1, strategy:"
                + " cost-plus}\n"
                + "  nantong-centre:");

    assertThat(texts(check(second).faults()))
        .containsExactly(
            "/policies/another-centre: contradicts policy 'own-centre' from 2021-06 to 2021-12 for"
                + " segments all in cities nantong: the same contracts cannot go to both"
                + " 'second-centre' and 'nantong-centre'");
  }

  @Test
  void aPolicyThatIsWithdrawnBeforeItBindsIsAllowedAndContradictsNothing() {
    String withdrawn = with(SmallDocument.TEXT, "end: 2022-01", "announced: 2020-02, end: 2020-12");

    Findings findings = check(withdrawn);

    assertThat(texts(findings.faults())).isEmpty();
    assertThat(texts(findings.warnings()))
        .contains(
            "/policies/own-centre/end: is 2020-12, not after it takes effect in 2021-01: it is"
                + " withdrawn before, and never binds");
  }

  @Test
  void policiesInOtherMonthsOrOtherCitiesContradictNothing() {
    String mandate =
        "leave: [private, in-house], graceMonths: 2, scope: {cities: [%s]}, announced: %s,"
            + " effective: %s,";
    String there =
        "leave: [private], cityCloudOnly: true, graceMonths: 2, deadline: 2022-09, scope: {cities:"
            + " [tianjin], segments: [municipality]}, announced: 2021-07, effective: 2021-08,";

    assertThat(faultsWith(there, mandate.formatted("tianjin", "2021-08", "2021-08"))).isEmpty();
    assertThat(faultsWith(there, mandate.formatted("nantong", "2022-01", "2022-01"))).isEmpty();
    assertThat(faultsWith(there, mandate.formatted("nantong", "2021-12", "2021-12"))).hasSize(1);
  }

  @Test
  void contractsAtTheStartAreHeldByProvidersThatAreThere() {
    assertThat(faultsWith("stock: {harbour-cloud: 1}", "stock: {tianjin-cloud: 1}"))
        .containsExactly(
            "/population/segments/bank/stock/tianjin-cloud: serves some cities only, and the"
                + " segment's buyers sit in all of them",
            "/population/segments/bank/stock/tianjin-cloud: opens in 2021-03 and cannot hold"
                + " contracts in 2020-01");
    assertThat(faultsWith("stock: {harbour-cloud: 1}", "stock: {nantong-centre: 1}"))
        .containsExactly(
            "/population/segments/bank/stock/nantong-centre: is an in-house centre; only a policy"
                + " gives it contracts");
    assertThat(faultsWith("incumbent: harbour-cloud", "incumbent: tianjin-cloud"))
        .containsExactly(
            "/population/namedBuyers/port-authority/incumbent: 'tianjin-cloud' does not serve"
                + " tianjin in 2020-01");
    assertThat(faultsWith("contractEnds: 2020-09", "contractEnds: 2019-12"))
        .containsExactly(
            "/population/namedBuyers/port-authority/contractEnds: is 2019-12, before the run's"
                + " first month 2020-01");
  }

  @Test
  void aNamedBuyersSegmentIsDescribed() {
    assertThat(
            faultsWith(
                "port-authority: {segment: municipality", "port-authority: {segment: manufacturer"))
        .containsExactly(
            "/population/namedBuyers/port-authority/segment: is 'manufacturer', which the"
                + " population does not describe");
  }

  @Test
  void demandThatGrowsBeyondCountingIsAFault() {
    assertThat(faultsWith("months: 36", "months: 600").getFirst())
        .startsWith("/parameters/monthlyGrowth: segment ")
        .contains("grows more than a thousandfold");
  }

  private static List<String> faultsWithPolicies(String... policies) {
    return faultsWith("policies:\n", "policies:\n  " + String.join("\n  ", policies) + "\n");
  }

  @Test
  void aProviderThatAPolicyMadeAnotherIsShutOutAsWhatItIsThen() {
    String sale =
        "a-sale: {instrument: ownership-change, provider: nation-cloud, ownership: foreign,"
            + " effective: 2020-06}";
    String cap =
        "z-cap: {instrument: exclusion, ownerships: [foreign, private], effective: 2020-09,"
            + " scope: {cities: [nantong], segments: [bank]}}";

    assertThat(faultsWithPolicies(cap)).isEmpty();
    assertThat(faultsWithPolicies(sale, cap))
        .anyMatch(
            fault ->
                fault.startsWith("/policies/z-cap: leaves buyers in nantong of segment bank")
                    && fault.contains("nobody to buy from in 2020-09"));
  }

  @Test
  void aProviderThatBecomesAnotherUnderAPolicyLeavesItsBuyersSomebody() {
    String cap =
        "a-cap: {instrument: exclusion, ownerships: [foreign, private], effective: 2020-03,"
            + " scope: {cities: [nantong], segments: [bank]}}";
    String sale =
        "z-sale: {instrument: ownership-change, provider: nation-cloud, ownership: foreign,"
            + " effective: 2020-06}";

    assertThat(faultsWithPolicies(cap, sale))
        .anyMatch(
            fault ->
                fault.startsWith("/policies: leave buyers in nantong of segment bank")
                    && fault.contains("nobody to buy from in 2020-06"));
  }

  @Test
  void aProviderThatOpensInACitySellsThere() {
    String cap =
        "cap: {instrument: exclusion, providers: [harbour-cloud, nation-cloud],"
            + " effective: 2022-03, scope: {cities: [nantong], segments: [bank]}}";
    String move =
        "move: {instrument: provider-move, provider: tianjin-cloud, opensIn: [nantong],"
            + " effective: 2022-02}";

    assertThat(faultsWithPolicies(cap)).isNotEmpty();
    assertThat(faultsWithPolicies(cap, move)).isEmpty();
  }

  @Test
  void aContradictionIsFoundWithProvidersAsPoliciesMakeThem() {
    String sale =
        "a-sale: {instrument: ownership-change, provider: nation-cloud, ownership: foreign,"
            + " effective: 2020-06}";
    String cap = "cap: {instrument: exclusion, ownerships: [foreign], effective: 2020-03}";
    String bonus =
        "prize: {instrument: score-preference, providers: [nation-cloud], bonusPoints: 5,"
            + " effective: 2020-03, scope: {cities: [nantong]}}";

    assertThat(faultsWithPolicies(cap, bonus)).isEmpty();
    assertThat(faultsWithPolicies(sale, cap, bonus))
        .anyMatch(
            fault ->
                fault.startsWith("/policies/cap: contradicts policy 'prize' from 2020-06 on")
                    && fault.contains("'cap' shuts out 'nation-cloud', which 'prize' prefers"));
  }

  @Test
  void aSizeThatIsRoundedIsAWarning() {
    assertThat(warningsWith("buyers: 100", "buyers: 101")).isEmpty();
    assertThat(
            texts(
                SmallDocument.check(
                        SmallDocument.with(
                                SmallDocument.with("buyerShare: 0.6", "buyerShare: 0.5"),
                                "buyerShare: 0.4",
                                "buyerShare: 0.5")
                            .replace("buyers: 100", "buyers: 101"))
                    .warnings()))
        .containsExactly(
            "/population/buyers: is 101, and 102 are run: the part of each segment is rounded to"
                + " whole buyers");
    assertThat(warningsWith("buyers: 100", "buyers: 1"))
        .containsExactly(
            "/population/buyers: is 1, of which less than half a buyer is the part of bank: none of"
                + " these is there at the start");
  }

  @Test
  void aTriggerOnAPolicyThatBindsNoBuyersIsAWarning() {
    String fine = "{instrument: fine, provider: harbour-cloud, amountFen: 1000, cloudPart: 1, ";
    String policies =
        SmallDocument.with(
            "policies:\n", "policies:\n  paid: " + fine + "months: 2, effective: 2021-01}\n");

    assertThat(
            texts(
                SmallDocument.check(
                        SmallDocument.with(policies, "ofPolicy: mandate", "ofPolicy: paid"))
                    .warnings()))
        .contains(
            "/triggers/softening/ofPolicy: is 'paid', which binds no buyers: there is nothing to"
                + " watch");
  }

  @Test
  void aPolicyOutsideTheRunIsAWarning() {
    assertThat(warningsWith("effective: 2021-01, end: 2022-01", "effective: 2023-01"))
        .containsExactly(
            "/policies/own-centre: lies outside the run, which goes from 2020-01 to 2022-12");
    assertThat(warningsWith("effective: 2021-01, end: 2022-01", "effective: 2020-01, end: 2020-02"))
        .isEmpty();
    assertThat(warningsWith("deadline: 2022-09", "deadline: 2023-01"))
        .containsExactly(
            "/policies/mandate/deadline: is 2023-01, after the end of the run, which goes from"
                + " 2020-01 to 2022-12");
    assertThat(warningsWith("contractEnds: 2020-09", "contractEnds: 2023-01"))
        .containsExactly(
            "/population/namedBuyers/port-authority/contractEnds: is 2023-01, after the run's last"
                + " month 2022-12: the buyer never tenders");
  }

  @Test
  void aPolicyThatTouchesNobodyIsAWarning() {
    assertThat(warningsWith("dataClasses: [important]}", "dataClasses: [core]}"))
        .containsExactly("/policies/own-centre/scope: holds no buyer: the policy touches nobody");
    assertThat(warningsWith("leave: [private], cityCloudOnly: true", "leave: [foreign]"))
        .containsExactly(
            "/policies/mandate/leave: shuts no provider out: the policy touches nobody");
    assertThat(warningsWith("ownerships: [state], cityCloudOnly: true", "ownerships: [foreign]"))
        .containsExactly(
            "/policies/preference: prefers no provider that there is: the policy touches nobody");
    assertThat(warningsWith("bonusPoints: 8", "bonusPoints: 0"))
        .containsExactly(
            "/policies/preference: gives neither points nor a deduction: the policy touches"
                + " nobody");
    assertThat(warningsWith("{repeal: mandate}, {enact: preference}", "{repeal: mandate}"))
        .containsExactly(
            "/policies/preference/enacted: is by-trigger, and no trigger enacts it: it never comes"
                + " into force");
    assertThat(warningsWith("effective: 2021-08, enacted: by-trigger", "effective: 2021-08"))
        .containsExactly(
            "/triggers/softening/actions/1: enacts 'preference', which is in force by its dates; is"
                + " it meant to be 'enacted: by-trigger'?");
  }

  @Test
  void aProviderThatOpensAfterTheRunIsAWarning() {
    assertThat(
            warningsWith(
                "ecosystem: {bank: 0.7}, strategy: adaptive}",
                "ecosystem: {bank: 0.7}, strategy: adaptive}\n"
                    + "  late-cloud: {name: Late, ownership: private, ownerGroup: late, opens:"
                    + " 2023-01, quality: 0.6, certificationLevel: 4, unitCostMilliFen: 97000,"
                    + " standing: 0.95, strategy: cost-plus}"))
        .containsExactly(
            "/providers/late-cloud/opens: is 2023-01, after the run's last month 2022-12: it never"
                + " bids");
  }

  @Test
  void whatHasAFaultItselfIsNotTheReasonForAnother() {
    assertThat(faultsWith("opens: 2021-03", "opens: soon"))
        .containsExactly(
            "/providers/tianjin-cloud/opens: is the text 'soon', not a month such as 2021-09; from"
                + " 1900-01 to 2599-12");
    assertThat(faultsWith("start: 2020-01", "start: soon")).hasSize(1);
  }
}
