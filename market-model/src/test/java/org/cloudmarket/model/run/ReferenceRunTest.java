package org.cloudmarket.model.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cloudmarket.model.TestMarket;
import org.cloudmarket.model.figures.Measure;
import org.cloudmarket.model.instrument.ScorePreference;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.NamedBuyer;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.ExtensionReason;
import org.cloudmarket.model.message.PolicyMessage.Outcome;
import org.cloudmarket.model.message.PolicyMessage.PolicyApplied;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Scope;
import org.cloudmarket.model.population.Buyers;
import org.cloudmarket.model.population.DemandPath;
import org.cloudmarket.model.population.Population;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.scenario.Course;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceRunTest {

  private static final Scenario SOFTENED =
      TestMarket.open()
          .withPolicies(
              List.of(TestMarket.mandate(), TestMarket.preferenceByTrigger()),
              List.of(TestMarket.softening()));

  @Test
  void forcedMovesAreTheSameOnAnyNumberOfShards() {
    Scenario mandated = TestMarket.with(TestMarket.mandate());
    Outcomes one = Outcomes.of(mandated, 7);

    assertThat(one.awards).anyMatch(award -> award.need().forced());
    assertThat(Outcomes.of(mandated, 7, 8, 2).digests()).isEqualTo(one.digests());
  }

  @ParameterizedTest
  @CsvSource({"3, 1", "3, 2", "8, 1", "8, 3", "64, 2"})
  void theSameSeedGivesTheSameDigestMonthByMonthOnAnyNumberOfShardsAndThreads(
      int shards, int threads) {
    Outcomes one = Outcomes.of(SOFTENED, 7);

    Outcomes many = Outcomes.of(SOFTENED, 7, shards, threads);

    assertThat(many.digests()).isEqualTo(one.digests()).hasSize(SOFTENED.months());
    assertThat(many.finished().outcome()).isEqualTo(Outcome.FINISHED);
  }

  @Test
  void anotherSeedGivesAnotherDigestInEveryMonth() {
    List<Digest> one = Outcomes.of(SOFTENED, 1).digests();
    List<Digest> other = Outcomes.of(SOFTENED, 2).digests();

    assertThat(other).doesNotContainAnyElementsOf(one);
  }

  @Test
  void theDigestsAreRecomputedFromTheOutcomesAlone() {
    Outcomes run = Outcomes.of(SOFTENED, 3, 4, 1);

    assertThat(run.recomputed.chained(SOFTENED.start(), SOFTENED.end()).values())
        .containsExactlyElementsOf(run.digests());
  }

  @Test
  void aPolicyThatTouchesNobodyChangesNoAward() {
    Policy nowhere =
        TestMarket.policy(
            "nowhere",
            TestMarket.mandate().instrument(),
            Scope.of(Set.of(Segment.MUNICIPALITY), Set.of("tianjin"), Set.of()));

    Outcomes with = Outcomes.of(TestMarket.with(nowhere), 5);

    assertThat(with.digests()).isEqualTo(Outcomes.of(TestMarket.open(), 5).digests());
    assertThat(with.policy)
        .filteredOn(PolicyApplied.class::isInstance)
        .hasSize(TestMarket.open().end() - TestMarket.EFFECTIVE)
        .allSatisfy(applied -> assertThat(((PolicyApplied) applied).tally().touched()).isZero());
  }

  @Test
  void withNoPolicyInForceNoAwardIsDisplaced() {
    Outcomes open = Outcomes.of(TestMarket.open(), 11);
    Outcomes mandated = Outcomes.of(TestMarket.with(TestMarket.mandate()), 11);

    assertThat(open.awards).isNotEmpty().noneMatch(ContractAwarded::displaced);
    assertThat(open.complaints).isEmpty();
    assertThat(mandated.awards(award -> award.month() < TestMarket.EFFECTIVE))
        .isNotEmpty()
        .noneMatch(ContractAwarded::displaced);
    assertThat(mandated.awards).anyMatch(ContractAwarded::displaced);
  }

  @Test
  void twoScenariosAreEqualUpToAPolicysAnnouncement() {
    List<Digest> open = Outcomes.of(TestMarket.open(), 4).digests();
    List<Digest> mandated = Outcomes.of(TestMarket.with(TestMarket.mandate()), 4).digests();

    int before = TestMarket.EFFECTIVE - TestMarket.START;
    assertThat(mandated.subList(0, before)).isEqualTo(open.subList(0, before));
    assertThat(mandated.subList(before, mandated.size()))
        .doesNotContainAnyElementsOf(open.subList(before, open.size()));
  }

  @Test
  void oneMoreBuyerChangesNoOtherBuyersDraws() {
    NamedBuyer newcomer = named("one-more");
    Map<String, ContractAwarded> without = firstAwards(Outcomes.of(TestMarket.open(), 9));
    Map<String, ContractAwarded> with =
        firstAwards(Outcomes.of(TestMarket.open().withBuyers(1_500, List.of(newcomer)), 9));

    assertThat(with.keySet()).containsAll(without.keySet()).contains("one-more");
    // The first month's tenders come before providers could notice the newcomer at all.
    without.values().stream()
        .filter(award -> award.month() == TestMarket.START)
        .forEach(award -> assertThat(with.get(award.client().id())).isEqualTo(award));
    // Later ones keep buyer, volume, term, month and field: only costs may have moved.
    without.forEach(
        (buyer, award) -> {
          assertThat(with.get(buyer).need().termMonths()).isEqualTo(award.need().termMonths());
          assertThat(with.get(buyer).need().units()).isEqualTo(award.need().units());
          assertThat(with.get(buyer).replaced().incumbent())
              .isEqualTo(award.replaced().incumbent());
        });
  }

  private static NamedBuyer named(String id) {
    return new NamedBuyer(
        id,
        Segment.BANK,
        "beijing",
        DataClass.GENERAL,
        500_000_000,
        500_000,
        "huawei-cloud",
        Months.of(2019, 6));
  }

  private static Map<String, ContractAwarded> firstAwards(Outcomes outcomes) {
    return outcomes.awards.stream()
        .collect(
            Collectors.toMap(
                award -> award.client().id(), Function.identity(), (first, later) -> first));
  }

  @Test
  void theOrderInWhichAScenarioNamesThingsChangesNothing() {
    Scenario scenario =
        SOFTENED.withBuyers(500, List.of(named("first"), named("second"), named("third")));
    Scenario reversed =
        new Scenario(
            scenario.name(),
            scenario.title(),
            scenario.story(),
            scenario.start(),
            scenario.months(),
            scenario.currency(),
            scenario.buyers(),
            reversed(scenario.cities()),
            scenario.segments(),
            reversed(scenario.namedBuyers()),
            reversed(scenario.providers()),
            scenario.rules(),
            scenario.parameters(),
            reversed(scenario.statistics()),
            reversed(scenario.policies()),
            reversed(scenario.triggers()));

    assertThat(Outcomes.of(reversed, 6).digests()).isEqualTo(Outcomes.of(scenario, 6).digests());
  }

  private static <T> List<T> reversed(List<T> list) {
    List<T> reversed = new ArrayList<>(list);
    Collections.reverse(reversed);
    return reversed;
  }

  @Test
  void everyTenderEndsInAnAwardOrAFailureAndEveryFailureOfAContractExtendsIt() {
    Outcomes run = Outcomes.of(SOFTENED, 2);

    Set<String> decided = new HashSet<>();
    run.awards.forEach(
        award -> assertThat(decided.add(award.tender())).as(award.tender()).isTrue());
    run.failures.forEach(
        failed -> assertThat(decided.add(failed.tender())).as(failed.tender()).isTrue());
    assertThat(run.books)
        .extracting(book -> book.tender().tender())
        .containsExactlyInAnyOrderElementsOf(decided);
    assertThat(
            run.extensions.stream()
                .filter(e -> e.reason().id().equals("tender-failed"))
                .map(e -> e.tender()))
        .containsExactlyInAnyOrderElementsOf(
            run.failures.stream()
                .filter(f -> !f.incumbent().isEmpty())
                .map(f -> f.tender())
                .toList());
  }

  @Test
  void everyContractHasExactlyOneOutcomeInTheMonthInWhichItIsDue() {
    Outcomes run = Outcomes.of(SOFTENED, 8);
    Map<String, Integer> due = new HashMap<>();
    Population population = new Population(SOFTENED, 8, 0, 1);
    DemandPath demand = new DemandPath(Course.without(SOFTENED));
    Buyers buyers = new Buyers();
    population.atStart(buyers);
    population.newcomers(demand, SOFTENED.end() - 1, buyers);
    for (int place = 0; place < buyers.size(); place++) {
      due.put(buyers.id(place), buyers.due(place));
    }
    assertThat(due).hasSizeGreaterThan(1_500);

    Map<Integer, List<Runnable>> byMonth = new TreeMap<>();
    run.awards.forEach(
        award ->
            at(byMonth, award.month())
                .add(
                    () ->
                        settle(
                            due,
                            award.client().id(),
                            award.month(),
                            award.month() + award.need().termMonths())));
    run.failures.stream()
        .forEach(
            failed ->
                at(byMonth, failed.month())
                    .add(() -> settle(due, failed.buyer(), failed.month(), failed.month() + 3)));
    run.extensions.stream()
        .filter(extended -> extended.reason() == ExtensionReason.GRACE)
        .forEach(
            extended ->
                at(byMonth, extended.month())
                    .add(
                        () ->
                            settle(
                                due,
                                extended.buyer(),
                                extended.month(),
                                extended.month() + extended.months())));
    byMonth.values().forEach(outcomes -> outcomes.forEach(Runnable::run));

    assertThat(due.values()).as("nobody was left out").allMatch(month -> month >= SOFTENED.end());
  }

  private static List<Runnable> at(Map<Integer, List<Runnable>> byMonth, int month) {
    return byMonth.computeIfAbsent(month, _ -> new ArrayList<>());
  }

  private static void settle(Map<String, Integer> due, String buyer, int month, int next) {
    assertThat(due.put(buyer, next)).as(buyer).isEqualTo(month);
  }

  @Test
  void twoEmptyPreferencesDecideAsNoPolicyDoes() {
    Policy one = emptyPreference("one");
    Policy other = emptyPreference("other");

    Outcomes run = Outcomes.of(TestMarket.with(one, other), 3);

    assertThat(run.awards).anyMatch(award -> award.policies().equals(List.of("one", "other")));
    assertThat(run.digests()).isEqualTo(Outcomes.of(TestMarket.open(), 3).digests());
  }

  private static Policy emptyPreference(String id) {
    return TestMarket.enforced(
        TestMarket.policy(
            id, ScorePreference.points(Set.of(Ownership.STATE), false, 0), Scope.EVERYBODY),
        1_000_000);
  }

  @Test
  void whereTwoPoliciesShutTheSameProvidersOutTheAwardIsDisplacedByBothTogether() {
    Policy mandate = TestMarket.enforced(TestMarket.mandate(), 1_000_000);
    Policy twin =
        new Policy(
            "twin",
            mandate.instrument(),
            mandate.scope(),
            mandate.announced(),
            mandate.effective(),
            mandate.end(),
            1_000_000,
            0,
            false,
            "");

    Outcomes run = Outcomes.of(TestMarket.with(mandate, twin), 3);

    // A forced move is another matter: each mandate draws its own month.
    assertThat(run.awards(award -> award.displaced() && !award.need().forced()))
        .isNotEmpty()
        .allMatch(
            award -> award.counterfactual().displacedBy().equals(List.of(ContractAwarded.JOINT)));
    assertThat(run.complaints)
        .allMatch(each -> each.against().equals(List.of("tianjin-mandate", "twin")));
  }

  @Test
  void exposedBuyersActOnAnAnnouncementAndOthersWait() {
    Policy dated = TestMarket.mandate();
    Policy announced =
        new Policy(
            dated.id(),
            dated.instrument(),
            dated.scope(),
            TestMarket.EFFECTIVE - 4,
            TestMarket.EFFECTIVE,
            dated.end(),
            1_000_000,
            1_000_000,
            false,
            "");

    List<ContractAwarded> early =
        Outcomes.of(TestMarket.with(announced), 3)
            .awards(
                award ->
                    award.month() >= TestMarket.EFFECTIVE - 4
                        && award.month() < TestMarket.EFFECTIVE
                        && award.client().city().equals("tianjin")
                        && award.client().segment() == Segment.STATE_ENTERPRISE);

    assertThat(early).anyMatch(award -> award.policies().isEmpty());
    assertThat(early)
        .filteredOn(award -> !award.policies().isEmpty())
        .isNotEmpty()
        .allMatch(award -> award.win().provider().equals("tianjin-city-cloud"));
  }

  @Test
  void moneyIsConserved() {
    Outcomes run = Outcomes.of(SOFTENED, 2, 3, 1);

    Map<String, Long> prices =
        run.books.stream()
            .flatMap(
                book ->
                    book.bids().stream()
                        .map(
                            bid ->
                                Map.entry(book.tender().tender() + bid.provider(), bid.priceFen())))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    for (ContractAwarded award : run.awards) {
      assertThat(award.win().priceFen())
          .isPositive()
          .isEqualTo(prices.get(award.tender() + award.win().provider()));
      assertThat(award.win().priceFen()).isLessThanOrEqualTo(award.need().ceilingFen());
      assertThat(award.win().annualValueFen())
          .isEqualTo(award.win().priceFen() * 12 / award.need().termMonths());
    }
    long counted =
        run.figures.cells().values().stream()
            .mapToLong(cell -> cell.getOrDefault(Measure.AWARDED_FEN, 0L))
            .sum();
    assertThat(counted)
        .isEqualTo(run.awards.stream().mapToLong(award -> award.win().annualValueFen()).sum());
    long running =
        run.figures.cells().values().stream()
            .mapToLong(cell -> cell.getOrDefault(Measure.RUNNING_BASE_FEN, 0L))
            .sum();
    long reported =
        run.reports.stream()
            .filter(report -> report.month() == SOFTENED.end() - 1)
            .flatMap(report -> report.report().running().stream())
            .mapToLong(each -> each.baseFen())
            .sum();
    assertThat(running).isEqualTo(reported);
  }
}
