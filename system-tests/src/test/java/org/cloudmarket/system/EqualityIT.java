package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.report.ReferenceView;
import org.cloudmarket.local.report.RunView.Part;
import org.cloudmarket.model.figures.Measure;
import org.cloudmarket.model.figures.Series;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes out over Kafka equals the reference, to the last award. */
class EqualityIT {

  private static final String MANDATE = "tianjin-mandate";
  private static final Scenario SCENARIO = Market.resolved(MANDATE);

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8})
  void theDigestOverKafkaIsTheReferencesOnAnyNumberOfShards(int shards)
      throws InterruptedException {
    KafkaRun run = Market.shared(MANDATE, shards);

    List<Decided> decided = AwardsReader.decided(Market.stack().bootstrapServers(), run.id());
    assertThat(run.digest()).isEqualTo(Market.reference(MANDATE, Market.SHARED_SEED).digest());
    assertThat(AwardsReader.digest(decided, SCENARIO.start(), SCENARIO.end()))
        .isEqualTo(run.digest());
    assertThat(AwardsReader.repeated(decided)).isEmpty();
    JsonNode verification = run.verification();
    assertThat(verification.path("equal").asBoolean()).as(verification.toString()).isTrue();
    assertThat(verification.path("firstDifference").isNull()).isTrue();
  }

  @Test
  @Tag("long")
  void twoRunsAtOnceDoNotTouchEachOther() throws InterruptedException {
    KafkaRun one = Market.order(MANDATE, 12, 3);
    KafkaRun other = Market.order("no-policy", 12, 2);

    Market.finished(one);
    Market.finished(other);

    assertThat(one.digest()).isEqualTo(Market.reference(MANDATE, 12).digest());
    assertThat(other.digest()).isEqualTo(Market.reference("no-policy", 12).digest());
  }

  @Test
  void whatRestSaysEqualsWhatTheReferenceCounts() throws InterruptedException {
    KafkaRun run = Market.shared(MANDATE, 3);
    ReferenceView reference = Market.reference(MANDATE, Market.SHARED_SEED);

    assertThat(run.policyEvents()).isEqualTo(reference.policyEvents()).isNotEmpty();
    for (Part part : List.of(Part.WHOLE, new Part("tianjin", "state-enterprise"))) {
      for (Measure measure :
          List.of(
              Measure.AWARDS,
              Measure.AWARDED_FEN,
              Measure.DISPLACED_TO,
              Measure.COMPLAINTS,
              Measure.FAILED)) {
        assertThat(run.totals(measure, part))
            .as(measure + " " + part)
            .isEqualTo(reference.totals(measure, part));
      }
      for (Series.By by : Series.By.values()) {
        for (Series.Of of : Series.Of.values()) {
          close(run.shares(by, of, part), reference.shares(by, of, part));
        }
      }
    }
  }

  private static void close(Map<String, double[]> shares, Map<String, double[]> expected) {
    assertThat(shares.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (id, byMonth) -> assertThat(shares.get(id)).as(id).containsExactly(byMonth, offset(1e-6)));
  }

  private static final Map<String, String> ALL_INSTRUMENTS =
      Map.ofEntries(
          Map.entry("population.buyers", "800"),
          Map.entry("months", "14"),
          Map.entry(
              "policies.exclusion",
              "{instrument: exclusion, providers: [huawei-cloud], foreignCapitalAbove: 0.5, scope:"
                  + " {segments: [bank]}, effective: 2019-02}"),
          Map.entry(
              "policies.set-aside",
              "{instrument: set-aside, share: 0.3, ownerships: [state], effective: 2019-04, leaked:"
                  + " 2019-02, leakReach: 0.5, anticipation: 1, yieldsTo: [exclusion]}"),
          Map.entry(
              "policies.classification",
              "{instrument: data-classification, raiseTo: core, pointsMoved: 20, effective: 2019-03}"),
          Map.entry(
              "policies.subsidy",
              "{instrument: subsidy, ownerships: [state], costReduction: 0.15, effective: 2019-03}"),
          Map.entry(
              "policies.sanction",
              "{instrument: supervisory-sanction, provider: alibaba-cloud, standingFall: 0.35,"
                  + " months: 3, recoveryMonths: 3, effective: 2019-03, end: 2019-05}"),
          Map.entry(
              "population.namedBuyers",
              "{large-client: {segment: overseas-customer, city: beijing, dataClass: general,"
                  + " annualSpendFen: 9000000000, exposure: 0.1, incumbent: alibaba-cloud,"
                  + " contractEnds: 2020-02}}"),
          Map.entry(
              "policies.fine",
              "{instrument: fine, provider: alibaba-cloud, amountFen: 5000000000000, cloudPart: 0.5,"
                  + " months: 6, effective: 2019-03, end: 2019-08}"),
          Map.entry(
              "policies.spin-off",
              "{instrument: ownership-change, provider: alibaba-cloud, ownership: state, ownerGroup:"
                  + " alone, standingChange: 0.2, pullLost: 0.5, effective: 2019-05, end: 2019-11}"),
          Map.entry(
              "policies.move",
              "{instrument: provider-move, provider: tencent-cloud, ecosystemChange: {bank: 0.3},"
                  + " qualityChange: 0.05, costChange: -0.1, effective: 2019-06}"),
          Map.entry(
              "policies.programme",
              "{instrument: demand-programme, volumeRise: 0.3, entryRise: 0.1, rampMonths: 6, scope:"
                  + " {segments: [bank]}, effective: 2019-04, end: 2019-08}"),
          Map.entry(
              "policies.shock",
              "{instrument: overseas-shock, demandFall: 0.4, provider: alibaba-cloud, leavers:"
                  + " [large-client], scope: {segments: [overseas-customer]}, effective: 2019-07,"
                  + " end: 2019-12}"),
          Map.entry(
              "triggers.enough",
              "{figure: displaced-value, ofPolicy: subsidy, above: 0.001, windowMonths: 3,"
                  + " heldMonths: 3, actions: [{repeal: subsidy}]}"));

  @Test
  void aRunUnderAllInstrumentsIsTheReferencesMonthByMonth() throws InterruptedException {
    KafkaRun run = Market.finished(Market.order("no-policy", 15, 3, ALL_INSTRUMENTS));

    JsonNode verification = run.verification();
    assertThat(verification.path("equal").asBoolean()).as(verification.toString()).isTrue();
    Set<String> displacing = new TreeSet<>();
    for (Decided each : AwardsReader.decided(Market.stack().bootstrapServers(), run.id())) {
      if (each instanceof ContractAwarded award) {
        displacing.addAll(award.counterfactual().displacedBy());
      }
    }
    assertThat(displacing)
        .contains("exclusion", "set-aside", "classification", "subsidy", "sanction", "shock");
  }

  @Test
  @Tag("long")
  void theResolvedScenarioOfARunGivesTheSameDigestAgain() throws InterruptedException {
    KafkaRun first = Market.shared("no-policy", 2);

    KafkaRun again = Market.finished(KafkaRun.again(Market.api(), first, Market.SHARED_SEED, 1));

    assertThat(again.digest()).isEqualTo(first.digest());
  }

  @Test
  void theAwardsOfARunAreOnTheTopicWithTheirReasons() throws InterruptedException {
    KafkaRun run = Market.shared(MANDATE, 3);

    List<Decided> decided = AwardsReader.decided(Market.stack().bootstrapServers(), run.id());

    assertThat(decided)
        .filteredOn(ContractAwarded.class::isInstance)
        .hasSize((int) Arrays.stream(run.totals(Measure.AWARDS, Part.WHOLE)).sum())
        .anyMatch(
            each ->
                ((ContractAwarded) each)
                    .counterfactual()
                    .displacedBy()
                    .equals(List.of("tianjin-mandate")));
  }
}
