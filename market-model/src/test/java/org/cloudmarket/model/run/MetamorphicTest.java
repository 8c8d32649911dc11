package org.cloudmarket.model.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cloudmarket.model.TestMarket;
import org.cloudmarket.model.figures.Measure;
import org.cloudmarket.model.figures.Series;
import org.cloudmarket.model.instrument.MigrationMandate;
import org.cloudmarket.model.instrument.SetAside;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.market.SegmentProfile;
import org.cloudmarket.model.policy.Scope;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.api.Test;

/** How outcomes change when the market is changed in a way of which the effect is known. */
class MetamorphicTest {

  private static final int SEEDS = 20;

  @Test
  void aStricterMandateNeverRaisesTheVolumeOfTheShutOut() {
    for (int seed = 1; seed <= SEEDS; seed++) {
      long[] laxer = null;
      for (int enforcement : List.of(0, 250_000, 500_000, 750_000, 1_000_000)) {
        Scenario scenario =
            TestMarket.still()
                .withBuyers(300, List.of())
                .withPolicies(
                    List.of(TestMarket.enforced(TestMarket.mandate(), enforcement)), List.of());
        long[] stricter = shutOut(Outcomes.of(scenario, seed));
        // Until the deadline a buyer that complies may bridge what another has left already.
        for (int t = TestMarket.DEADLINE - TestMarket.START;
            laxer != null && t < stricter.length;
            t++) {
          assertThat(stricter[t]).as("seed " + seed).isLessThanOrEqualTo(laxer[t]);
        }
        laxer = stricter;
      }
    }
  }

  /** Volume in the mandate's scope that runs with those who must be left, by month. */
  private static long[] shutOut(Outcomes run) {
    MigrationMandate mandate = (MigrationMandate) TestMarket.mandate().instrument();
    long[] units = new long[run.scenario.months()];
    Series running =
        Series.running(
            run.figures,
            run.course(),
            Series.By.PROVIDER,
            Measure.RUNNING_BASE_UNITS,
            cell -> cell.city().equals("tianjin") && cell.segment() == Segment.STATE_ENTERPRISE,
            units.length);
    for (Provider provider : run.scenario.providers()) {
      for (int t = 0; t < units.length && mandate.leaves(provider); t++) {
        units[t] += running.of(provider.id())[t];
      }
    }
    return units;
  }

  /** What learning is measured by is the volume at the start, so that it doubles too. */
  @Test
  void twiceTheSpendOfEverybodyLeavesSharesAsTheyAre() {
    Scenario once =
        TestMarket.with(TestMarket.mandate(), TestMarket.sanction(), TestMarket.setAside())
            .withBuyers(400, List.of());
    SortedMap<Segment, SegmentProfile> doubled = new TreeMap<>();
    once.segments().forEach((segment, profile) -> doubled.put(segment, twice(profile)));

    SortedMap<String, double[]> shares = shares(once);
    SortedMap<String, double[]> sharesOfTwice =
        shares(TestMarket.with(once, doubled, once.providers()));

    shares.forEach(
        (provider, byMonth) -> {
          for (int t = 0; t < byMonth.length; t++) {
            assertThat(sharesOfTwice.get(provider)[t])
                .as(provider + " in month " + t)
                .isCloseTo(byMonth[t], within(1e-4));
          }
        });
  }

  private static SortedMap<String, double[]> shares(Scenario scenario) {
    Outcomes run = Outcomes.of(scenario, 5);
    return Series.spend(
            run.figures,
            run.course(),
            Series.By.PROVIDER,
            Series.Of.RUNNING,
            _ -> true,
            scenario.months())
        .shares();
  }

  private static SegmentProfile twice(SegmentProfile profile) {
    return with(profile, 2 * profile.meanAnnualSpendFen(), profile.stockPpm());
  }

  private static SegmentProfile with(
      SegmentProfile profile, long meanAnnualSpendFen, SortedMap<String, Integer> stockPpm) {
    return new SegmentProfile(
        profile.segment(),
        profile.publicTender(),
        profile.buyerSharePpm(),
        meanAnnualSpendFen,
        profile.spendLogSdPpm(),
        profile.spendCap(),
        profile.weights(),
        profile.exposurePpm(),
        profile.dataClassesPpm(),
        profile.termsPpm(),
        stockPpm,
        profile.growthPpm(),
        profile.portingCostPpm());
  }

  @Test
  void twoProvidersAlikeInAllButTheirIdsHaveTheSameShareInTheMean() {
    assertThatTwinsFareAlike(twins());
  }

  @Test
  void whereTwinsOfferTheSameToTheLastPointADrawDecidesAndNotTheirIds() {
    Map<String, Integer> noLuck =
        Map.of(
            "participation",
            1_000_000,
            "bidNoise",
            0,
            "lastingTastePoints",
            0,
            "judgementPoints",
            0);

    assertThatTwinsFareAlike(TestMarket.behaving(twins(), noLuck));
  }

  @Test
  void whereEntryAnswersTwinsAnswerAlike() {
    assertThatTwinsFareAlike(TestMarket.answering(twins()));
  }

  private static void assertThatTwinsFareAlike(Scenario twins) {
    int seeds = 200;
    double sum = 0;
    double squares = 0;
    for (int seed = 1; seed <= seeds; seed++) {
      Outcomes run = Outcomes.of(twins, seed);
      double difference =
          (double)
                  (run.awards(award -> award.win().provider().equals("a-twin")).size()
                      - run.awards(award -> award.win().provider().equals("z-twin")).size())
              / run.awards.size();
      sum += difference;
      squares += difference * difference;
    }
    double mean = sum / seeds;
    double standardError = Math.sqrt((squares / seeds - mean * mean) / (seeds - 1));

    assertThat(standardError).isPositive();
    // The 99% interval of a normal mean.
    assertThat(mean).isCloseTo(0, within(2.576 * standardError));
  }

  /** Huawei's place is taken by two of its kind, each with half of its stock. */
  private static Scenario twins() {
    Scenario market =
        TestMarket.with(
                TestMarket.policy(
                    "set-aside", SetAside.of(300_000, Set.of(Ownership.PRIVATE)), Scope.EVERYBODY))
            .withBuyers(120, List.of())
            .withMonths(20);
    List<Provider> providers = new ArrayList<>(market.providers());
    Provider huawei = market.provider("huawei-cloud").orElseThrow();
    providers.remove(huawei);
    providers.add(as("a-twin", huawei));
    providers.add(as("z-twin", huawei));
    SortedMap<Segment, SegmentProfile> segments = new TreeMap<>();
    market
        .segments()
        .forEach(
            (segment, profile) -> {
              SortedMap<String, Integer> stock = new TreeMap<>(profile.stockPpm());
              int half = stock.remove("huawei-cloud") / 2;
              stock.put("a-twin", half);
              stock.put("z-twin", half);
              segments.put(segment, with(profile, profile.meanAnnualSpendFen(), stock));
            });
    return TestMarket.with(market, segments, providers);
  }

  private static Provider as(String id, Provider of) {
    return new Provider(
        id,
        of.name(),
        of.ownership(),
        of.foreignCapitalPpm(),
        id,
        of.cities(),
        of.opens(),
        of.qualityPpm(),
        of.certificationLevel(),
        of.unitCostMilliFen(),
        of.standingPpm(),
        of.ecosystemPpm(),
        of.strategy(),
        of.fringe());
  }
}
