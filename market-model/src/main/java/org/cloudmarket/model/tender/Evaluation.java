package org.cloudmarket.model.tender;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cloudmarket.model.market.MarketParameters;
import org.cloudmarket.model.market.ProcurementRules;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.market.Weights;
import org.cloudmarket.model.message.AwardsMessage.Procedure;
import org.cloudmarket.model.message.Scores;
import org.cloudmarket.model.random.Draws;
import org.cloudmarket.model.random.Purpose;
import org.cloudmarket.model.rules.TenderRules;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.tender.Decision.Points;

/**
 * Comprehensive scoring, after Ministry of Finance Order 87 (2017), art. 55: price points are the
 * lowest valid price over the price times the weight; the other criteria add theirs; the most
 * points win, and a draw of the tender breaks ties. Each call stands for itself: nothing is kept
 * from one to the next.
 */
final class Evaluation {

  /** So many bits fit the place of every provider; points leave them free by far. */
  private static final int BITS_OF_PLACE = 7;

  private static final int LAST_PLACE = Scenario.MAX_PROVIDERS - 1;
  private static final long NONE = Long.MIN_VALUE;

  private final ProcurementRules law;
  private final MarketParameters parameters;
  private final Roster roster;
  private final long tasteStem;
  private final long judgementStem;
  private final long tieStem;

  // By the provider's place.
  private final int[] countsFor;

  // Scratch space of one call, by the place in the field.
  private final boolean[] valid;
  private final long[] evaluatedFen;
  private final long[] tastes;

  /** A tender under some rules. It is filled anew for each, by {@link #contest}. */
  static final class Contest {
    private Tender tender;
    private Bids bids;
    private long[] askedFen;
    private TenderRules rules;
    private Weights weights;
    private int exposurePpm;
    private long tasteStem;
    private long judgementStem;
  }

  Evaluation(Scenario scenario, Roster roster, long seed) {
    law = scenario.rules();
    parameters = scenario.parameters();
    this.roster = roster;
    tasteStem = Draws.stem(seed, Purpose.LASTING_TASTE);
    judgementStem = Draws.stem(seed, Purpose.JUDGEMENT);
    tieStem = Draws.stem(seed, Purpose.TIE);
    valid = new boolean[roster.size()];
    evaluatedFen = new long[roster.size()];
    tastes = new long[roster.size()];
    countsFor = new int[roster.size()];
    for (int i = 0; i < countsFor.length; i++) {
      countsFor[i] = roster.at(i).fringe() ? law.fringeBidders() : 1;
    }
  }

  /**
   * Fills in a tender under some rules.
   *
   * @param askedFen what each of the field asks under them; see {@link Bids#askedFen}
   * @param exposurePpm how far the buyer's leaders answer to government
   */
  Contest contest(
      Tender tender, Bids bids, long[] askedFen, TenderRules rules, int exposurePpm, Contest into) {
    long buyer = tender.buyerKey();
    into.tender = tender;
    into.bids = bids;
    into.askedFen = askedFen;
    into.rules = rules;
    into.weights = rules.weights();
    into.exposurePpm = exposurePpm;
    into.tasteStem = Draws.with(tasteStem, buyer);
    into.judgementStem = Draws.with(Draws.with(judgementStem, buyer), tender.occasion());
    return into;
  }

  /**
   * A field without any policy. Where it holds enough bidders, or enough who could bid, and the
   * actual one does not, it is policy and not lack of interest that left too few. It is filled anew
   * for each tender.
   */
  static final class OpenField {
    /** Valid bids, the fringe counting for several. */
    private int bidders;

    /** The same of all that could make an offer, whether they care to or not. */
    private int able;

    /** A tender that no policy touches: policy cannot have left too few. */
    void untouched() {
      bidders = 0;
      able = 0;
    }
  }

  /**
   * Fills in what a tender finds.
   *
   * @param askedFen what each of the field asks without any policy
   */
  void open(Tender tender, Bids bids, long[] askedFen, OpenField into) {
    into.bidders = validate(tender, bids, askedFen);
    into.able = able(bids, askedFen);
  }

  /**
   * Decides a tender under some rules.
   *
   * @param open what the tender would find without any policy
   * @param mustMove whether a mandate's last month has come for this buyer, so that it cannot wait
   *     for another tender
   */
  void decide(Contest contest, OpenField open, boolean mustMove, Decision into) {
    Tender tender = contest.tender;
    Bids bids = contest.bids;
    long[] askedFen = contest.askedFen;
    int direct = bids.indexOf(contest.rules.direct());
    if (direct >= 0 && askedFen[direct] > 0) {
      award(contest, direct, Procedure.DIRECT, 1, into);
      return;
    }
    int bidders = validate(tender, bids, askedFen);
    int required = requiredBidders(tender);
    if (bidders >= required) {
      best(contest, Procedure.COMPETITION, bidders, into);
      return;
    }
    boolean policyLeftTooFew =
        mustMove
            || open.bidders >= required
            || (open.able >= required && able(bids, askedFen) < required);
    boolean failedOften = tender.attempt >= law.failuresBeforeNegotiation();
    if ((policyLeftTooFew || failedOften) && anybodyAsked(contest)) {
      best(
          contest,
          policyLeftTooFew ? Procedure.SINGLE_SOURCE : Procedure.NEGOTIATION,
          bidders,
          into);
      return;
    }
    int lastResort = bids.indexOf(contest.rules.lastResort());
    if (lastResort >= 0 && askedFen[lastResort] != 0) {
      award(contest, lastResort, Procedure.LAST_RESORT, bidders, into);
    } else {
      into.failed(bidders);
    }
  }

  private int able(Bids bids, long[] askedFen) {
    int able = 0;
    for (int i = 0; i < bids.size; i++) {
      able += askedFen[i] == 0 ? 0 : roster.bidders(bids.places[i]);
    }
    return able;
  }

  /** With how many bidders there is a competition. */
  int requiredBidders(Tender tender) {
    return tender.publicTender ? law.minimumBidders() : 1;
  }

  /**
   * A provider as a decision saw it.
   *
   * @param askedFen what it asks; see {@link Bids#askedFen}
   * @param evaluatedFen the price that was evaluated; 0 where it was not
   * @param scores its points; empty where it was not evaluated
   */
  record Weighed(int place, long askedFen, long evaluatedFen, Optional<Scores> scores) {}

  /** What was weighed in a decision, by the place in the field. */
  List<Weighed> weighed(Contest contest, Decision made) {
    Bids bids = contest.bids;
    validate(contest, made);
    long lowest = evaluate(contest);
    List<Weighed> weighed = new ArrayList<>(bids.size);
    for (int i = 0; i < bids.size; i++) {
      Optional<Scores> scores = Optional.empty();
      if (valid[i]) {
        Points points = new Points();
        tastes[i] = taste(contest, bids.places[i]);
        score(contest, i, evaluatedFen[i], lowest, points);
        scores = Optional.of(points.scores());
      }
      weighed.add(
          new Weighed(bids.places[i], contest.askedFen[i], valid[i] ? evaluatedFen[i] : 0, scores));
    }
    return weighed;
  }

  /** Marks those whom a decision weighed. */
  private void validate(Contest contest, Decision made) {
    if (made.fails()) {
      for (int i = 0; i < contest.bids.size; i++) {
        valid[i] = false;
      }
      return;
    }
    switch (made.procedure) {
      case COMPETITION -> validate(contest.tender, contest.bids, contest.askedFen);
      case SINGLE_SOURCE, NEGOTIATION -> anybodyAsked(contest);
      case DIRECT, LAST_RESORT -> {
        for (int i = 0; i < contest.bids.size; i++) {
          valid[i] = contest.bids.places[i] == made.winner;
        }
      }
    }
  }

  /** Marks the bids that count, without those that are abnormally low, and counts their bidders. */
  private int validate(Tender tender, Bids bids, long[] askedFen) {
    long sum = 0;
    long lowest = Long.MAX_VALUE;
    long highest = 0;
    int made = 0;
    int bidders = 0;
    for (int i = 0; i < bids.size; i++) {
      valid[i] = askedFen[i] > 0;
      if (valid[i]) {
        sum += askedFen[i];
        lowest = Math.min(lowest, askedFen[i]);
        highest = Math.max(highest, askedFen[i]);
        made++;
        bidders += countsFor[bids.places[i]];
      }
    }
    // No mean is above the highest, so that mostly none of the others needs to be reckoned.
    if (!tender.publicTender || made < 2 || !abnormallyLow(lowest, highest)) {
      return bidders;
    }
    for (int i = 0; i < bids.size; i++) {
      if (valid[i] && abnormallyLow(askedFen[i], (sum - askedFen[i]) / (made - 1))) {
        valid[i] = false;
        bidders -= countsFor[bids.places[i]];
      }
    }
    return bidders;
  }

  private boolean abnormallyLow(long priceFen, long meanOfOthersFen) {
    return priceFen < Ranges.scale(meanOfOthersFen, law.abnormallyLowPpm());
  }

  /**
   * For a negotiation everybody who could make an offer is asked, whether it cared to bid or not.
   */
  private boolean anybodyAsked(Contest contest) {
    boolean anybody = false;
    int reserve = contest.rules.lastResort();
    for (int i = 0; i < contest.bids.size; i++) {
      valid[i] = contest.askedFen[i] != 0 && contest.bids.places[i] != reserve;
      anybody |= valid[i];
    }
    return anybody;
  }

  private void award(Contest contest, int i, Procedure procedure, int bidders, Decision into) {
    into.winner = contest.bids.places[i];
    into.priceFen = Math.abs(contest.askedFen[i]);
    into.procedure = procedure;
    into.bidders = bidders;
    long evaluated = evaluated(contest, i);
    tastes[i] = taste(contest, contest.bids.places[i]);
    score(contest, i, evaluated, evaluated, into.points);
    into.runnerUp = Roster.NOBODY;
    into.runnerUpTotal = 0;
  }

  /** Reckons the prices that are evaluated of all that count, and finds the lowest. */
  private long evaluate(Contest contest) {
    long lowest = Long.MAX_VALUE;
    for (int i = 0; i < contest.bids.size; i++) {
      if (valid[i]) {
        evaluatedFen[i] = evaluated(contest, i);
        lowest = Math.min(lowest, evaluatedFen[i]);
      }
    }
    return lowest;
  }

  private void best(Contest contest, Procedure procedure, int bidders, Decision into) {
    long lowest = evaluate(contest);
    long first = NONE;
    long second = NONE;
    long third = NONE;
    for (int i = 0; i < contest.bids.size; i++) {
      if (valid[i]) {
        tastes[i] = taste(contest, contest.bids.places[i]);
        long each = ranked(total(contest, i, lowest), i);
        // No branches: who leads is as good as random, and a wrong guess dear.
        third = Math.max(third, Math.min(second, each));
        second = Math.max(second, Math.min(first, each));
        first = Math.max(first, each);
      }
    }
    if (tie(first, second) || tie(second, third)) {
      first = luckiest(contest, lowest, first, NONE);
      second = luckiest(contest, lowest, second, first);
    }
    int winner = placeOf(first);
    into.winner = contest.bids.places[winner];
    into.priceFen = Math.abs(contest.askedFen[winner]);
    into.procedure = procedure;
    into.bidders = bidders;
    score(contest, winner, evaluatedFen[winner], lowest, into.points);
    into.runnerUp = second == NONE ? Roster.NOBODY : contest.bids.places[placeOf(second)];
    into.runnerUpTotal = second == NONE ? 0 : second >> BITS_OF_PLACE;
  }

  /** A bid's points and its place in the field in one number, by which bids rank. */
  private static long ranked(long total, int i) {
    return (total << BITS_OF_PLACE) + (LAST_PLACE - i);
  }

  private static int placeOf(long ranked) {
    return LAST_PLACE - (int) (ranked & LAST_PLACE);
  }

  private static boolean tie(long one, long other) {
    return one != NONE && other != NONE && one >> BITS_OF_PLACE == other >> BITS_OF_PLACE;
  }

  /**
   * Of all bids with as many points as one of them, the one with the highest draw. The draw is the
   * tender's own, so that nobody gains from its name.
   *
   * @param but one that is not asked
   */
  private long luckiest(Contest contest, long lowest, long equal, long but) {
    long buyer = Draws.with(tieStem, contest.tender.buyerKey());
    long occasion = Draws.with(buyer, contest.tender.occasion());
    long luckiest = NONE;
    long highest = Long.MIN_VALUE;
    for (int i = 0; i < contest.bids.size; i++) {
      if (valid[i]) {
        long each = ranked(total(contest, i, lowest), i);
        long draw = Draws.salted(occasion, roster.salt(contest.bids.places[i]));
        if (each != but && tie(each, equal) && draw > highest) {
          luckiest = each;
          highest = draw;
        }
      }
    }
    return luckiest;
  }

  /** The price that is evaluated: after deductions that policy grants. */
  private static long evaluated(Contest contest, int i) {
    long priceFen = Math.abs(contest.askedFen[i]);
    int deduction = contest.rules.deductionPpm(contest.bids.places[i]);
    return deduction == 0 ? priceFen : Math.max(1, Ranges.scale(priceFen, Ranges.PPM - deduction));
  }

  /** All points of a bid: those of {@link #score} added up. */
  private long total(Contest contest, int i, long lowestFen) {
    int place = contest.bids.places[i];
    return contest.rules.microPointsBeforeBids(place)
        + price(contest, evaluatedFen[i], lowestFen)
        + quality(contest, i)
        + standing(contest, place)
        + continuity(contest, place)
        + tastes[i];
  }

  private void score(Contest contest, int i, long priceFen, long lowestFen, Points into) {
    int place = contest.bids.places[i];
    into.price = price(contest, priceFen, lowestFen);
    into.quality = quality(contest, i);
    into.security = contest.rules.securityMicroPoints(place);
    into.standing = standing(contest, place);
    into.continuity = continuity(contest, place);
    into.ecosystem = contest.rules.ecosystemMicroPoints(place);
    into.policy = contest.rules.bonusMicroPoints(place);
    into.taste = tastes[i];
  }

  private static long price(Contest contest, long priceFen, long lowestFen) {
    return contest.weights.price() * Ranges.ratioPpm(lowestFen, priceFen) / Ranges.PPM;
  }

  private static long quality(Contest contest, int i) {
    return contest.weights.quality() * contest.bids.qualityPpm[i] / Ranges.PPM;
  }

  private static long standing(Contest contest, int place) {
    return contest.rules.standingMicroPoints(place) * contest.exposurePpm / Ranges.PPM;
  }

  private static long continuity(Contest contest, int place) {
    return place == contest.tender.incumbent
        ? contest.rules.continuityMicroPoints(contest.tender.termMonths)
        : 0;
  }

  private long taste(Contest contest, int place) {
    long salt = roster.salt(place);
    long lasting =
        (long) Draws.normalPpm(Draws.salted(contest.tasteStem, salt))
            * parameters.lastingTasteMicroPoints();
    long passing =
        (long) Draws.normalPpm(Draws.salted(contest.judgementStem, salt))
            * parameters.judgementMicroPoints();
    return (lasting + passing) / Ranges.PPM;
  }
}
