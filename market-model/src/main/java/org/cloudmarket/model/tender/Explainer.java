package org.cloudmarket.model.tender;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.message.Bid.Answer;
import org.cloudmarket.model.policy.PolicySet;
import org.cloudmarket.model.rules.RuleBook;
import org.cloudmarket.model.rules.TenderRules;
import org.cloudmarket.model.tender.Counterfactuals.Case;
import org.cloudmarket.model.tender.Counterfactuals.Holder;
import org.cloudmarket.model.tender.Evaluation.Weighed;
import org.cloudmarket.model.tender.Explanation.Contest;
import org.cloudmarket.model.tender.Explanation.Ending;
import org.cloudmarket.model.tender.Explanation.Entrant;
import org.cloudmarket.model.tender.Explanation.Rule;
import org.cloudmarket.model.tender.Explanation.Without;

/** Lays a decision open. It has no formula of its own: it asks those that decide. */
final class Explainer {

  private final Roster roster;
  private final RuleBook rules;
  private final Obligations obligations;
  private final Evaluation evaluation;
  private final Counterfactuals counterfactuals;
  private final Moves moves;
  private final TenderMessages words;
  private final String buyerId;

  Explainer(
      Roster roster,
      RuleBook rules,
      Obligations obligations,
      Evaluation evaluation,
      Counterfactuals counterfactuals,
      Moves moves,
      TenderMessages words,
      String buyerId) {
    this.roster = roster;
    this.rules = rules;
    this.obligations = obligations;
    this.evaluation = evaluation;
    this.counterfactuals = counterfactuals;
    this.moves = moves;
    this.words = words;
    this.buyerId = buyerId;
  }

  /** Explains a decision. */
  Explanation explain(int buyer, Case decided, Decision decision, boolean bridged) {
    Tender tender = decided.tender;
    Contest actual = contest(tender, decision, tender.policies, bids(decided, decision));
    Holder open = new Holder();
    counterfactuals.withoutAny(decided, decision, open);
    return new Explanation(
        words.published(buyerId, tender),
        decided.bids.ceilingFen,
        moves.fen(tender, PolicySet.NONE),
        actual,
        tender.policies == PolicySet.NONE ? actual : counterfactual(decided, open),
        rules(buyer, tender, bridged),
        without(decided, open));
  }

  /** Explains why there is no tender yet. */
  Explanation bridged(int buyer, Tender tender) {
    TenderRules under = under(tender, tender.policies);
    Contest bridged =
        new Contest(
            Ending.BRIDGED,
            Optional.empty(),
            roster.id(tender.incumbent),
            0,
            0,
            0,
            evaluation.requiredBidders(tender),
            under.requiredCertification(),
            under.weights(),
            List.of());
    return new Explanation(
        words.published(buyerId, tender),
        0,
        moves.fen(tender, PolicySet.NONE),
        bridged,
        bridged,
        rules(buyer, tender, false),
        List.of());
  }

  private TenderRules under(Tender tender, long applied) {
    return rules.rules(tender.segment, tender.dataClass, applied);
  }

  private Contest contest(Tender tender, Decision decision, long applied, List<Entrant> field) {
    TenderRules under = under(tender, applied);
    return new Contest(
        decision.fails() ? Ending.FAILED : Ending.AWARDED,
        decision.fails() ? Optional.empty() : Optional.of(decision.procedure),
        roster.id(decision.fails() ? tender.incumbent : decision.winner),
        decision.priceFen,
        decision.fails() ? 0 : moves.fen(tender, decision.winner, applied),
        decision.bidders,
        evaluation.requiredBidders(tender),
        under.requiredCertification(),
        under.weights(),
        field);
  }

  private List<Entrant> bids(Case decided, Decision decision) {
    List<Entrant> entrants = new ArrayList<>();
    List<Weighed> weighed = evaluation.weighed(counterfactuals.actual(decided), decision);
    for (int i = 0; i < weighed.size(); i++) {
      Optional<Answer> answer = Optional.of(decided.bids.answer(i));
      entrants.add(
          entrant(
              weighed.get(i),
              answer,
              words.because(decided.bids, i),
              chances(decided, i, answer, decided.bids.turnout)));
    }
    return entrants;
  }

  /**
   * What made a provider take part or not.
   *
   * @param participationPpm see {@link Entrant#participationPpm}
   * @param expectedPpm see {@link Entrant#expectedPpm}
   */
  private record Chances(OptionalInt participationPpm, OptionalInt expectedPpm) {
    private static final Chances NONE = new Chances(OptionalInt.empty(), OptionalInt.empty());
  }

  private Chances chances(Case decided, int i, Optional<Answer> answer, Entry.Turnout turnout) {
    int place = decided.bids.places[i];
    boolean calledOn = roster.at(place).ownership() == Ownership.IN_HOUSE;
    if (calledOn || answer.filter(Bids.CHOSEN::contains).isEmpty()) {
      return Chances.NONE;
    }
    boolean always = place == decided.tender.incumbent;
    return new Chances(
        OptionalInt.of(always ? Ranges.PPM : turnout.chancePpm[i]),
        turnout.reckoned ? OptionalInt.of(turnout.expectedPpm[i]) : OptionalInt.empty());
  }

  private Entrant entrant(
      Weighed weighed, Optional<Answer> answer, String because, Chances chances) {
    // Who did not care to bid and was asked, in a negotiation or as the last resort, has bid.
    boolean asked =
        weighed.scores().isPresent() && answer.equals(Optional.of(Answer.NOT_INTERESTED));
    return new Entrant(
        roster.id(weighed.place()),
        asked ? Optional.of(Answer.BID) : answer,
        because,
        chances.participationPpm,
        chances.expectedPpm,
        Math.abs(weighed.askedFen()),
        weighed.evaluatedFen(),
        weighed.scores());
  }

  private Contest counterfactual(Case decided, Holder open) {
    Tender tender = decided.tender;
    if (tender.forced) {
      return stays(tender, open, 0, List.of());
    }
    Decision decision = new Decision();
    counterfactuals.withoutAny(decided, decision);
    List<Entrant> field = new ArrayList<>();
    List<Weighed> weighed = evaluation.weighed(counterfactuals.withoutAny(decided), decision);
    for (int i = 0; i < weighed.size(); i++) {
      Optional<Answer> answer = answer(weighed.get(i));
      field.add(
          entrant(
              weighed.get(i), answer, "", chances(decided, i, answer, decided.bids.openTurnout)));
    }
    return decision.fails()
        ? stays(tender, open, decision.bidders, field)
        : contest(tender, decision, 0, field);
  }

  private static Optional<Answer> answer(Weighed weighed) {
    if (weighed.askedFen() == 0) {
      return Optional.empty();
    }
    return Optional.of(weighed.askedFen() > 0 ? Answer.BID : Answer.NOT_INTERESTED);
  }

  private Contest stays(Tender tender, Holder open, int bidders, List<Entrant> field) {
    TenderRules under = under(tender, PolicySet.NONE);
    return new Contest(
        Ending.STAYS,
        Optional.empty(),
        roster.id(open.provider),
        open.priceFen,
        0,
        bidders,
        evaluation.requiredBidders(tender),
        under.requiredCertification(),
        under.weights(),
        field);
  }

  private List<Without> without(Case decided, Holder open) {
    List<Without> each = new ArrayList<>();
    long applied = decided.tender.policies;
    int variant = 1;
    for (int i = PolicySet.first(applied); i != PolicySet.END; i = PolicySet.next(applied, i)) {
      Holder alone = open;
      if (PolicySet.size(applied) > 1) {
        alone = new Holder();
        counterfactuals.without(decided, i, variant++, alone);
      }
      each.add(
          new Without(
              rules.policies().get(i).id(),
              roster.id(alone.provider),
              alone.priceFen,
              moves.fen(decided.tender, alone.provider, PolicySet.without(applied, i)),
              alone.provider == open.provider));
    }
    return each;
  }

  private List<Rule> rules(int buyer, Tender tender, boolean bridged) {
    List<Rule> all = new ArrayList<>();
    long forcing = obligations.forcing(buyer, tender.incumbent, tender.contract);
    long bridging = obligations.bridging(buyer, tender.incumbent, tender.contract, bridged);
    long inScope = obligations.inScope(buyer);
    for (int i = PolicySet.first(inScope); i != PolicySet.END; i = PolicySet.next(inScope, i)) {
      all.add(
          rule(
              tender,
              i,
              obligations.conduct(i, buyer, tender.contract),
              PolicySet.contains(forcing, i),
              PolicySet.contains(bridging, i)));
    }
    return all;
  }

  private Rule rule(Tender tender, int policy, Conduct conduct, boolean ends, boolean bridges) {
    TenderRules alone = under(tender, PolicySet.of(policy));
    List<String> excludes = new ArrayList<>();
    SortedMap<String, Long> bonuses = new TreeMap<>();
    SortedMap<String, Integer> deductions = new TreeMap<>();
    SortedMap<String, Integer> reductions = new TreeMap<>();
    SortedMap<String, Integer> falls = new TreeMap<>();
    for (int place : roster.serving(tender.city)) {
      String provider = roster.id(place);
      if (alone.excludedBy(place) != TenderRules.NONE) {
        excludes.add(provider);
      }
      if (alone.bonusMicroPoints(place) != 0) {
        bonuses.put(provider, alone.bonusMicroPoints(place));
      }
      if (alone.deductionPpm(place) != 0) {
        deductions.put(provider, alone.deductionPpm(place));
      }
      if (alone.costPpm(place) != Ranges.PPM) {
        reductions.put(provider, Ranges.PPM - alone.costPpm(place));
      }
      if (alone.standingFallPpm(place) != 0) {
        falls.put(provider, alone.standingFallPpm(place));
      }
    }
    return new Rule(
        rules.policies().get(policy).id(),
        obligations.standing(policy),
        conduct,
        ends,
        bridges,
        excludes,
        bonuses,
        deductions,
        reductions,
        falls,
        alone.weights().continuity() - alone.continuityMicroPoints(tender.termMonths),
        moves.fen(tender, PolicySet.NONE) - moves.fen(tender, PolicySet.of(policy)),
        alone.requiredCertification(),
        alone.weights(),
        roster.id(alone.direct()),
        roster.id(alone.lastResort()));
  }
}
