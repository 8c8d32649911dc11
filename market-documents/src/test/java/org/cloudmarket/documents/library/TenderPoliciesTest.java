package org.cloudmarket.documents.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cloudmarket.documents.library.SmallDocument.check;
import static org.cloudmarket.documents.library.SmallDocument.texts;

import java.util.List;
import org.cloudmarket.model.soundness.Findings;
import org.junit.jupiter.api.Test;

/**
 * What documents are told of instruments that act on the rules of tenders, of leaks and of policies
 * that yield. A harbour cloud is private, a nation cloud serves all cities for the state, and
 * Tianjin has its own.
 */
class TenderPoliciesTest {

  private static final String MANDATE =
      "mandate: {instrument: migration-mandate, leave: [private], graceMonths: 2, effective: 2021-06}";
  private static final String EXCLUSION =
      "exclusion: {instrument: exclusion, ownerships: [private], effective: 2021-06}";
  private static final String SUBSIDY =
      "subsidy: {instrument: subsidy, ownerships: [private], costReduction: 0.1, effective: 2021-08%s}";
  private static final String SET_ASIDE =
      "set-aside: {instrument: set-aside, share: 0.3, ownerships: [%s], effective: 2021-08%s}";
  private static final String TOGETHER = " from 2021-08 on for segments all in cities all: ";

  /** The small document with these policies and no others. */
  private static Findings findings(String... policies) {
    String market =
        SmallDocument.TEXT.substring(0, SmallDocument.TEXT.indexOf("\npolicies:\n") + 1);
    return check(market + "policies:\n  " + String.join("\n  ", policies) + "\n");
  }

  private static List<String> faults(String... policies) {
    return texts(findings(policies).faults());
  }

  private static List<String> warnings(String... policies) {
    assertThat(faults(policies)).isEmpty();
    return texts(findings(policies).warnings());
  }

  @Test
  void anInstrumentThatNamesNobodyOrDoesNothingIsAFault() {
    assertThat(
            faults(
                "a: {instrument: exclusion, effective: 2021-06}",
                "b: {instrument: set-aside, share: 0, effective: 2021-06}",
                "c: {instrument: subsidy, costReduction: 0.1, effective: 2021-06}",
                "d: {instrument: data-classification, effective: 2021-06}"))
        .containsExactly(
            "/policies/a/ownerships: names nobody, nor do its providers or its foreignCapitalAbove;"
                + " an exclusion says whom it shuts out",
            "/policies/b/share: is 0, outside 0.000001..1",
            "/policies/c/ownerships: names nobody, nor do its providers; a subsidy says who gets it",
            "/policies/d/raiseTo: is general, and no points are moved; a classification raises a class"
                + " or moves points");
    assertThat(faults("b: {instrument: set-aside, share: 0.1, effective: 2021-06}"))
        .containsExactly(
            "/policies/b/ownerships: names nobody, nor do its providers; a set-aside says to whom"
                + " tenders are open");
  }

  @Test
  void anInstrumentThatTouchesNobodyIsAWarning() {
    assertThat(
            warnings(
                "a: {instrument: exclusion, foreignCapitalAbove: 0.25, effective: 2021-06}",
                "b: {instrument: set-aside, share: 1, ownerships: [private, state], effective: 2021-06}",
                "c: {instrument: subsidy, ownerships: [foreign], costReduction: 0.1, effective: 2021-06}",
                "d: {instrument: data-classification, raiseTo: important, scope: {segments: [bank]},"
                    + " effective: 2021-06}",
                "e: {instrument: porting-support, costShare: 0.5, effective: 2021-06}"))
        .containsExactly(
            "/policies/a: shuts no provider out: the policy touches nobody",
            "/policies/b: shuts no provider out: the policy touches nobody",
            "/policies/c: subsidises no provider that there is: the policy touches nobody",
            "/policies/d: raises no buyer's class of data, and moves no points for those that they"
                + " have: the policy touches nobody",
            "/policies/e: spares nobody anything, since no segment in its scope has a portingCost: the"
                + " policy touches nobody");
  }

  @Test
  void portingSupportTouchesWhomAMoveCostsSomething() {
    String support = "policies:\n  e: {instrument: porting-support, costShare: 0.5%s}\n";
    String market =
        SmallDocument.TEXT
            .substring(0, SmallDocument.TEXT.indexOf("\npolicies:\n") + 1)
            .replace("exposure: 0.6\n", "exposure: 0.6\n      portingCost: 0.2\n");

    String banks = ", effective: 2021-06, scope: {segments: [bank]}";
    String others = ", effective: 2021-06, scope: {segments: [municipality]}";
    assertThat(check(market + support.formatted(banks)).warnings()).isEmpty();
    assertThat(check(market + support.formatted(others)).warnings()).hasSize(1);
  }

  @Test
  void whoIsLeftWithNobodyToBuyFromIsNamed() {
    assertThat(
            faults(
                "a: {instrument: exclusion, ownerships: [state, private], scope: {cities: [tianjin]},"
                    + " effective: 2021-06}"))
        .containsExactly(
            "/policies/a: leaves buyers in tianjin of segment bank, municipality with data of class"
                + " general, important nobody to buy from in 2021-06: every provider that is open there"
                + " by then is shut out or not certified for their data");
    assertThat(
            faults(
                "a: {instrument: set-aside, share: 0.01, providers: [tianjin-cloud], scope: {segments:"
                    + " [bank]}, effective: 2021-06}"))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("/policies/a: leaves buyers in nantong of segment bank");
  }

  @Test
  void whoeverShutsOutWhomAnotherFavoursContradictsIt() {
    assertThat(faults(EXCLUSION, SUBSIDY.formatted("")))
        .containsExactly(
            "/policies/exclusion: contradicts policy 'subsidy'"
                + TOGETHER
                + "'exclusion' shuts out 'harbour-cloud', which 'subsidy' subsidises");
    assertThat(faults(MANDATE, SET_ASIDE.formatted("private", "")))
        .contains(
            "/policies/mandate: contradicts policy 'set-aside'"
                + TOGETHER
                + "'mandate' shuts out 'harbour-cloud', which 'set-aside' sets tenders aside for");
    assertThat(faults(SET_ASIDE.formatted("state", "").replace("0.3", "1"), SUBSIDY.formatted("")))
        .containsExactly(
            "/policies/set-aside: contradicts policy 'subsidy'"
                + TOGETHER
                + "'set-aside' shuts out 'harbour-cloud', which 'subsidy' subsidises");
    assertThat(
            faults(
                "raised: {instrument: data-classification, raiseTo: core, effective: 2021-06}",
                SUBSIDY
                    .formatted("")
                    .replace("ownerships: [private]", "providers: [nation-cloud]")))
        .as("all are certified")
        .isEmpty();
  }

  @Test
  void aRaisedClassShutsOutWhoIsNotCertifiedForItAndMovedPointsNobody() {
    String plain = "certificationLevel: 1, unitCostMilliFen: 97000";
    String policies =
        "policies:\n"
            + "  class: {instrument: data-classification, %s, scope: {cities: [tianjin]}, effective: 2021-06}\n"
            + "  help: {instrument: subsidy, providers: [nation-cloud], costReduction: 0.1, scope: {cities:"
            + " [tianjin]}, effective: 2021-08}\n";
    String market =
        SmallDocument.with(
            SmallDocument.TEXT.substring(0, SmallDocument.TEXT.indexOf("\npolicies:\n") + 1),
            "certificationLevel: 4, unitCostMilliFen: 97000",
            plain);

    assertThat(texts(check(market + policies.formatted("pointsMoved: 10")).faults())).isEmpty();
    assertThat(texts(check(market + policies.formatted("raiseTo: core")).faults()))
        .containsExactly(
            "/policies/class: contradicts policy 'help' from 2021-08 on for segments all in cities"
                + " tianjin: 'class' shuts out 'nation-cloud', which 'help' subsidises");
  }

  @Test
  void aPartThatIsSetAsideContradictsNothingThatOthersGiveInTheRest() {
    assertThat(faults(SET_ASIDE.formatted("state", ""), SUBSIDY.formatted(""))).isEmpty();
  }

  @Test
  void twoSetAsidesForOthersContradictEachOther() {
    assertThat(
            faults(
                SET_ASIDE.formatted("state", ""),
                "a: {instrument: set-aside, share: 0.1, ownerships: [private], effective: 2021-06}"))
        .contains(
            "/policies/a: contradicts policy 'set-aside'"
                + TOGETHER
                + "a tender that both set aside would be open to nobody");
    assertThat(
            faults(
                SET_ASIDE.formatted("state", ""),
                "a: {instrument: set-aside, share: 0.1, providers: [nation-cloud], effective: 2021-06}"))
        .isEmpty();
  }

  @Test
  void whereOneYieldsToTheOtherThereIsNoContradiction() {
    assertThat(faults(EXCLUSION, SUBSIDY.formatted(", yieldsTo: [exclusion]"))).isEmpty();
    assertThat(
            faults(
                SET_ASIDE.formatted("private", ", yieldsTo: [other]"),
                "other: {instrument: set-aside, share: 0.1, ownerships: [state], effective: 2021-08}"))
        .isEmpty();
  }

  @Test
  void aPolicyYieldsToOthersThatThereAreAndNotRoundInACircle() {
    assertThat(faults(SUBSIDY.formatted(", yieldsTo: [subsidies]")))
        .containsExactly(
            "/policies/subsidy/yieldsTo/0: there is no policy 'subsidies'; did you mean 'subsidy'?");
    assertThat(faults(SUBSIDY.formatted(", yieldsTo: [subsidy]")))
        .containsExactly("/policies/subsidy/yieldsTo: names the policy itself");
    assertThat(
            faults(
                "a: {instrument: subsidy, ownerships: [state], costReduction: 0.1, effective: 2021-08,"
                    + " yieldsTo: [c]}",
                "b: {instrument: subsidy, ownerships: [state], costReduction: 0.1, effective: 2021-08,"
                    + " yieldsTo: [a]}",
                "c: {instrument: subsidy, ownerships: [state], costReduction: 0.1, effective: 2021-08,"
                    + " yieldsTo: [b]}"))
        .containsExactly(
            "/policies/a/yieldsTo: goes round in a circle, in which nothing would be applied: a yields"
                + " to c yields to b yields to a");
  }

  @Test
  void aLeakComesBeforeTheAnnouncement() {
    assertThat(faults(SUBSIDY.formatted(", announced: 2021-05, leaked: 2021-06, leakReach: 0.1")))
        .containsExactly("/policies/subsidy/leaked: is 2021-06, after it is announced in 2021-05");
  }

  @Test
  void aLeakThatMovesNobodyIsAWarning() {
    assertThat(warnings(SUBSIDY.formatted(", leaked: 2021-06, anticipation: 1")))
        .containsExactly("/policies/subsidy/leakReach: is 0: the leak reaches nobody");
    assertThat(warnings(SUBSIDY.formatted(", leaked: 2021-06, leakReach: 0.2")))
        .containsExactly("/policies/subsidy/anticipation: is 0: nobody acts on what leaks");
    assertThat(warnings(SUBSIDY.formatted(", leakReach: 0.2")))
        .containsExactly("/policies/subsidy/leaked: is not before it is announced: nothing leaks");
  }
}
