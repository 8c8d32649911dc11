package org.cloudmarket.model.tender;

import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.ProcurementRules;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.ExtensionReason;
import org.cloudmarket.model.policy.PolicySet;
import org.cloudmarket.model.population.Buyers;
import org.cloudmarket.model.population.DemandPath;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.random.Draws;
import org.cloudmarket.model.rules.RuleBook;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.tender.Counterfactuals.Case;
import org.cloudmarket.model.tender.Counterfactuals.Holder;
import org.cloudmarket.model.tender.Decision.Points;
import org.cloudmarket.model.tender.Outcome.Kind;

/** Decides a tender twice, under its rules and without policy, and says what comes of it. */
public final class Decider {

  private static final long JOINT = Draws.key(ContractAwarded.JOINT);
  private static final long GRACE = Draws.key(ExtensionReason.GRACE.id());
  private static final long TENDER_FAILED = Draws.key(ExtensionReason.TENDER_FAILED.id());

  private final ProcurementRules law;
  private final Roster roster;
  private final RuleBook rules;
  private final Obligations obligations;
  private final Buyers buyers;
  private final Evaluation evaluation;
  private final Counterfactuals counterfactuals;
  private final Moves moves;
  private final int[] volumePpm = new int[Segment.values().length];

  // Scratch space of one tender.
  private final Case decided = new Case();
  private final Holder without = new Holder();
  private final Holder alone = new Holder();
  private final Digest.Builder digest = new Digest.Builder();

  /** Decides under a scenario's rules, as it is in the open month. */
  public Decider(
      Scenario scenario,
      long seed,
      Roster roster,
      RuleBook rules,
      Obligations obligations,
      Buyers buyers) {
    law = scenario.rules();
    this.roster = roster;
    this.rules = rules;
    this.obligations = obligations;
    this.buyers = buyers;
    evaluation = new Evaluation(scenario, roster, seed);
    counterfactuals = new Counterfactuals(rules, evaluation);
    moves = new Moves(rules);
  }

  /** Turns to a month, in which contracts have the volume of a path. */
  public void open(int month, Scenario scenario, DemandPath demand) {
    for (Segment segment : scenario.segments().keySet()) {
      volumePpm[segment.ordinal()] = demand.volumePpm(segment, month);
    }
  }

  /** How many units a buyer tenders this month. */
  public long units(int buyer) {
    int ppm = volumePpm[buyers.segment(buyer).ordinal()];
    return Math.max(1, Ranges.scale(buyers.baseUnits(buyer), ppm));
  }

  /**
   * Decides a tender.
   *
   * @param buyer its place
   */
  public void decide(int buyer, Tender tender, Bids bids, Outcome into) {
    Decision decision = into.decision;
    decide(buyer, tender, bids, decision);
    into.begin(decision.fails() ? Kind.FAILED : Kind.AWARDED);
    into.inScope = obligations.inScope(buyer);
    into.applied = tender.policies;
    long low = 0;
    long high = 0;
    for (int i = 0; i < bids.size; i++) {
      int place = bids.places[i];
      long bid = bids.askedFen[i] > 0 ? 1L << place : 0; // Shifts count modulo 64.
      low |= place < 64 ? bid : 0;
      high |= place < 64 ? 0 : bid;
    }
    into.biddersLow = low;
    into.biddersHigh = high;
    if (decision.fails()) {
      fail(into);
    } else {
      award(into);
    }
  }

  /** A contract at its end is bridged for some months by a mandate's grace. */
  public void bridge(Tender postponed, int months, long bridging, Outcome into) {
    into.begin(Kind.BRIDGED);
    into.applied = bridging;
    extend(postponed, months, GRACE, into);
    into.monthsToNext = months;
  }

  /**
   * Why a tender is decided as it is.
   *
   * @param bridged whether the present contract was bridged when it was published
   */
  public Explanation explain(
      int buyer, Tender tender, Bids bids, boolean bridged, TenderMessages words) {
    Decision decision = new Decision();
    decide(buyer, tender, bids, decision);
    return explainer(buyer, words).explain(buyer, decided, decision, bridged);
  }

  /** Why a contract that has ended is not tendered yet. */
  public Explanation explainBridge(int buyer, Tender postponed, TenderMessages words) {
    return explainer(buyer, words).bridged(buyer, postponed);
  }

  private Explainer explainer(int buyer, TenderMessages words) {
    return new Explainer(
        roster, rules, obligations, evaluation, counterfactuals, moves, words, buyers.id(buyer));
  }

  private void decide(int buyer, Tender tender, Bids bids, Decision into) {
    decided.tender = tender;
    decided.bids = bids;
    decided.exposurePpm = buyers.exposurePpm(buyer);
    decided.forcing = obligations.forcing(buyer, tender.incumbent, tender.contract);
    counterfactuals.open(tender, bids, decided.open);
    evaluation.decide(counterfactuals.actual(decided), decided.open, decided.forcing != 0, into);
  }

  private void fail(Outcome into) {
    Tender tender = decided.tender;
    count(
        digest
            .begin()
            .add(2)
            .add(tender.key())
            .add(tender.month)
            .add(into.decision.bidders)
            .add(roster.key(tender.incumbent)),
        into);
    // Past a mandate's last month nobody waits longer than it must.
    into.monthsToNext = decided.forcing != 0 ? 1 : law.extensionMonths();
    if (tender.incumbent != Roster.NOBODY) {
      extend(tender, into.monthsToNext, TENDER_FAILED, into);
    }
  }

  private void extend(Tender tender, int months, long reason, Outcome into) {
    into.extensionMonths = months;
    count(
        digest
            .begin()
            .add(3)
            .add(tender.key())
            .add(tender.month)
            .add(roster.key(tender.incumbent))
            .add(months)
            .add(reason),
        into);
  }

  private static void count(Digest.Builder outcome, Outcome into) {
    into.digest.add(outcome);
    into.outcomes++;
  }

  private void award(Outcome into) {
    Tender tender = decided.tender;
    Decision decision = into.decision;
    counterfactuals.withoutAny(decided, decision, without);
    into.winner = decision.winner;
    into.counterfactualWinner = without.provider;
    into.counterfactualPriceFen = without.priceFen;
    into.annualFen = decision.priceFen * Months.A_YEAR / tender.termMonths;
    into.baseFen =
        Math.max(1, Ranges.ratioPpm(into.annualFen, volumePpm[tender.segment.ordinal()]));
    into.unitPriceMilliFen =
        Math.max(1, decision.priceFen * 1_000 / (tender.units * tender.termMonths));
    into.costFen =
        without.priceFen == 0
            ? 0
            : into.annualFen - without.priceFen * Months.A_YEAR / tender.termMonths;
    into.portingFen = moves.fen(tender, decision.winner, tender.policies);
    into.counterfactualPortingFen = moves.fen(tender, without.provider, PolicySet.NONE);
    into.monthsToNext = tender.termMonths;
    if (into.displaced()) {
      into.displacedBy = counterfactuals.displacing(decided, without.provider, alone);
      into.against = counterfactuals.against(tender, without.provider);
    }
    Points points = decision.points;
    digest
        .begin()
        .add(1)
        .add(tender.key())
        .add(tender.month)
        .add(roster.key(decision.winner))
        .add(decision.priceFen)
        .add(roster.key(without.provider))
        .add(without.priceFen)
        .add(points.price)
        .add(points.quality)
        .add(points.security)
        .add(points.standing)
        .add(points.continuity)
        .add(points.ecosystem)
        .add(points.policy)
        .add(points.taste);
    if (into.displaced() && into.displacedBy == PolicySet.NONE) {
      digest.add(JOINT);
    }
    addPolicies(into.displacedBy);
    if (into.portingFen != 0 || into.counterfactualPortingFen != 0) {
      digest.add(into.portingFen).add(into.counterfactualPortingFen);
    }
    count(digest, into);
    if (into.against != PolicySet.NONE) {
      into.complainant = without.provider;
      digest.begin().add(4).add(tender.key()).add(tender.month).add(roster.key(without.provider));
      addPolicies(into.against);
      count(digest, into);
    }
  }

  private void addPolicies(long set) {
    for (int i = PolicySet.first(set); i != PolicySet.END; i = PolicySet.next(set, i)) {
      digest.add(rules.key(i));
    }
  }
}
