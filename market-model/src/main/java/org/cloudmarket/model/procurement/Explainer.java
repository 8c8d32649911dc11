package org.cloudmarket.model.procurement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.message.Bid;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;
import org.cloudmarket.model.population.Buyer;
import org.cloudmarket.model.procurement.Counterfactuals.Case;
import org.cloudmarket.model.procurement.Counterfactuals.Counterfactual;
import org.cloudmarket.model.procurement.Evaluation.Weighed;
import org.cloudmarket.model.procurement.Explanation.Contest;
import org.cloudmarket.model.procurement.Explanation.Ending;
import org.cloudmarket.model.procurement.Explanation.Entrant;
import org.cloudmarket.model.procurement.Explanation.Rule;
import org.cloudmarket.model.procurement.Explanation.Without;
import org.cloudmarket.model.provider.Roster;
import org.cloudmarket.model.rules.RuleBook;
import org.cloudmarket.model.rules.TenderRules;

/** Lays a decision open. It has no formula of its own: it asks those that decide. */
final class Explainer {

  private final Roster roster;
  private final RuleBook rules;
  private final Obligations obligations;
  private final Evaluation evaluation;
  private final Counterfactuals counterfactuals;

  Explainer(
      Roster roster,
      RuleBook rules,
      Obligations obligations,
      Evaluation evaluation,
      Counterfactuals counterfactuals) {
    this.roster = roster;
    this.rules = rules;
    this.obligations = obligations;
    this.evaluation = evaluation;
    this.counterfactuals = counterfactuals;
  }

  /** Explains a decision that evaluation has just made. */
  Explanation explain(Case decided, Decision decision) {
    TenderPublished tender = decided.tender();
    Contest actual = contest(tender, decision, decided.applied(), bids(decided, decision));
    Counterfactual open = counterfactuals.of(decided, decision);
    return new Explanation(
        tender,
        decided.book().ceilingFen(),
        actual,
        decided.applied() == 0 ? actual : counterfactual(decided, open),
        rules(decided.buyer(), decided.contract(), tender),
        without(decided, open));
  }

  /** Explains why there is no tender yet. */
  Explanation bridged(TenderPublished tender, Buyer buyer, Fact.Buyer contract) {
    Contest bridged =
        new Contest(
            Ending.BRIDGED,
            Optional.empty(),
            tender.incumbent(),
            0,
            0,
            evaluation.requiredBidders(tender),
            under(tender, rules.setOf(tender.policies())).requiredCertification(),
            under(tender, rules.setOf(tender.policies())).weights(),
            List.of());
    return new Explanation(tender, 0, bridged, bridged, rules(buyer, contract, tender), List.of());
  }

  private TenderRules under(TenderPublished tender, long applied) {
    return rules.rules(tender.segment(), tender.dataClass(), applied);
  }

  private Contest contest(
      TenderPublished tender, Decision decision, long applied, List<Entrant> field) {
    TenderRules under = under(tender, applied);
    return new Contest(
        decision.fails() ? Ending.FAILED : Ending.AWARDED,
        decision.fails() ? Optional.empty() : Optional.of(decision.procedure()),
        decision.fails() ? tender.incumbent() : roster.id(decision.winner()),
        decision.priceFen(),
        decision.bidders(),
        evaluation.requiredBidders(tender),
        under.requiredCertification(),
        under.weights(),
        field);
  }

  private List<Entrant> bids(Case decided, Decision decision) {
    List<Entrant> entrants = new ArrayList<>();
    List<Weighed> weighed = evaluation.weighed(decision);
    for (int i = 0; i < weighed.size(); i++) {
      Bid bid = decided.book().bids().get(i);
      entrants.add(entrant(weighed.get(i), Optional.of(bid.answer()), bid.because()));
    }
    return entrants;
  }

  private Entrant entrant(Weighed weighed, Optional<Bid.Answer> answer, String because) {
    // Who did not care to bid and was asked, in a negotiation or as the last resort, has bid.
    boolean asked =
        weighed.scores().isPresent() && answer.equals(Optional.of(Bid.Answer.NOT_INTERESTED));
    return new Entrant(
        roster.id(weighed.place()),
        asked ? Optional.of(Bid.Answer.BID) : answer,
        because,
        weighed.priceFen(),
        weighed.evaluatedFen(),
        weighed.scores());
  }

  private Contest counterfactual(Case decided, Counterfactual open) {
    TenderPublished tender = decided.tender();
    if (tender.forced()) {
      return stays(tender, open, 0, List.of());
    }
    Decision decision = counterfactuals.withoutAny(decided);
    List<Entrant> field =
        evaluation.weighed(decision).stream()
            .map(weighed -> entrant(weighed, answer(weighed), ""))
            .toList();
    return decision.fails()
        ? stays(tender, open, decision.bidders(), field)
        : contest(tender, decision, 0, field);
  }

  private static Optional<Bid.Answer> answer(Weighed weighed) {
    if (weighed.priceFen() == 0) {
      return Optional.empty();
    }
    return Optional.of(weighed.bids() ? Bid.Answer.BID : Bid.Answer.NOT_INTERESTED);
  }

  private Contest stays(
      TenderPublished tender, Counterfactual open, int bidders, List<Entrant> field) {
    TenderRules under = under(tender, 0);
    return new Contest(
        Ending.STAYS,
        Optional.empty(),
        roster.id(open.winner()),
        open.priceFen(),
        bidders,
        evaluation.requiredBidders(tender),
        under.requiredCertification(),
        under.weights(),
        field);
  }

  private List<Without> without(Case decided, Counterfactual open) {
    List<Without> each = new ArrayList<>();
    int variant = 1;
    for (long left = decided.applied(); left != 0; left &= left - 1, variant++) {
      long policy = left & -left;
      Counterfactual alone =
          policy == decided.applied() ? open : counterfactuals.without(decided, policy, variant);
      each.add(
          new Without(
              rules.ids(policy).getFirst(),
              roster.id(alone.winner()),
              alone.priceFen(),
              alone.winner() == open.winner()));
    }
    return each;
  }

  private List<Rule> rules(Buyer buyer, Fact.Buyer contract, TenderPublished tender) {
    List<Rule> all = new ArrayList<>();
    long forcing = obligations.forcing(buyer, contract);
    long bridging = obligations.bridging(buyer, contract);
    for (long left = obligations.inScope(buyer); left != 0; left &= left - 1) {
      int policy = Long.numberOfTrailingZeros(left);
      all.add(
          rule(
              tender,
              policy,
              obligations.conduct(policy, buyer, tender.contract()),
              (forcing >>> policy & 1) == 1,
              (bridging >>> policy & 1) == 1));
    }
    return all;
  }

  private Rule rule(
      TenderPublished tender, int policy, Conduct conduct, boolean ends, boolean bridges) {
    TenderRules alone = under(tender, 1L << policy);
    List<String> excludes = new ArrayList<>();
    SortedMap<String, Long> bonuses = new TreeMap<>();
    SortedMap<String, Integer> deductions = new TreeMap<>();
    SortedMap<String, Integer> reductions = new TreeMap<>();
    SortedMap<String, Integer> falls = new TreeMap<>();
    for (int place : roster.serving(tender.city())) {
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
        alone.requiredCertification(),
        alone.weights(),
        roster.id(alone.direct()),
        roster.id(alone.lastResort()));
  }
}
