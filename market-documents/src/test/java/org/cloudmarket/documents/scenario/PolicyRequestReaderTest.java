package org.cloudmarket.documents.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.documents.reading.Tree;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.RunsMessage.PolicyRequest;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.api.Test;

class PolicyRequestReaderTest {

  private static final int MONTH = Months.of(2021, 10);
  private static final Scenario SCENARIO =
      DocumentLibrary.shipped().resolve(DocumentLibrary.shipped().get("tianjin-mandate"));
  private static final Policy MANDATE = SCENARIO.policy("tianjin-mandate").orElseThrow();

  private final PolicyRequestReader reader = new PolicyRequestReader(SCENARIO, MONTH);

  @Test
  void aBillNeedsNoDates() {
    Policy bill =
        reader.enact(
            tree("{id: banks, instrument: score-preference, ownerships: [state], bonusPoints: 9}"));

    assertThat(bill.id()).isEqualTo("banks");
    assertThat(bill.announced()).isEqualTo(PolicyRequest.AT_ONCE);
    assertThat(bill.effective()).isEqualTo(PolicyRequest.AT_ONCE);
    assertThat(bill.end()).isEqualTo(Months.NEVER);
  }

  @Test
  void everyFaultOfABillIsNamedWhereItIs() {
    assertThat(
            faults(
                () ->
                    reader.enact(
                        tree(
                            "{id: tianjin-mandate, instrument: score-preference, providers: [aws],"
                                + " scope: {cities: [tianjing]}, effective: 2021-09, colour: red}"))))
        .contains(
            "/id: is another policy's of this run",
            "/scope/cities/0: there is no city 'tianjing'; did you mean 'tianjin'?",
            "/effective: is 2021-09, before 2021-10, the first month that it can touch")
        .anyMatch(fault -> fault.startsWith("/providers/0: there is no provider 'aws'"))
        .anyMatch(fault -> fault.startsWith("/colour: there is no field 'colour'"))
        .hasSize(5);
  }

  @Test
  void anIdThatResultsHaveForSomethingElseIsAFaultOfTheId() {
    assertThat(
            faults(
                () ->
                    reader.enact(
                        tree(
                            "{id: joint, instrument: score-preference, ownerships: [state],"
                                + " bonusPoints: 9, colour: red}"))))
        .contains("/id: 'joint' stands for something else in results; take another id")
        .hasSize(2);
  }

  @Test
  void whatAnotherInstrumentDoesNotKnowIsLeftBehind() {
    Policy amended =
        reader.amend(
            MANDATE, tree("{instrument: score-preference, ownerships: [state], bonusPoints: 9}"));

    assertThat(amended.instrument().type()).isEqualTo("score-preference");
    assertThat(amended.scope()).isEqualTo(MANDATE.scope());
    assertThat(faults(() -> reader.amend(MANDATE, tree("{instrument: subsidy, graceMonths: 3}"))))
        .anyMatch(fault -> fault.startsWith("/costReduction: is missing"))
        .anyMatch(fault -> fault.startsWith("/graceMonths: is not a field here"))
        .allMatch(fault -> fault.matches("/(costReduction|graceMonths|ownerships).*"));
  }

  @Test
  void aBillLeaksBeforeItIsAnnouncedAndInNoMonthThatIsOver() {
    String bill =
        "{id: banks, instrument: set-aside, share: 0.2, ownerships: [state], announced: 2022-02,"
            + " effective: 2022-04, leaked: %s, leakReach: 0.1, anticipation: 1}";

    assertThat(reader.enact(tree(bill.formatted("2021-12"))).leaked())
        .isEqualTo(Months.of(2021, 12));
    assertThat(faults(() -> reader.enact(tree(bill.formatted("2021-09")))))
        .containsExactly("/leaked: is 2021-09, before 2021-10, the first month that it can touch");
    assertThat(faults(() -> reader.enact(tree(bill.formatted("2022-03")))))
        .containsExactly("/leaked: is 2022-03, after it is announced in 2022-02");
  }

  @Test
  void aBillThatContradictsAnotherPolicyMayYieldToIt() {
    String bill =
        "{id: help, instrument: subsidy, ownerships: [private], costReduction: 0.1, scope: {cities:"
            + " [tianjin]}%s}";

    assertThat(faults(() -> reader.enact(tree(bill.formatted(""))))).hasSize(1);
    assertThat(reader.enact(tree(bill.formatted(", yieldsTo: [tianjin-mandate]"))).yieldsTo())
        .containsExactly("tianjin-mandate");
  }

  @Test
  void aBillBeginsInNoMonthThatIsOver() {
    assertThat(
            faults(
                () ->
                    reader.enact(
                        tree(
                            "{id: banks, instrument: score-preference, ownerships: [state],"
                                + " bonusPoints: 9, announced: 2021-09, effective: 2021-09,"
                                + " enacted: by-trigger}"))))
        .containsExactlyInAnyOrder(
            "/announced: is 2021-09, before 2021-10, the first month that it can touch",
            "/effective: is 2021-09, before 2021-10, the first month that it can touch",
            "/enacted: is by-trigger, and no trigger knows of a policy that is enacted while a run"
                + " goes on");
  }

  @Test
  void aBillThatContradictsAnotherPolicyIsAFault() {
    assertThat(
            faults(
                () ->
                    reader.enact(
                        tree(
                            "{id: z-private, instrument: score-preference, ownerships: [private],"
                                + " bonusPoints: 9}"))))
        .singleElement()
        .asString()
        .startsWith(
            ": makes a fault of /policies/tianjin-mandate: it contradicts policy 'z-private'");
  }

  @Test
  void whatIsNoBillIsAFault() {
    assertThat(faults(() -> reader.enact(tree("[]"))))
        .containsExactly(": is a list, not a map of fields");
    assertThat(faults(() -> reader.enact(tree("")))).hasSize(1);
    assertThat(faults(() -> reader.amend(MANDATE, tree("null")))).hasSize(1);
    assertThat(faults(() -> reader.enact(tree("{}"))))
        .contains("/id: is missing", "/instrument: is missing");
  }

  @Test
  void anAmendmentChangesWhatItNamesAndBeginsAnew() {
    Policy amended = reader.amend(MANDATE, tree("{enforcement: 0.5, scope: {segments: [bank]}}"));

    assertThat(amended.id()).isEqualTo(MANDATE.id());
    assertThat(amended.enforcementPpm()).isEqualTo(500_000);
    assertThat(amended.instrument()).isEqualTo(MANDATE.instrument());
    assertThat(amended.scope().segments()).containsExactly(Segment.BANK);
    assertThat(amended.scope().cities()).isEqualTo(MANDATE.scope().cities());
    assertThat(amended.effective()).isEqualTo(PolicyRequest.AT_ONCE);
  }

  @Test
  void anAmendmentBeforeAPolicyBindsLeavesItsMonth() {
    Policy amended =
        new PolicyRequestReader(SCENARIO, MANDATE.effective() - 3)
            .amend(MANDATE, tree("{enforcement: 0.5}"));

    assertThat(amended.effective()).isEqualTo(MANDATE.effective());
  }

  /** The next month may open before the request is heard. */
  @Test
  void anAmendmentOfWhatBeginsInTheNextMonthBeginsAtOnce() {
    Policy amended =
        new PolicyRequestReader(SCENARIO, MANDATE.effective())
            .amend(MANDATE, tree("{enforcement: 0.5}"));

    assertThat(amended.announced()).isEqualTo(PolicyRequest.AT_ONCE);
    assertThat(amended.effective()).isEqualTo(PolicyRequest.AT_ONCE);
  }

  @Test
  void aLeakNeedsAnAnnouncementThatComesAfterIt() {
    String leaking =
        "{id: banks, instrument: score-preference, ownerships: [state], bonusPoints: 9,"
            + " effective: 2022-06, leaked: 2021-10, leakReach: 0.1";

    assertThat(faults(() -> reader.enact(tree(leaking + "}"))))
        .containsExactly(
            "/leaked: needs an announcement after it: say in 'announced' when that is");
    assertThat(reader.enact(tree(leaking + ", announced: 2022-01}")).leaked())
        .isEqualTo(Months.of(2021, 10));
  }

  @Test
  void whatIsAmendedAfterItsAnnouncementLeaksNoMore() {
    Policy leaked =
        new PolicyRequestReader(SCENARIO, Months.of(2021, 1))
            .enact(
                tree(
                    "{id: banks, instrument: score-preference, ownerships: [state],"
                        + " bonusPoints: 9, effective: 2021-06, announced: 2021-03,"
                        + " leaked: 2021-02, leakReach: 0.1}"));

    Policy amended = reader.amend(leaked, tree("{bonusPoints: 5}"));

    assertThat(amended.leaked()).isEqualTo(Months.NEVER);
    assertThat(amended.announced()).isEqualTo(PolicyRequest.AT_ONCE);
  }

  @Test
  void anAmendmentThatChangesNothingOrTheIdIsAFault() {
    assertThat(faults(() -> reader.amend(MANDATE, tree("{id: other}"))))
        .containsExactly(
            "/id: cannot be changed; the successor gets its own",
            ": changes nothing; name the fields that are to be others");
  }

  private static Tree tree(String yaml) {
    return Tree.read(yaml.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> faults(ThrowingCallable reading) {
    return catchThrowableOfType(InvalidScenario.class, reading).faults().stream()
        .map(fault -> fault.pointer() + ": " + fault.detail())
        .toList();
  }
}
