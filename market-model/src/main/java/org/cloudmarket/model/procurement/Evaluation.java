package org.cloudmarket.model.procurement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cloudmarket.model.market.MarketParameters;
import org.cloudmarket.model.market.ProcurementRules;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.market.Weights;
import org.cloudmarket.model.message.AwardsMessage.Procedure;
import org.cloudmarket.model.message.Scores;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;
import org.cloudmarket.model.provider.Roster;
import org.cloudmarket.model.random.Draws;
import org.cloudmarket.model.random.Purpose;
import org.cloudmarket.model.rules.TenderRules;
import org.cloudmarket.model.scenario.Scenario;

/**
 * Comprehensive scoring, after Ministry of Finance Order 87 (2017), art. 55: price points are the
 * lowest valid price over the price times the weight; the other criteria add theirs; the most
 * points win, and ties go by provider id.
 */
final class Evaluation {

  private final ProcurementRules law;
  private final MarketParameters parameters;
  private final Roster roster;
  private final long tasteStem;
  private final long judgementStem;

  private final boolean[] valid;

  // The tender at hand.
  private TenderPublished tender;
  private TenderRules rules;
  private Field field;
  private int exposurePpm;
  private long buyerTaste;
  private long tenderJudgement;

  Evaluation(Scenario scenario, Roster roster, long seed) {
    law = scenario.rules();
    parameters = scenario.parameters();
    this.roster = roster;
    tasteStem = Draws.stem(seed, Purpose.LASTING_TASTE);
    judgementStem = Draws.stem(seed, Purpose.JUDGEMENT);
    valid = new boolean[roster.size()];
  }

  /** Turns to a tender. */
  void turnTo(TenderPublished published, int buyerExposurePpm, long buyerKey) {
    tender = published;
    exposurePpm = buyerExposurePpm;
    buyerTaste = Draws.with(tasteStem, buyerKey);
    tenderJudgement =
        Draws.with(
            Draws.with(judgementStem, buyerKey), published.contract() * 64L + published.attempt());
  }

  /**
   * Decides the tender at hand under some rules.
   *
   * @param open what the tender would find without any policy
   * @param mustMove whether a mandate's last month has come for this buyer, so that it cannot wait
   *     for another tender
   */
  Decision decide(Field bids, TenderRules under, OpenField open, boolean mustMove) {
    field = bids;
    rules = under;
    int direct = placeInField(under.direct());
    if (direct >= 0 && field.bidding[direct]) {
      return award(direct, Procedure.DIRECT, 1);
    }
    int bidders = validate();
    int required = requiredBidders(tender);
    if (bidders >= required) {
      return best(Procedure.COMPETITION, bidders);
    }
    boolean policyLeftTooFew =
        mustMove
            || open.bidders() >= required
            || (open.able() >= required && able(field) < required);
    boolean failedOften = tender.attempt() >= law.failuresBeforeNegotiation();
    if ((policyLeftTooFew || failedOften) && anybodyAsked()) {
      return best(policyLeftTooFew ? Procedure.SINGLE_SOURCE : Procedure.NEGOTIATION, bidders);
    }
    int lastResort = placeInField(under.lastResort());
    return lastResort >= 0 && field.pricesFen[lastResort] > 0
        ? award(lastResort, Procedure.LAST_RESORT, bidders)
        : Decision.failed(bidders);
  }

  /**
   * A field without any policy. Where it holds enough bidders, or enough who could bid, and the
   * actual one does not, it is policy and not lack of interest that left too few.
   *
   * @param bidders valid bids, the fringe counting for several
   * @param able the same of all that could make an offer, whether they care to or not
   */
  record OpenField(int bidders, int able) {
    /** For a tender that no policy touches: policy cannot have left too few. */
    static final OpenField UNTOUCHED = new OpenField(0, 0);
  }

  OpenField open(Field bids) {
    field = bids;
    return new OpenField(validate(), able(bids));
  }

  private int able(Field bids) {
    int able = 0;
    for (int i = 0; i < bids.size; i++) {
      able += bids.pricesFen[i] > 0 ? law.biddersOf(roster.at(bids.places[i])) : 0;
    }
    return able;
  }

  /** With how many bidders there is a competition. */
  int requiredBidders(TenderPublished published) {
    return published.publicTender() ? law.minimumBidders() : 1;
  }

  /**
   * A provider as a decision saw it.
   *
   * @param bids whether it made a bid of its own accord
   * @param evaluatedFen the price that was evaluated; 0 where it was not
   * @param scores its points; empty where it was not evaluated
   */
  record Weighed(
      int place, long priceFen, boolean bids, long evaluatedFen, Optional<Scores> scores) {}

  /** What was weighed in the decision that was made last, by place. */
  List<Weighed> weighed(Decision last) {
    boolean alone =
        last.procedure() == Procedure.DIRECT || last.procedure() == Procedure.LAST_RESORT;
    long lowest = alone ? evaluated(placeInField(last.winner())) : lowestValid();
    List<Weighed> weighed = new ArrayList<>(field.size);
    for (int i = 0; i < field.size; i++) {
      boolean counts = alone ? field.places[i] == last.winner() : valid[i] && !last.fails();
      weighed.add(
          new Weighed(
              field.places[i],
              field.pricesFen[i],
              field.bidding[i],
              counts ? evaluated(i) : 0,
              counts ? Optional.of(scores(i, lowest)) : Optional.empty()));
    }
    return weighed;
  }

  private int placeInField(int provider) {
    if (provider != TenderRules.NONE) {
      for (int i = 0; i < field.size; i++) {
        if (field.places[i] == provider) {
          return i;
        }
      }
    }
    return -1;
  }

  /** Marks the bids that count, without those that are abnormally low, and counts their bidders. */
  private int validate() {
    long sum = 0;
    int bids = 0;
    for (int i = 0; i < field.size; i++) {
      if (field.bidding[i]) {
        sum += field.pricesFen[i];
        bids++;
      }
    }
    int bidders = 0;
    for (int i = 0; i < field.size; i++) {
      valid[i] = field.bidding[i] && !abnormallyLow(field.pricesFen[i], sum, bids);
      if (valid[i]) {
        bidders += roster.at(field.places[i]).fringe() ? law.fringeBidders() : 1;
      }
    }
    return bidders;
  }

  private boolean abnormallyLow(long priceFen, long sumFen, int bids) {
    if (!tender.publicTender() || bids < 2) {
      return false;
    }
    long meanOfOthers = (sumFen - priceFen) / (bids - 1);
    return priceFen < Ranges.scale(meanOfOthers, law.abnormallyLowPpm());
  }

  /**
   * For a negotiation everybody who could make an offer is asked, whether it cared to bid or not.
   */
  private boolean anybodyAsked() {
    boolean anybody = false;
    int reserve = rules.lastResort();
    for (int i = 0; i < field.size; i++) {
      valid[i] = field.pricesFen[i] > 0 && field.places[i] != reserve;
      anybody |= valid[i];
    }
    return anybody;
  }

  private Decision award(int place, Procedure procedure, int bidders) {
    Scores scores = scores(place, evaluated(place));
    return new Decision(
        field.places[place],
        field.pricesFen[place],
        procedure,
        bidders,
        scores,
        Decision.NOBODY,
        0);
  }

  private long lowestValid() {
    long lowest = Long.MAX_VALUE;
    for (int i = 0; i < field.size; i++) {
      if (valid[i]) {
        lowest = Math.min(lowest, evaluated(i));
      }
    }
    return lowest;
  }

  private Decision best(Procedure procedure, int bidders) {
    long lowest = lowestValid();
    int first = -1;
    int second = -1;
    long firstTotal = Long.MIN_VALUE;
    long secondTotal = Long.MIN_VALUE;
    for (int i = 0; i < field.size; i++) {
      if (valid[i]) {
        long total = total(i, lowest);
        // Places ascend with ids, so the first of equals has the lower id and keeps its lead.
        if (total > firstTotal) {
          second = first;
          secondTotal = firstTotal;
          first = i;
          firstTotal = total;
        } else if (total > secondTotal) {
          second = i;
          secondTotal = total;
        }
      }
    }
    return new Decision(
        field.places[first],
        field.pricesFen[first],
        procedure,
        bidders,
        scores(first, lowest),
        second < 0 ? Decision.NOBODY : field.places[second],
        second < 0 ? 0 : secondTotal);
  }

  /** The price that is evaluated: after deductions that policy grants. */
  private long evaluated(int i) {
    int deduction = rules.deductionPpm(field.places[i]);
    return deduction == 0
        ? field.pricesFen[i]
        : Math.max(1, Ranges.scale(field.pricesFen[i], Ranges.PPM - deduction));
  }

  private long total(int i, long lowestFen) {
    int place = field.places[i];
    Weights weights = rules.weights();
    return pricePoints(i, lowestFen)
        + qualityPoints(weights, i)
        + securityPoints(weights, place)
        + standingPoints(weights, place)
        + continuityPoints(weights, place)
        + ecosystemPoints(weights, place)
        + rules.bonusMicroPoints(place)
        + taste(place);
  }

  private Scores scores(int i, long lowestFen) {
    int place = field.places[i];
    Weights weights = rules.weights();
    return new Scores(
        pricePoints(i, lowestFen),
        qualityPoints(weights, i),
        securityPoints(weights, place),
        standingPoints(weights, place),
        continuityPoints(weights, place),
        ecosystemPoints(weights, place),
        rules.bonusMicroPoints(place),
        taste(place));
  }

  private long pricePoints(int i, long lowestFen) {
    return rules.weights().price() * Ranges.ratioPpm(lowestFen, evaluated(i)) / Ranges.PPM;
  }

  private long qualityPoints(Weights weights, int i) {
    return weights.quality() * field.qualityPpm[i] / Ranges.PPM;
  }

  private long securityPoints(Weights weights, int place) {
    return weights.security() * roster.at(place).certificationLevel() / Provider.TOP_CERTIFICATION;
  }

  private long standingPoints(Weights weights, int place) {
    int standingPpm = Math.max(0, roster.at(place).standingPpm() - rules.standingFallPpm(place));
    long full = weights.standing() * standingPpm / Ranges.PPM;
    return full * exposurePpm / Ranges.PPM;
  }

  private long continuityPoints(Weights weights, int place) {
    return roster.at(place).id().equals(tender.incumbent()) ? weights.continuity() : 0;
  }

  private long ecosystemPoints(Weights weights, int place) {
    return weights.ecosystem() * roster.ecosystemPpm(place, tender.segment()) / Ranges.PPM;
  }

  private long taste(int place) {
    long key = roster.key(place);
    long lasting =
        (long) Draws.normalPpm(Draws.with(buyerTaste, key)) * parameters.lastingTasteMicroPoints();
    long passing =
        (long) Draws.normalPpm(Draws.with(tenderJudgement, key))
            * parameters.judgementMicroPoints();
    return (lasting + passing) / Ranges.PPM;
  }
}
