package org.cloudmarket.documents.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cloudmarket.documents.library.SmallDocument.check;
import static org.cloudmarket.documents.library.SmallDocument.texts;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cloudmarket.documents.scenario.PolicyJson;
import org.cloudmarket.model.instrument.OverseasShock;
import org.cloudmarket.model.instrument.OwnershipChange;
import org.cloudmarket.model.instrument.ProviderMove;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.policy.Instrument;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Scope;
import org.cloudmarket.model.soundness.Findings;
import org.junit.jupiter.api.Test;

/**
 * What documents are told of instruments that act on providers and on demand. A harbour cloud is
 * private, a nation cloud serves all cities for the state, and Tianjin has its own.
 */
class StatePoliciesTest {

  private static final int START = Months.of(2021, 6);
  private static final String FINE =
      "fine: {instrument: fine, provider: harbour-cloud, amountFen: 1000, cloudPart: 0.5, months: 12,"
          + " effective: 2021-06%s}";
  private static final String PROGRAMME =
      "programme: {instrument: demand-programme, volumeRise: 0.3, rampMonths: 6, effective: 2021-06%s}";

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
  void soundPoliciesHaveNoFaultAndNoWarning() {
    assertThat(
            warnings(
                FINE.formatted(""),
                PROGRAMME.formatted(", scope: {segments: [bank]}"),
                "spin-off: {instrument: ownership-change, provider: harbour-cloud, ownerGroup: alone,"
                    + " standingChange: 0.2, pullLost: 0.5, effective: 2021-06, end: 2022-01}",
                "move: {instrument: provider-move, provider: tianjin-cloud, costChange: -0.1,"
                    + " opensIn: [nantong], ecosystemChange: {bank: 0.2}, effective: 2021-06}",
                "shock: {instrument: overseas-shock, demandFall: 0.4, effective: 2021-06}"))
        .isEmpty();
  }

  @Test
  void aProviderACityOrAClientThatIsNotThereIsNamed() {
    assertThat(
            faults(
                FINE.formatted("").replace("harbour-cloud", "harbor-cloud"),
                "move: {instrument: provider-move, provider: tianjin-cloud, opensIn: [nantog],"
                    + " ecosystemChange: {banks: 0.1}, effective: 2021-06}",
                "shock: {instrument: overseas-shock, provider: harbour-cloud, leavers: [nobody],"
                    + " effective: 2021-06}"))
        .satisfiesExactlyInAnyOrder(
            fault ->
                assertThat(fault)
                    .startsWith("/policies/fine/provider: there is no provider 'harbor-cloud'"),
            fault ->
                assertThat(fault).startsWith("/policies/move/opensIn/0: there is no city 'nantog'"),
            fault ->
                assertThat(fault)
                    .startsWith(
                        "/policies/move/ecosystemChange/banks: there is no segment 'banks'"),
            fault ->
                assertThat(fault)
                    .startsWith("/policies/shock/leavers/0: there is no named buyer 'nobody'"));
  }

  @Test
  void whatMeansNothingWhereNoBuyerIsBoundIsAFault() {
    assertThat(
            faults(
                FINE.formatted(
                    ", scope: {segments: [bank]}, enforcement: 0.9, anticipation: 0.1, leaked: 2021-05,"
                        + " leakReach: 0.1"),
                PROGRAMME.formatted(", scope: {cities: [tianjin]}, yieldsTo: [fine]")))
        .containsExactlyInAnyOrder(
            "/policies/fine/scope: means nothing for fine, which acts on a provider; leave it out",
            "/policies/fine/enforcement: means nothing for fine, which binds no buyers; leave it out",
            "/policies/fine/anticipation: means nothing for fine, which binds no buyers; leave it out",
            "/policies/fine/leaked: means nothing for fine, which binds no buyers; leave it out",
            "/policies/fine/leakReach: means nothing for fine, which binds no buyers; leave it out",
            "/policies/programme/scope: is narrower than demand-programme can be, which acts on whole"
                + " segments; leave out its cities and dataClasses",
            "/policies/programme/yieldsTo: means nothing for demand-programme, which binds no buyers;"
                + " leave it out");
  }

  @Test
  void whatChangesNothingIsAFault() {
    assertThat(
            faults(
                "a: {instrument: ownership-change, provider: harbour-cloud, effective: 2021-06}",
                "b: {instrument: provider-move, provider: harbour-cloud, effective: 2021-06}",
                "c: {instrument: demand-programme, rampMonths: 6, effective: 2021-06}",
                "d: {instrument: overseas-shock, effective: 2021-06}",
                "e: {instrument: overseas-shock, demandFall: 0.1, provider: harbour-cloud, effective:"
                    + " 2021-06}",
                "f: {instrument: ownership-change, provider: harbour-cloud, ownership: in-house,"
                    + " pullLost: 0.5, effective: 2021-06}"))
        .containsExactly(
            "/policies/a/provider: stays as it is; name an ownership, ownerGroup, foreignCapital or"
                + " standingChange",
            "/policies/b/provider: stays as it is; name an ecosystemChange, qualityChange, costChange"
                + " or opensIn",
            "/policies/c/volumeRise: is 0, and so is entryRise; a programme makes one rise",
            "/policies/d/demandFall: is 0, and no leavers are named; a shock does one or both",
            "/policies/e/provider: is left by nobody; leavers says by whom",
            "/policies/f/ownership: is in-house; a provider on the market cannot become an own centre",
            "/policies/f/pullLost: is lost with the owner group, and no ownerGroup says that it"
                + " leaves");
  }

  @Test
  void whatTouchesNobodyIsAWarning() {
    assertThat(
            warnings(
                "a: {instrument: ownership-change, provider: harbour-cloud, ownership: private,"
                    + " effective: 2021-06}",
                "b: {instrument: provider-move, provider: nation-cloud, opensIn: [tianjin], effective:"
                    + " 2021-06}"))
        .containsExactly(
            "/policies/a: leaves 'harbour-cloud' as it is: the policy touches nobody",
            "/policies/b: leaves 'nation-cloud' as it is: the policy touches nobody",
            "/policies/b/opensIn: names tianjin, which 'nation-cloud' serves already");
    assertThat(warnings(PROGRAMME.formatted(", scope: {segments: [internet-company]}")))
        .containsExactly("/policies/programme/scope: holds no buyer: the policy touches nobody");
  }

  @Test
  void whatIsLeftOutStaysLeftOut() {
    for (Instrument instrument :
        List.of(
            new OverseasShock(100_000, "", new TreeSet<>()),
            new OwnershipChange(
                "harbour-cloud",
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                -100_000,
                0),
            new ProviderMove("harbour-cloud", new TreeMap<>(), 0, -1, new TreeSet<>()))) {
      Policy policy =
          new Policy(
              "a-policy",
              instrument,
              Scope.EVERYBODY,
              START,
              START,
              Months.NEVER,
              1_000_000,
              0,
              false,
              "");

      assertThat(PolicyJson.read(PolicyJson.write(policy))).isEqualTo(policy);
    }
  }

  @Test
  void aProviderHasOneOwnerAtATime() {
    String change =
        "%s: {instrument: ownership-change, provider: harbour-cloud, ownership: %s, effective: %s%s}";

    assertThat(
            faults(
                change.formatted("one", "state", "2021-06", ""),
                change.formatted("other", "foreign", "2021-08", "")))
        .containsExactly(
            "/policies/one: contradicts policy 'other' from 2021-08 on for segments all in cities"
                + " all: 'harbour-cloud' cannot be owned in two ways");
    assertThat(
            faults(
                change.formatted("one", "state", "2021-06", ", end: 2021-08"),
                change.formatted("other", "foreign", "2021-08", "")))
        .isEmpty();
  }
}
