package org.cloudmarket.model.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.cloudmarket.model.RandomPolicyRequests;
import org.cloudmarket.model.TestMarket;
import org.cloudmarket.model.instrument.InHouseComputing;
import org.cloudmarket.model.instrument.PortingSupport;
import org.cloudmarket.model.instrument.ScorePreference;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.message.AwardsMessage.ComplaintFiled;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.AwardsMessage.Procedure;
import org.cloudmarket.model.message.AwardsMessage.TenderFailed;
import org.cloudmarket.model.message.Bid.Answer;
import org.cloudmarket.model.message.RunsMessage.Request;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.message.Scores;
import org.cloudmarket.model.policy.Instrument;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Scope;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.tender.Explanation;
import org.cloudmarket.model.tender.Explanation.Contest;
import org.cloudmarket.model.tender.Explanation.Ending;
import org.cloudmarket.model.tender.Explanation.Entrant;
import org.cloudmarket.model.tender.Explanation.Rule;
import org.cloudmarket.model.tender.Explanation.Without;
import org.junit.jupiter.api.Test;

/** Every decision can be explained, and its explanation adds up to what stands on the log. */
class ReasonsTest {

  /** Mandate, preference and an own centre: what shuts out, what adds points, what awards. */
  private static final Scenario BUSY =
      TestMarket.withOwnCentre(9_000)
          .withPolicies(
              List.of(
                  TestMarket.mandate(),
                  policy(
                      "bonus", ScorePreference.points(Set.of(Ownership.STATE), false, 15), 700_000),
                  policy(
                      "own-centre",
                      new InHouseComputing(
                          TestMarket.OWN_CENTRE, InHouseComputing.Role.FIRST_CHOICE),
                      600_000)),
              List.of());

  private static final List<Integer> MONTHS =
      List.of(
          TestMarket.START,
          TestMarket.EFFECTIVE,
          TestMarket.EFFECTIVE + 1,
          TestMarket.DEADLINE - 1,
          TestMarket.DEADLINE,
          BUSY.end() - 1);

  private static Policy policy(String id, Instrument instrument, int enforcementPpm) {
    return new Policy(
        id,
        instrument,
        Scope.EVERYBODY,
        TestMarket.EFFECTIVE - 4,
        TestMarket.EFFECTIVE + 1,
        TestMarket.DEADLINE + 3,
        enforcementPpm,
        400_000,
        false,
        "");
  }

  private static Map<Explanation, List<Decided>> explained(Scenario scenario, long seed) {
    Outcomes run = Outcomes.of(scenario, seed, 2, 1);
    Map<Explanation, List<Decided>> explained = new LinkedHashMap<>();
    for (int month : MONTHS) {
      Reasons reasons = Reasons.of(scenario, seed, month);
      Map<String, List<Decided>> logged = new TreeMap<>();
      run.decided(month)
          .forEach(each -> logged.computeIfAbsent(each.tender(), _ -> new ArrayList<>()).add(each));
      assertThat(logged).isNotEmpty();
      logged.forEach(
          (tender, outcomes) -> {
            explained.put(reasons.of(tender).orElseThrow(), outcomes);
            assertThat(reasons.outcomes(tender))
                .extracting(Decided::digest)
                .containsExactlyInAnyOrderElementsOf(
                    outcomes.stream().map(Decided::digest).toList());
          });
    }
    return explained;
  }

  private static void assertAddsUp(Explanation why, List<Decided> outcomes) {
    String tender = why.tender().tender();
    for (Decided outcome : outcomes) {
      switch (outcome) {
        case ContractAwarded award -> assertIs(why, award);
        case TenderFailed failed -> {
          assertThat(why.actual().ending()).as(tender).isEqualTo(Ending.FAILED);
          assertThat(why.actual().bidders()).isEqualTo(failed.bidders());
          assertThat(why.actual().field()).allMatch(each -> each.scores().isEmpty());
        }
        case ComplaintFiled complaint -> {
          assertThat(complaint.complainant()).isEqualTo(why.counterfactual().winner());
          assertThat(complaint.against())
              .allMatch(policy -> rule(why, policy).applied())
              .allMatch(
                  policy ->
                      rule(why, policy).excludes().contains(complaint.complainant())
                          || !rule(why, policy).direct().isEmpty());
        }
        default -> {}
      }
    }
    assertThat(why.rules()).extracting(Rule::policy).isSorted();
    assertThat(why.rules().stream().filter(Rule::applied).map(Rule::policy))
        .containsExactlyElementsOf(why.tender().policies());
    assertThat(why.without())
        .extracting(Without::policy)
        .isEqualTo(why.actual().ending() == Ending.BRIDGED ? List.of() : why.tender().policies());
    assertThat(why.actual().field())
        .filteredOn(each -> each.answer().equals(Optional.of(Answer.NOT_ELIGIBLE)))
        .allSatisfy(each -> assertThat(rule(why, each.because()).applied()).isTrue());
  }

  private static Rule rule(Explanation why, String policy) {
    return why.rules().stream()
        .filter(each -> each.policy().equals(policy))
        .findFirst()
        .orElseThrow();
  }

  private static void assertIs(Explanation why, ContractAwarded award) {
    String tender = award.tender();
    Contest actual = why.actual();
    assertThat(actual.ending()).as(tender).isEqualTo(Ending.AWARDED);
    assertThat(actual.winner()).as(tender).isEqualTo(award.win().provider());
    assertThat(actual.priceFen()).as(tender).isEqualTo(award.win().priceFen());
    assertThat(actual.portingFen()).as(tender).isEqualTo(award.win().portingFen());
    assertThat(actual.procedure()).as(tender).contains(award.win().procedure());
    assertThat(actual.bidders()).as(tender).isEqualTo(award.ranking().bidders());
    assertThat(why.ceilingFen()).as(tender).isEqualTo(award.need().ceilingFen());
    Entrant winner = entrant(actual, award.win().provider());
    assertThat(winner.scores()).as(tender).contains(award.ranking().scores());
    assertThat(actual.field())
        .as("whoever was evaluated has bid, if only when it was asked")
        .filteredOn(each -> each.scores().isPresent())
        .allMatch(each -> each.answer().equals(Optional.of(Answer.BID)));
    assertThat(winner.priceFen()).as(tender).isEqualTo(award.win().priceFen());
    assertTheMostPointsWin(actual);
    assertThat(totals(actual).skip(1).findFirst().orElse(0))
        .as(tender)
        .isEqualTo(award.ranking().runnerUpTotal());

    assertThat(why.counterfactual().winner()).as(tender).isEqualTo(award.counterfactual().winner());
    assertThat(why.counterfactual().priceFen())
        .as(tender)
        .isEqualTo(award.counterfactual().priceFen());
    assertThat(why.counterfactual().portingFen())
        .as(tender)
        .isEqualTo(award.counterfactual().portingFen());
    if (why.counterfactual().ending() == Ending.AWARDED) {
      assertTheMostPointsWin(why.counterfactual());
    }
    List<String> restoring =
        why.without().stream().filter(Without::restores).map(Without::policy).toList();
    if (!award.displaced()) {
      assertThat(award.win().provider()).isEqualTo(award.counterfactual().winner());
    } else {
      assertThat(award.counterfactual().displacedBy())
          .as(tender)
          .isEqualTo(restoring.isEmpty() ? List.of(ContractAwarded.JOINT) : restoring);
    }
  }

  private static Entrant entrant(Contest contest, String provider) {
    return contest.field().stream()
        .filter(each -> each.provider().equals(provider))
        .findFirst()
        .orElseThrow();
  }

  private static LongStream totals(Contest contest) {
    return contest.field().stream()
        .flatMap(each -> each.scores().stream())
        .mapToLong(Scores::total)
        .map(total -> -total)
        .sorted()
        .map(total -> -total);
  }

  private static void assertTheMostPointsWin(Contest contest) {
    long most = totals(contest).max().orElseThrow();
    Entrant first =
        contest.field().stream()
            .filter(each -> each.scores().filter(scores -> scores.total() == most).isPresent())
            .findFirst()
            .orElseThrow();
    assertThat(first.provider()).isEqualTo(contest.winner());
    long lowest =
        contest.field().stream()
            .filter(each -> each.scores().isPresent())
            .mapToLong(Entrant::evaluatedFen)
            .min()
            .orElseThrow();
    for (Entrant each : contest.field()) {
      assertThat(each.evaluatedFen() > 0).isEqualTo(each.scores().isPresent());
      each.scores()
          .ifPresent(
              scores -> {
                assertThat(scores.price())
                    .isEqualTo(
                        contest.weights().price()
                            * (lowest * 1_000_000 / each.evaluatedFen())
                            / 1_000_000);
                assertThat(scores.price()).isLessThanOrEqualTo(contest.weights().price());
                assertThat(scores.continuity()).isLessThanOrEqualTo(contest.weights().continuity());
              });
    }
  }

  @Test
  void everyDecisionIsExplainedByNumbersThatAddUp() {
    Map<Explanation, List<Decided>> explained = explained(BUSY, 4);

    explained.forEach(ReasonsTest::assertAddsUp);

    assertThat(explained.keySet().stream().map(why -> why.actual().ending()))
        .contains(Ending.AWARDED, Ending.FAILED, Ending.BRIDGED);
    assertThat(explained.keySet().stream().flatMap(why -> why.actual().procedure().stream()))
        .contains(Procedure.COMPETITION, Procedure.SINGLE_SOURCE, Procedure.DIRECT);
    assertThat(explained.keySet())
        .anyMatch(why -> why.counterfactual().ending() == Ending.STAYS)
        .anyMatch(why -> why.without().size() > 1)
        .anyMatch(why -> why.rules().stream().anyMatch(rule -> !rule.applied()))
        .anyMatch(why -> why.rules().stream().anyMatch(Rule::ends))
        .anyMatch(why -> why.rules().stream().anyMatch(Rule::bridges));
  }

  @Test
  void whoMayBidSaysWithWhichChanceItTakesPartAndWhatItExpects() {
    Map<Explanation, List<Decided>> explained = explained(TestMarket.answering(BUSY), 4);

    explained.forEach(ReasonsTest::assertAddsUp);
    List<Entrant> actual =
        explained.keySet().stream().flatMap(why -> why.actual().field().stream()).toList();
    List<Entrant> otherwise =
        explained.keySet().stream().flatMap(why -> why.counterfactual().field().stream()).toList();
    for (List<Entrant> field : List.of(actual, otherwise)) {
      assertThat(field).filteredOn(ReasonsTest::mayBid).isNotEmpty();
      assertThat(field)
          .filteredOn(each -> each.answer().equals(Optional.of(Answer.NOT_INTERESTED)))
          .filteredOn(each -> !each.provider().equals(TestMarket.OWN_CENTRE))
          .isNotEmpty()
          .allSatisfy(
              each -> {
                assertThat(each.participationPpm().orElseThrow()).isBetween(1, 999_999);
                assertThat(each.expectedPpm().orElseThrow()).isBetween(0, 180_000);
              });
      assertThat(field)
          .filteredOn(each -> !mayBid(each))
          .allMatch(each -> each.participationPpm().isEmpty() && each.expectedPpm().isEmpty());
    }
    assertThat(explained.keySet())
        .as("a policy that shuts others out lets some expect more")
        .anyMatch(
            why ->
                why.actual().field().stream()
                    .anyMatch(each -> expectsMore(each, without(why, each.provider()))));
  }

  private static boolean mayBid(Entrant entrant) {
    return entrant
            .answer()
            .filter(Set.of(Answer.BID, Answer.NOT_INTERESTED, Answer.BELOW_COST)::contains)
            .isPresent()
        && !entrant.provider().equals(TestMarket.OWN_CENTRE);
  }

  private static boolean expectsMore(Entrant one, Entrant other) {
    return one.expectedPpm().isPresent()
        && other.expectedPpm().isPresent()
        && one.expectedPpm().getAsInt() > other.expectedPpm().getAsInt();
  }

  private static Entrant without(Explanation why, String provider) {
    return why.counterfactual().field().isEmpty()
        ? entrant(why.actual(), provider)
        : entrant(why.counterfactual(), provider);
  }

  @Test
  void whereEntryDoesNotAnswerAllTakePartAlikeAndNobodyReckonsWhatItExpects() {
    Reasons reasons = Reasons.of(BUSY, 4, TestMarket.START);
    Outcomes run = Outcomes.of(BUSY, 4);

    assertThat(run.decided(TestMarket.START))
        .map(each -> reasons.of(each.tender()).orElseThrow())
        .flatMap(why -> why.actual().field())
        .filteredOn(ReasonsTest::mayBid)
        .isNotEmpty()
        .allMatch(each -> each.expectedPpm().isEmpty())
        .extracting(each -> each.participationPpm().orElseThrow())
        .containsOnly(500_000, 1_000_000);
  }

  @Test
  void aMoveCostsAPartOfAYearAndSupportSparesItsShareOfThat() {
    Scenario supported = TestMarket.with(policy("support", new PortingSupport(750_000), 1_000_000));
    int month = TestMarket.DEADLINE;
    Reasons reasons = Reasons.of(supported, 4, month);

    List<Explanation> moves =
        Outcomes.of(supported, 4).decided(month).stream()
            .map(each -> reasons.of(each.tender()).orElseThrow())
            .filter(why -> !why.tender().incumbent().isEmpty())
            .toList();

    assertThat(moves)
        .isNotEmpty()
        .allSatisfy(
            why -> {
              long annualFen =
                  why.tender().units() * 12 * why.tender().incumbentUnitPriceMilliFen() / 1_000;
              assertThat(why.portingFen()).isCloseTo(annualFen / 8, within(1L));
              assertThat(rule(why, "support").portingSparedFen())
                  .isCloseTo(why.portingFen() * 3 / 4, within(1L));
            })
        .anySatisfy(
            why -> assertThat(why.actual().portingFen()).isBetween(1L, why.portingFen() / 3));
  }

  @Test
  void whatPeopleDidToAPolicyWhileTheRunWentOnIsInItsReasons() {
    Map<Integer, List<Request>> requests = new TreeMap<>();
    RandomPolicyRequests bills = new RandomPolicyRequests(BUSY, 11);
    IntStream.range(TestMarket.START, BUSY.end() - 1)
        .forEach(month -> requests.put(month, List.of(bills.next("test", "request-" + month))));
    Outcomes live = Outcomes.of(new RunOrdered("test", BUSY, 4, 2), requests, 1);

    explained(live.leftBehind(), 4).forEach(ReasonsTest::assertAddsUp);
  }

  @Test
  void aTenderOfAnotherMonthIsNotExplained() {
    Outcomes run = Outcomes.of(BUSY, 4);
    String early = run.decided(TestMarket.START).getFirst().tender();

    assertThat(Reasons.of(BUSY, 4, TestMarket.START).of(early)).isPresent();
    assertThat(Reasons.of(BUSY, 4, TestMarket.START).of("b-none-c1")).isEmpty();
  }

  @Test
  void toAskForAReasonTwiceGivesItTwice() {
    Reasons reasons = Reasons.of(BUSY, 4, TestMarket.DEADLINE);
    String tender = Outcomes.of(BUSY, 4).decided(TestMarket.DEADLINE).getLast().tender();

    assertThat(reasons.of(tender)).isPresent().isEqualTo(reasons.of(tender));
  }
}
