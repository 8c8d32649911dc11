package org.cloudmarket.model.tender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cloudmarket.model.TestMarket;
import org.cloudmarket.model.instrument.InHouseComputing;
import org.cloudmarket.model.instrument.InHouseComputing.Role;
import org.cloudmarket.model.instrument.ScorePreference;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.AwardsMessage.Procedure;
import org.cloudmarket.model.policy.PolicySet;
import org.cloudmarket.model.policy.Scope;
import org.cloudmarket.model.rules.RuleBook;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.tender.Evaluation.Contest;
import org.cloudmarket.model.tender.Evaluation.OpenField;
import org.cloudmarket.model.tender.Evaluation.Weighed;
import org.junit.jupiter.api.Test;

/**
 * How one tender of a state enterprise is decided, where nobody has a taste: 20 points for the
 * price, 30 for quality, 10 for standing, 18 for the incumbent. All bidders here have the same
 * certification. The law demands three bidders of a public tender, a bid below half of the others'
 * mean does not count, and after two failures the buyer negotiates.
 */
class EvaluationTest {

  private static final String ALIBABA = "alibaba-cloud";
  private static final String HUAWEI = "huawei-cloud";
  private static final String TENCENT = "tencent-cloud";
  private static final String TELECOM = "china-telecom-tianyi";
  private static final String FRINGE = "rest-of-market";
  private static final long POINT = 1_000_000;

  /** A tender that is asked what comes of it. */
  private static final class Case {
    private final Scenario scenario;
    private final Roster roster;
    private final Evaluation evaluation;
    private final Tender tender = new Tender();
    private final SortedMap<Integer, Long> asked = new TreeMap<>();
    private final Map<Integer, Integer> qualities = new TreeMap<>();
    private final OpenField open = new OpenField();
    private boolean mustMove;
    private int exposurePpm;

    Case(Scenario market) {
      this(market, 0, 0);
    }

    Case(Scenario market, int lastingTaste, int judgement) {
      scenario =
          TestMarket.behaving(
              market, Map.of("lastingTastePoints", lastingTaste, "judgementPoints", judgement));
      roster = new Roster(scenario);
      evaluation = new Evaluation(scenario, roster, 1);
      tender.segment = Segment.STATE_ENTERPRISE;
      tender.dataClass = DataClass.GENERAL;
      tender.buyerHash = 17;
      tender.contract = 1;
      tender.termMonths = 12;
      tender.publicTender = true;
      tender.incumbent = Roster.NOBODY;
      tender.policies = PolicySet.of(scenario.policies().size(), _ -> true);
    }

    static Case openMarket() {
      return new Case(TestMarket.open());
    }

    /** Where the buyer's city has a computing centre of its own. */
    static Case withOwnCentre(Role role) {
      return new Case(
          TestMarket.withOwnCentre(100_000)
              .withPolicies(
                  List.of(
                      TestMarket.policy(
                          "own-centre",
                          new InHouseComputing(TestMarket.OWN_CENTRE, role),
                          Scope.EVERYBODY)),
                  List.of()));
    }

    /** What one asks, as {@link Bids#askedFen} has it, with half of the points for quality. */
    Case asks(String provider, long fen) {
      return asks(provider, fen, 500_000);
    }

    Case asks(String provider, long fen, int qualityPpm) {
      asked.put(roster.place(provider), fen);
      qualities.put(roster.place(provider), qualityPpm);
      return this;
    }

    Case failedBefore(int times) {
      tender.attempt = times;
      return this;
    }

    Case privately() {
      tender.publicTender = false;
      return this;
    }

    Case heldBy(String provider) {
      tender.incumbent = roster.place(provider);
      return this;
    }

    Case mustMove() {
      mustMove = true;
      return this;
    }

    Case inTheEyesOf(int leadersExposurePpm) {
      exposurePpm = leadersExposurePpm;
      return this;
    }

    Case contract(int number) {
      tender.contract = number;
      return this;
    }

    /** Without policy the same providers would ask this. */
    Case wouldFindWithoutPolicy(long... fen) {
      Bids bids = bids();
      evaluation.open(tender, bids, fen, open);
      return this;
    }

    private Bids bids() {
      Bids bids = new Bids(roster.size());
      asked.forEach(
          (place, fen) -> {
            bids.places[bids.size] = place;
            bids.askedFen[bids.size] = fen;
            bids.qualityPpm[bids.size] = qualities.get(place);
            bids.size++;
          });
      return bids;
    }

    Decision decided() {
      Decision decision = new Decision();
      evaluation.decide(contest(), open, mustMove, decision);
      return decision;
    }

    private Contest contest() {
      Bids bids = bids();
      RuleBook rules = new RuleBook(scenario);
      return evaluation.contest(
          tender,
          bids,
          bids.askedFen,
          rules.rules(tender.segment, tender.dataClass, tender.policies),
          exposurePpm,
          new Contest());
    }

    /** Whom the decision gave points, and from which price. */
    Map<String, Long> evaluatedFen() {
      return evaluation.weighed(contest(), decided()).stream()
          .filter(each -> each.scores().isPresent())
          .collect(Collectors.toMap(each -> roster.id(each.place()), Weighed::evaluatedFen));
    }

    String winner() {
      return roster.id(decided().winner);
    }

    String runnerUp() {
      return roster.id(decided().runnerUp);
    }
  }

  @Test
  void theLowestPriceHasAllPointsForItAndOthersAsMuchAsItIsOfTheirs() {
    Case three = Case.openMarket().asks(ALIBABA, 125).asks(HUAWEI, 100).asks(TENCENT, 200);

    Decision decision = three.decided();

    assertThat(three.winner()).isEqualTo(HUAWEI);
    assertThat(three.runnerUp()).isEqualTo(ALIBABA);
    assertThat(decision.priceFen).isEqualTo(100);
    assertThat(decision.procedure).isEqualTo(Procedure.COMPETITION);
    assertThat(decision.bidders).isEqualTo(3);
    assertThat(decision.points.price).isEqualTo(20 * POINT);
    assertThat(decision.points.quality).isEqualTo(15 * POINT);
    assertThat(decision.points.total() - decision.runnerUpTotal)
        .as("a fifth of the points for the price")
        .isEqualTo(4 * POINT);
  }

  @Test
  void aBetterQualityIsWorthAHigherPrice() {
    Case three = Case.openMarket().asks(ALIBABA, 110, 700_000).asks(HUAWEI, 100).asks(TENCENT, 105);

    assertThat(three.winner()).isEqualTo(ALIBABA);
    assertThat(three.decided().priceFen).isEqualTo(110);
    assertThat(three.decided().points.price).isEqualTo(18_181_800); // 20 x 100 / 110
  }

  @Test
  void theIncumbentHasPointsForContinuity() {
    Case three =
        Case.openMarket().asks(ALIBABA, 100).asks(HUAWEI, 140).asks(TENCENT, 100).heldBy(HUAWEI);

    assertThat(three.winner()).isEqualTo(HUAWEI);
    assertThat(three.decided().points.continuity).isEqualTo(18 * POINT);
    assertThat(
            Case.openMarket()
                .asks(ALIBABA, 100)
                .asks(HUAWEI, 140)
                .asks(TENCENT, 101)
                .heldBy(TELECOM)
                .decided()
                .points
                .continuity)
        .as("somebody else's contract")
        .isZero();
  }

  @Test
  void standingCountsAsFarAsTheBuyersLeadersAnswerToGovernment() {
    Case exposed =
        Case.openMarket()
            .asks(ALIBABA, 100)
            .asks(HUAWEI, 100)
            .asks(TELECOM, 100)
            .inTheEyesOf(500_000);

    assertThat(exposed.winner()).isEqualTo(TELECOM);
    assertThat(exposed.decided().points.standing).isEqualTo(95 * POINT / 20);
    assertThat(exposed.decided().points.total() - exposed.decided().runnerUpTotal)
        .as("a fifth of ten points, halved")
        .isEqualTo(POINT);
  }

  @Test
  void aBidBelowHalfOfTheOthersMeanDoesNotCount() {
    Case low =
        Case.openMarket().asks(ALIBABA, 49).asks(HUAWEI, 100).asks(TENCENT, 90).asks(TELECOM, 110);

    assertThat(low.winner()).isEqualTo(TENCENT);
    assertThat(low.decided().bidders).isEqualTo(3);
    assertThat(low.asks(ALIBABA, 50).winner()).as("half of it").isEqualTo(ALIBABA);
    assertThat(low.decided().bidders).isEqualTo(4);
  }

  @Test
  void whereABidDoesNotCountTooFewMayBeLeft() {
    Decision decision =
        Case.openMarket().asks(ALIBABA, 49).asks(HUAWEI, 100).asks(TENCENT, 100).decided();

    assertThat(decision.fails()).isTrue();
    assertThat(decision.bidders).isEqualTo(2);
  }

  @Test
  void whoBuysWithoutAPublicTenderTakesOneBidderAndAnyPrice() {
    Case two = Case.openMarket().asks(ALIBABA, 10).asks(HUAWEI, 100).privately();

    assertThat(two.winner()).isEqualTo(ALIBABA);
    assertThat(two.decided().procedure).isEqualTo(Procedure.COMPETITION);
    assertThat(Case.openMarket().asks(HUAWEI, 100).privately().winner()).isEqualTo(HUAWEI);
    assertThat(Case.openMarket().asks(HUAWEI, -100).privately().decided().fails()).isTrue();
  }

  @Test
  void theRestOfTheMarketCountsForThreeBidders() {
    Case alone = Case.openMarket().asks(FRINGE, 100).asks(HUAWEI, -90);

    assertThat(alone.winner()).isEqualTo(FRINGE);
    assertThat(alone.decided().bidders).isEqualTo(3);
    assertThat(alone.decided().procedure).isEqualTo(Procedure.COMPETITION);
    assertThat(alone.decided().runnerUp).isEqualTo(Roster.NOBODY);
    assertThat(alone.decided().runnerUpTotal).isZero();
  }

  @Test
  void withTooFewBiddersATenderFailsAndAfterTwoFailuresTheBuyerAsksEverybody() {
    Case two = Case.openMarket().asks(ALIBABA, 100).asks(HUAWEI, 110).asks(TENCENT, -80);

    assertThat(two.failedBefore(1).decided().fails()).isTrue();
    assertThat(two.failedBefore(1).decided().bidders).isEqualTo(2);
    assertThat(two.failedBefore(2).winner()).as("who did not bid").isEqualTo(TENCENT);
    assertThat(two.decided().priceFen).isEqualTo(80);
    assertThat(two.decided().procedure).isEqualTo(Procedure.NEGOTIATION);
    assertThat(two.decided().bidders).isEqualTo(2);
  }

  @Test
  void whoCanMakeNoOfferIsNotAskedEither() {
    Case nobody = Case.openMarket().asks(ALIBABA, 0).asks(HUAWEI, 0).failedBefore(5).mustMove();

    assertThat(nobody.decided().fails()).isTrue();
    assertThat(nobody.decided().bidders).isZero();
  }

  @Test
  void whoMustMoveDoesNotWaitForMoreBidders() {
    Case one = Case.openMarket().asks(ALIBABA, 100).mustMove();

    assertThat(one.winner()).isEqualTo(ALIBABA);
    assertThat(one.decided().procedure).isEqualTo(Procedure.SINGLE_SOURCE);
  }

  @Test
  void wherePolicyLeftTooFewBiddersTheBuyerNegotiatesAtOnce() {
    Case one =
        Case.openMarket()
            .asks(ALIBABA, 0)
            .asks(HUAWEI, 0)
            .asks(TELECOM, 120)
            .wouldFindWithoutPolicy(100, 120, 110);

    assertThat(one.winner()).isEqualTo(TELECOM);
    assertThat(one.decided().procedure).isEqualTo(Procedure.SINGLE_SOURCE);
  }

  @Test
  void wherePolicyLeftTooFewWhoCouldBidTheBuyerNegotiatesAtOnceToo() {
    Case one =
        Case.openMarket()
            .asks(ALIBABA, 0)
            .asks(HUAWEI, 0)
            .asks(TELECOM, 120)
            .wouldFindWithoutPolicy(-100, 120, -110);

    assertThat(one.winner()).isEqualTo(TELECOM);
    assertThat(one.decided().procedure).isEqualTo(Procedure.SINGLE_SOURCE);
  }

  @Test
  void whereTooFewCareToBidWithPolicyOrWithoutTheTenderFails() {
    Case one =
        Case.openMarket()
            .asks(ALIBABA, -100)
            .asks(HUAWEI, -110)
            .asks(TELECOM, 120)
            .wouldFindWithoutPolicy(-100, 120, -110);

    assertThat(one.decided().fails()).isTrue();
  }

  @Test
  void aDeductionIsLeftOutOfThePriceThatIsEvaluatedAndPaidAllTheSame() {
    Scenario preferred =
        TestMarket.with(
            TestMarket.policy(
                "preference",
                new ScorePreference(
                    new TreeSet<>(Set.of(Ownership.STATE)), new TreeSet<>(), false, 0, 200_000),
                Scope.EVERYBODY));
    Case three = new Case(preferred).asks(ALIBABA, 100).asks(HUAWEI, 101).asks(TELECOM, 120);

    assertThat(three.winner()).isEqualTo(TELECOM);
    assertThat(three.decided().priceFen).isEqualTo(120);
    assertThat(three.decided().points.price).isEqualTo(20 * POINT);
    assertThat(three.asks(TELECOM, 130).winner()).as("104 is evaluated").isEqualTo(ALIBABA);
  }

  @Test
  void betweenEqualsTheTenderDrawsAndNoNameIsBetter() {
    Set<String> winners = new HashSet<>();
    for (int number = 1; number <= 30; number++) {
      Case equal =
          Case.openMarket()
              .asks(ALIBABA, 100)
              .asks(HUAWEI, 100)
              .asks(TENCENT, 150)
              .contract(number);
      assertThat(Set.of(equal.winner(), equal.runnerUp())).containsOnly(ALIBABA, HUAWEI);
      assertThat(equal.decided().runnerUpTotal).isEqualTo(equal.decided().points.total());
      winners.add(equal.winner());
    }
    assertThat(winners).containsOnly(ALIBABA, HUAWEI);
  }

  @Test
  void betweenEqualsForTheSecondPlaceTheTenderDrawsToo() {
    Set<String> seconds = new HashSet<>();
    for (int number = 1; number <= 30; number++) {
      Case equal =
          Case.openMarket()
              .asks(ALIBABA, 150)
              .asks(HUAWEI, 150)
              .asks(TENCENT, 100)
              .contract(number);
      assertThat(equal.winner()).isEqualTo(TENCENT);
      seconds.add(equal.runnerUp());
    }
    assertThat(seconds).containsOnly(ALIBABA, HUAWEI);
  }

  @Test
  void ofTwoBidsALowOneDoesNotCountEither() {
    Case two = Case.openMarket().asks(ALIBABA, 49).asks(FRINGE, 100);

    assertThat(two.winner()).isEqualTo(FRINGE);
    assertThat(two.decided().bidders).isEqualTo(3);
    assertThat(two.evaluatedFen()).containsOnly(entry(FRINGE, 100L));
  }

  @Test
  void wherePolicyKeepsBiddersAwayWhoCouldStillBidTheBuyerNegotiatesAtOnce() {
    Case one =
        Case.openMarket()
            .asks(ALIBABA, -100)
            .asks(HUAWEI, -110)
            .asks(TELECOM, 120)
            .wouldFindWithoutPolicy(100, 120, 110);

    assertThat(one.winner()).as("everybody is asked").isEqualTo(ALIBABA);
    assertThat(one.decided().procedure).isEqualTo(Procedure.SINGLE_SOURCE);
    assertThat(one.evaluatedFen()).containsOnlyKeys(ALIBABA, HUAWEI, TELECOM);
  }

  @Test
  void nobodyHasPointsInATenderThatFails() {
    assertThat(Case.openMarket().asks(ALIBABA, 100).evaluatedFen()).isEmpty();
  }

  @Test
  void anOwnCentreOfFirstChoiceHasTheContractWhateverOthersAsk() {
    Case centre =
        Case.withOwnCentre(Role.FIRST_CHOICE)
            .asks(TestMarket.OWN_CENTRE, 300)
            .asks(FRINGE, 100)
            .asks(TENCENT, 90);

    assertThat(centre.winner()).isEqualTo(TestMarket.OWN_CENTRE);
    assertThat(centre.decided().procedure).isEqualTo(Procedure.DIRECT);
    assertThat(centre.decided().bidders).isEqualTo(1);
    assertThat(centre.decided().priceFen).isEqualTo(300);
    assertThat(centre.decided().points.price).as("nobody else's counts").isEqualTo(20 * POINT);
    assertThat(centre.decided().runnerUp).isEqualTo(Roster.NOBODY);
    assertThat(centre.evaluatedFen()).containsOnly(entry(TestMarket.OWN_CENTRE, 300L));
  }

  @Test
  void anOwnCentreThatCanMakeNoOfferLeavesTheTenderToOthers() {
    Case centre =
        Case.withOwnCentre(Role.FIRST_CHOICE)
            .asks(TestMarket.OWN_CENTRE, 0)
            .asks(FRINGE, 100)
            .asks(TENCENT, 150);

    assertThat(centre.winner()).isEqualTo(FRINGE);
    assertThat(centre.decided().procedure).isEqualTo(Procedure.COMPETITION);
  }

  @Test
  void anOwnCentreOfLastResortHasWhatFailsAndNothingElse() {
    Case fails =
        Case.withOwnCentre(Role.LAST_RESORT).asks(TestMarket.OWN_CENTRE, -300).asks(TENCENT, 90);

    assertThat(fails.winner()).isEqualTo(TestMarket.OWN_CENTRE);
    assertThat(fails.decided().procedure).isEqualTo(Procedure.LAST_RESORT);
    assertThat(fails.decided().priceFen).isEqualTo(300);
    assertThat(fails.decided().bidders).isEqualTo(1);
    assertThat(fails.failedBefore(2).winner())
        .as("a negotiation comes before it")
        .isEqualTo(TENCENT);
    assertThat(fails.failedBefore(0).asks(TestMarket.OWN_CENTRE, 0).decided().fails()).isTrue();
  }

  @Test
  void tasteIsWhatLastsAndWhatPassesAndCountsForWhomItFavours() {
    Set<Long> judgements = new HashSet<>();
    Set<Long> lastings = new HashSet<>();
    for (int number = 1; number <= 20; number++) {
      Decision lasting = alone(number, 6_000_000, 0);
      Decision judgement = alone(number, 0, 4_000_000);
      Decision both = alone(number, 6_000_000, 4_000_000);
      assertThat(both.points.taste)
          .isCloseTo(lasting.points.taste + judgement.points.taste, within(1L));
      assertThat(Math.abs(both.points.taste)).isLessThan(37 * POINT);
      lastings.add(lasting.points.taste);
      judgements.add(judgement.points.taste);

      Decision first =
          tasting(number, 6_000_000, 4_000_000).asks(HUAWEI, 100).asks(TENCENT, 100).decided();
      assertThat(first.points.total()).isGreaterThanOrEqualTo(first.runnerUpTotal);
    }
    assertThat(lastings).as("the same for all contracts").hasSize(1).doesNotContain(0L);
    assertThat(judgements).hasSizeGreaterThan(15);
  }

  private static Case tasting(int contract, int lastingTaste, int judgement) {
    return new Case(TestMarket.open(), lastingTaste, judgement)
        .asks(ALIBABA, 100)
        .contract(contract)
        .privately();
  }

  private static Decision alone(int contract, int lastingTaste, int judgement) {
    return tasting(contract, lastingTaste, judgement).decided();
  }
}
