package org.cloudmarket.model.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.cloudmarket.model.Arms;
import org.cloudmarket.model.TestMarket;
import org.cloudmarket.model.figures.Cell;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.policy.Instrument;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Scope;
import org.cloudmarket.model.run.Outcomes;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every instrument that acts on a tender's rules, beside the same market without. */
class TenderInstrumentsTest {

  private static final int SEEDS = 20;
  private static final int FROM = TestMarket.EFFECTIVE;
  private static final int UNTIL = FROM + 12;
  private static final Segment SEGMENT = Segment.STATE_ENTERPRISE;
  private static final Scope SCOPE = Scope.of(Set.of(SEGMENT), Set.of("beijing"), Set.of());
  private static final Scope WIDER = Scope.of(Set.of(SEGMENT, Segment.BANK), Set.of(), Set.of());
  private static final Set<Ownership> STATE = Set.of(Ownership.STATE);

  /** An instrument, and whose awards it is meant to make more of. */
  record Meant(Instrument instrument, Predicate<String> favoured) {
    Policy policy(Scope scope) {
      return TestMarket.dated(
          TestMarket.policy("the-policy", instrument, scope), FROM, FROM, UNTIL);
    }

    @Override
    public String toString() {
      return instrument.type();
    }
  }

  static Stream<Meant> instruments() {
    SupervisorySanction sanction = new SupervisorySanction("alibaba-cloud", 450_000, 12, 2, 0);
    return Stream.concat(
        stoppingAtOnce(),
        Stream.of(new Meant(sanction, provider -> !provider.equals("alibaba-cloud"))));
  }

  /** Those of which nothing goes on acting after their end. */
  static Stream<Meant> stoppingAtOnce() {
    Predicate<String> state = "china-telecom-tianyi"::equals;
    return Stream.of(
        new Meant(Exclusion.of(Set.of(Ownership.PRIVATE)), state.or("aws-china"::equals)),
        new Meant(SetAside.of(400_000, STATE), state),
        new Meant(new DataClassification(DataClass.CORE, 20_000_000), state),
        new Meant(Subsidy.of(STATE, 250_000), state),
        new Meant(ScorePreference.points(STATE, false, 8), state),
        new Meant(MigrationMandate.of(Set.of(Ownership.PRIVATE), false, 2, FROM + 9), state));
  }

  /** Runs that several questions share: the market without a policy, and with each. */
  private static final Map<Scenario, List<Outcomes>> RUNS = new HashMap<>();

  @AfterAll
  static void forget() {
    RUNS.clear();
  }

  private static List<Outcomes> runs(Scenario scenario) {
    return RUNS.computeIfAbsent(scenario, each -> Arms.runs(each, SEEDS));
  }

  private static Arms arms(Meant meant) {
    return new Arms(runs(still()), runs(under(meant)));
  }

  private static Scenario still() {
    return TestMarket.still().withBuyers(300, List.of()).withMonths(48);
  }

  private static Scenario under(Meant meant) {
    return still().withPolicies(List.of(meant.policy(SCOPE)), List.of());
  }

  private static boolean inScope(ContractAwarded award) {
    return award.client().segment() == SEGMENT && award.client().city().equals("beijing");
  }

  @ParameterizedTest
  @MethodSource("instruments")
  void itMovesAwardsInItsScopeTheWayItIsMeantTo(Meant meant) {
    Arms arms = arms(meant);

    Predicate<ContractAwarded> touched =
        award -> inScope(award) && award.month() >= FROM && award.month() < UNTIL;
    double without =
        Arms.part(arms.off(), touched, award -> meant.favoured.test(award.win().provider()));
    double with =
        Arms.part(arms.on(), touched, award -> meant.favoured.test(award.win().provider()));
    assertThat(with).isGreaterThan(without + 0.03);
  }

  @ParameterizedTest
  @MethodSource("instruments")
  void elsewhereAndBeforeNothingIsOtherThanWithoutIt(Meant meant) {
    Arms arms = arms(meant);
    for (int i = 0; i < SEEDS; i++) {
      Outcomes off = arms.off().get(i);
      Outcomes on = arms.on().get(i);

      assertThat(untouched(on)).isEqualTo(untouched(off));
      assertThat(on.digests().subList(0, FROM - TestMarket.START))
          .isEqualTo(off.digests().subList(0, FROM - TestMarket.START));
    }
  }

  private static List<Object> untouched(Outcomes run) {
    return run.awards.stream()
        .filter(award -> !inScope(award) || award.month() < FROM)
        .map(Decided::digest)
        .map(Object.class::cast)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("stoppingAtOnce")
  void onceItEndsNoAwardIsItsDoingAndWhatItMovedComesBack(Meant meant) {
    Arms arms = arms(meant);

    assertThat(arms.on())
        .allSatisfy(
            run ->
                assertThat(run.awards(award -> award.month() >= UNTIL))
                    .isNotEmpty()
                    .noneMatch(ContractAwarded::displaced)
                    .allMatch(award -> award.policies().isEmpty()));
    Predicate<Cell> where = cell -> cell.segment() == SEGMENT && cell.city().equals("beijing");
    long[] off = Arms.runningUnits(arms.off(), where, meant.favoured);
    long[] on = Arms.runningUnits(arms.on(), where, meant.favoured);
    int end = UNTIL - 1 - TestMarket.START;
    int last = off.length - 1;
    double thenPart = (double) (on[end] - off[end]) / off[end];
    double leftPart = (double) (on[last] - off[last]) / off[last];
    assertThat(thenPart).isPositive();
    assertThat(leftPart).isLessThan(0.8 * thenPart);
  }

  @ParameterizedTest
  @MethodSource("instruments")
  void aWiderScopeDisplacesNoFewerAwards(Meant meant) {
    Scenario wider = still().withPolicies(List.of(meant.policy(WIDER)), List.of());
    for (int seed = 1; seed <= SEEDS; seed++) {
      Outcomes narrow = runs(under(meant)).get(seed - 1);
      Outcomes wide = Outcomes.of(wider, seed);

      assertThat(wide.awards(ContractAwarded::displaced).size())
          .isGreaterThanOrEqualTo(narrow.awards(ContractAwarded::displaced).size());
      assertThat(wide.awards(award -> inScope(award)).stream().map(Decided::digest))
          .isEqualTo(narrow.awards(award -> inScope(award)).stream().map(Decided::digest).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("instruments")
  void anInstrumentThatNobodyCompliesWithChangesNothing(Meant meant) {
    Policy ignored = TestMarket.enforced(meant.policy(SCOPE), 0);

    assertThat(Outcomes.of(still().withPolicies(List.of(ignored), List.of()), 7).digests())
        .isEqualTo(Outcomes.of(still(), 7).digests());
  }

  @ParameterizedTest
  @MethodSource("instruments")
  void itGivesTheSameOnAnyNumberOfShards(Meant meant) {
    Scenario scenario =
        TestMarket.open()
            .withBuyers(300, List.of())
            .withPolicies(
                List.of(
                    meant.policy(SCOPE),
                    TestMarket.mandate(),
                    TestMarket.preference().yieldingTo(new TreeSet<>(Set.of("tianjin-mandate")))),
                List.of());

    assertThat(Outcomes.of(scenario, 4, 8, 1).digests())
        .isEqualTo(Outcomes.of(scenario, 4).digests());
  }
}
