package org.cloudmarket.model.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.cloudmarket.model.Arms;
import org.cloudmarket.model.TestMarket;
import org.cloudmarket.model.figures.Cell;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.Bid;
import org.cloudmarket.model.message.BidsMessage.BidsSubmitted;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.PolicyMessage.PolicyApplied;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Scope;
import org.cloudmarket.model.policy.Spell;
import org.cloudmarket.model.rules.RuleBook;
import org.cloudmarket.model.rules.TenderRules;
import org.cloudmarket.model.run.Outcomes;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class SupervisorySanctionTest {

  private static final String ALIBABA = "alibaba-cloud";
  private static final int FROM = TestMarket.EFFECTIVE;
  private static final int END = FROM + 3;

  /** Six months, then with an e-folding time of four. */
  private static final SupervisorySanction SIX_MONTHS =
      new SupervisorySanction(ALIBABA, 400_000, 6, 4, 500_000);

  private static Policy policy(String id, SupervisorySanction sanction, int end) {
    return TestMarket.dated(
        TestMarket.enforced(TestMarket.policy(id, sanction, Scope.EVERYBODY), 1_000_000),
        FROM,
        FROM,
        end);
  }

  private static int left(int month, Spell... spells) {
    return SIX_MONTHS.leftPpm(List.of(spells), month);
  }

  @Test
  void theFallLastsForItsMonthsAndThenFadesWithItsTime() {
    Spell stands = Spell.since("sanction", FROM);

    assertThat(left(FROM - 1, stands)).isZero();
    assertThat(left(FROM, stands)).isEqualTo(1_000_000);
    assertThat(left(FROM + 5, stands)).isEqualTo(1_000_000);
    for (int k = 1; k < 16; k++) {
      assertThat(left(FROM + 5 + k, stands))
          .isCloseTo((int) (1_000_000 * Math.exp(-k / 4.0)), within(1));
    }
    // e^(-16 / 4) is below a fiftieth.
    assertThat(left(FROM + 5 + 16, stands)).isZero();
  }

  @Test
  void itRecoversFromItsEndOnWhereThatComesFirst() {
    Spell ended = new Spell("sanction", FROM, FROM + 2);

    assertThat(left(FROM + 1, ended)).isEqualTo(1_000_000);
    assertThat(left(FROM + 2, ended)).isEqualTo(left(FROM + 6, Spell.since("sanction", FROM)));
  }

  @Test
  void ofASanctionThatComesAgainTheStrongerHolds() {
    Spell first = new Spell("sanction", FROM, FROM + 2);
    Spell again = Spell.since("sanction", FROM + 5);

    assertThat(left(FROM + 4, first, again)).isEqualTo(left(FROM + 4, first)).isPositive();
    assertThat(left(FROM + 5, first, again)).isEqualTo(1_000_000);
  }

  private static TenderRules rules(Scenario scenario, long applied, int month) {
    List<Spell> spells = new ArrayList<>();
    scenario.policies().forEach(policy -> spells.add(Spell.since(policy.id(), FROM)));
    RuleBook book = new RuleBook(scenario);
    book.open(month, spells);
    return book.rules(Segment.BANK, DataClass.CORE, applied);
  }

  private static int place(Scenario scenario, String provider) {
    return scenario.providers().indexOf(scenario.provider(provider).orElseThrow());
  }

  @Test
  void itsOwnerGroupTakesAPartOfTheFallAndOthersNone() {
    Scenario scenario = withSister(policy("sanction", SIX_MONTHS, Months.NEVER));

    TenderRules rules = rules(scenario, 1, FROM);

    assertThat(rules.standingFallPpm(place(scenario, ALIBABA))).isEqualTo(400_000);
    assertThat(rules.standingFallPpm(place(scenario, "sister-cloud"))).isEqualTo(200_000);
    assertThat(rules.standingFallPpm(place(scenario, "huawei-cloud"))).isZero();
    assertThat(rules(scenario, 0, FROM).standingFallPpm(place(scenario, ALIBABA))).isZero();
    assertThat(rules(scenario, 1, FROM + 9).standingFallPpm(place(scenario, "sister-cloud")))
        .isEqualTo((int) (200_000L * left(FROM + 9, Spell.since("sanction", FROM)) / 1_000_000));
  }

  private static Scenario withSister(Policy policy) {
    Scenario open = TestMarket.with(policy);
    List<Provider> providers = new ArrayList<>(open.providers());
    Provider of = open.provider(ALIBABA).orElseThrow();
    providers.add(
        new Provider(
            "sister-cloud",
            of.name(),
            of.ownership(),
            of.foreignCapitalPpm(),
            of.ownerGroup(),
            of.cities(),
            of.opens(),
            of.qualityPpm(),
            of.certificationLevel(),
            of.unitCostMilliFen(),
            of.standingPpm(),
            of.ecosystemPpm(),
            of.strategy(),
            false));
    return new Scenario(
        open.name(),
        open.title(),
        open.story(),
        open.start(),
        open.months(),
        open.currency(),
        open.buyers(),
        open.cities(),
        open.segments(),
        open.namedBuyers(),
        providers,
        open.rules(),
        open.parameters(),
        open.statistics(),
        open.policies(),
        open.triggers());
  }

  @Test
  void fallsAddUpAndNoStandingIsLessThanNone() {
    Scenario twice =
        TestMarket.with(
                policy("one", SIX_MONTHS, Months.NEVER), policy("two", SIX_MONTHS, Months.NEVER))
            .withBuyers(300, List.of());

    assertThat(rules(twice, 3, FROM).standingFallPpm(place(twice, ALIBABA))).isEqualTo(800_000);
    assertThat(
            Outcomes.of(twice, 3)
                .awards(award -> award.win().provider().equals(ALIBABA) && award.month() == FROM))
        .isNotEmpty()
        .allMatch(award -> award.ranking().scores().standing() == 0);
  }

  private final Outcomes run =
      Outcomes.of(
          TestMarket.with(policy("sanction", SIX_MONTHS, END))
              .withBuyers(600, List.of())
              .withMonths(40),
          3);

  /** It ends after three months; a fiftieth is left in the sixteenth after that. */
  private static final int FADED = END + 15;

  @Test
  void nobodyIsShutOutAndNobodyComplains() {
    assertThat(run.books)
        .flatMap(BidsSubmitted::bids)
        .noneMatch(bid -> bid.answer() == Bid.Answer.NOT_ELIGIBLE);
    assertThat(run.complaints).isEmpty();
  }

  @Test
  void itGoesOnActingAfterItsEndUntilItHasFadedAndIsNotInForce() {
    assertThat(run.books)
        .extracting(BidsSubmitted::tender)
        .allMatch(
            tender ->
                tender
                    .policies()
                    .equals(
                        tender.month() >= FROM && tender.month() < FADED
                            ? List.of("sanction")
                            : List.of()));
    assertThat(run.policy)
        .filteredOn(MonthOpened.class::isInstance)
        .allMatch(
            opened ->
                ((MonthOpened) opened).inForce().contains("sanction")
                    == (((MonthOpened) opened).month() >= FROM
                        && ((MonthOpened) opened).month() < END));
    assertThat(run.awards(award -> award.month() >= FADED))
        .isNotEmpty()
        .noneMatch(ContractAwarded::displaced);
    assertThat(run.awards(award -> award.month() >= END && award.displaced())).isNotEmpty();
  }

  @Test
  void whatItTouchesWhileItFadesIsReported() {
    assertThat(run.policy)
        .filteredOn(PolicyApplied.class::isInstance)
        .extracting(message -> ((PolicyApplied) message).month())
        .containsExactlyElementsOf(IntStream.range(FROM, FADED).boxed().toList());
  }

  @Test
  void standingIsLowerInTheScoresOfTheSanctionedAlone() {
    Outcomes off = Outcomes.of(TestMarket.open().withBuyers(600, List.of()), 3);

    Predicate<ContractAwarded> agencies =
        award -> award.month() == FROM && award.client().segment() == Segment.GOVERNMENT_AGENCY;
    assertThat(run.awards(agencies.and(award -> award.win().provider().equals(ALIBABA))))
        .isNotEmpty()
        .allMatch(award -> award.ranking().scores().standing() <= 15_000_000L * 50 / 1_000);
    assertThat(run.awards(agencies.and(award -> award.win().provider().equals("huawei-cloud"))))
        .allMatch(award -> award.ranking().scores().standing() > 3_000_000);
    assertThat(off.awards(agencies.and(award -> award.win().provider().equals(ALIBABA))))
        .isNotEmpty();
  }

  @Test
  void riskAverseBuyersLeaveAndPartOfThemComeBackOnceItHasFaded() {
    Scenario still = TestMarket.still().withBuyers(300, List.of()).withMonths(84);
    Arms arms =
        Arms.of(
            still, still.withPolicies(List.of(policy("sanction", SIX_MONTHS, END)), List.of()), 20);

    Predicate<Cell> agencies = cell -> cell.segment() == Segment.GOVERNMENT_AGENCY;
    long[] off = Arms.runningUnits(arms.off(), agencies, ALIBABA::equals);
    long[] on = Arms.runningUnits(arms.on(), agencies, ALIBABA::equals);
    int faded = FADED - TestMarket.START;
    double lost = 1 - (double) on[faded] / off[faded];
    double lostInTheEnd = 1 - (double) on[off.length - 1] / off[off.length - 1];
    assertThat(lost).isGreaterThan(0.05);
    assertThat(lostInTheEnd).isLessThan(0.8 * lost);
  }

  @Test
  void whoIsToldBeforehandActsOnAllOfIt() {
    Policy announced =
        TestMarket.anticipated(
            TestMarket.dated(
                policy("sanction", SIX_MONTHS, Months.NEVER), FROM - 6, FROM, Months.NEVER),
            1_000_000);

    assertThat(
            Outcomes.of(TestMarket.with(announced).withBuyers(300, List.of()), 3)
                .awards(
                    award ->
                        award.month() < FROM
                            && award.win().provider().equals(ALIBABA)
                            && award.policies().contains("sanction")
                            && award.client().segment() == Segment.GOVERNMENT_AGENCY))
        .isNotEmpty()
        .allMatch(award -> award.ranking().scores().standing() <= 15_000_000L * 50 / 1_000);
  }

  @Test
  void aSanctionThatDoesNothingCannotBeMade() {
    assertThatThrownBy(() -> new SupervisorySanction(ALIBABA, 0, 6, 9, 0))
        .hasMessageContaining("standingFall is 0, outside 1..1000000");
    assertThatThrownBy(() -> new SupervisorySanction(ALIBABA, 1, 0, 9, 0))
        .hasMessageContaining("months");
    assertThatThrownBy(() -> new SupervisorySanction(ALIBABA, 1, 6, 0, 0))
        .hasMessageContaining("recoveryMonths");
    assertThatThrownBy(() -> new SupervisorySanction("Alibaba", 1, 6, 9, 0))
        .hasMessageContaining("provider");
  }
}
