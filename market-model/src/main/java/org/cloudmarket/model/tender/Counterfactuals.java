package org.cloudmarket.model.tender;

import org.cloudmarket.model.policy.PolicySet;
import org.cloudmarket.model.rules.RuleBook;
import org.cloudmarket.model.rules.TenderRules;
import org.cloudmarket.model.tender.Evaluation.Contest;
import org.cloudmarket.model.tender.Evaluation.OpenField;

/**
 * What a tender would have come to under other rules: without any policy, and without each alone.
 */
final class Counterfactuals {

  private final RuleBook rules;
  private final Evaluation evaluation;

  // Scratch space of one call.
  private final Decision decision = new Decision();
  private final Contest contest = new Contest();

  Counterfactuals(RuleBook rules, Evaluation evaluation) {
    this.rules = rules;
    this.evaluation = evaluation;
  }

  /** A tender that is being decided. It is filled anew for each. */
  static final class Case {
    Tender tender;
    Bids bids;

    /** How far the buyer's leaders answer to government. */
    int exposurePpm;

    /** Mandates whose last month has come for the buyer, as a set. */
    long forcing;

    /** What the tender finds without any policy. */
    final OpenField open = new OpenField();
  }

  /** Who would have had the contract, filled anew for each question. */
  static final class Holder {
    /** A place; {@link Roster#NOBODY} for nobody. */
    int provider;

    /** At what price, for this volume and term; 0 for nobody. */
    long priceFen;

    private void set(int holder, long price) {
      provider = holder;
      priceFen = price;
    }
  }

  /** What a tender finds without any policy. */
  void open(Tender tender, Bids bids, OpenField into) {
    if (tender.policies == PolicySet.NONE) {
      into.untouched();
    } else {
      evaluation.open(tender, bids, bids.withoutAnyFen(), into);
    }
  }

  /** The tender under the rules that hold for it. */
  Contest actual(Case decided) {
    return contest(decided, decided.bids.askedFen, decided.tender.policies);
  }

  private Contest contest(Case decided, long[] askedFen, long applied) {
    return evaluation.contest(
        decided.tender,
        decided.bids,
        askedFen,
        rulesFor(decided.tender, applied),
        decided.exposurePpm,
        contest);
  }

  private TenderRules rulesFor(Tender tender, long applied) {
    return rules.rules(tender.segment, tender.dataClass, applied);
  }

  /** Who would have it without policy: as it was decided where no policy touches the tender. */
  void withoutAny(Case decided, Decision made, Holder into) {
    if (decided.tender.policies == PolicySet.NONE) {
      into.set(made.winner, made.priceFen);
    } else if (decided.tender.forced) {
      stay(decided.tender, into);
    } else {
      withoutAny(decided, decision);
      hold(decided.tender, into);
    }
  }

  /** The tender without any policy, where it would have taken place. */
  Contest withoutAny(Case decided) {
    return contest(decided, decided.bids.withoutAnyFen(), PolicySet.NONE);
  }

  /** What the tender would have come to without any policy, if there had been one. */
  void withoutAny(Case decided, Decision into) {
    evaluation.decide(withoutAny(decided), decided.open, false, into);
  }

  private void hold(Tender tender, Holder into) {
    if (decision.fails()) {
      stay(tender, into);
    } else {
      into.set(decision.winner, decision.priceFen);
    }
  }

  /** The incumbent goes on at its present price. */
  private static void stay(Tender tender, Holder into) {
    into.set(
        tender.incumbent,
        Math.multiplyExact(tender.units * tender.termMonths, tender.incumbentUnitPriceMilliFen)
            / 1_000);
  }

  /**
   * The policies whose removal alone gives the contract to whom it would go without any, as a set.
   */
  long displacing(Case decided, int holder, Holder scratch) {
    long applied = decided.tender.policies;
    if (PolicySet.size(applied) == 1) {
      return applied;
    }
    long displacing = PolicySet.NONE;
    int variant = 1;
    for (int i = PolicySet.first(applied); i != PolicySet.END; i = PolicySet.next(applied, i)) {
      without(decided, i, variant++, scratch);
      if (scratch.provider == holder) {
        displacing = PolicySet.with(displacing, i);
      }
    }
    return displacing;
  }

  /**
   * Who would have had the contract without one of several policies.
   *
   * @param policy its place
   * @param variant where the bid book has the field without it
   */
  void without(Case decided, int policy, int variant, Holder into) {
    long forcing = PolicySet.without(decided.forcing, policy);
    if (decided.tender.forced && forcing == PolicySet.NONE) {
      stay(decided.tender, into); // There would have been no tender.
      return;
    }
    evaluation.decide(
        contest(
            decided,
            decided.bids.otherwiseFen(variant),
            PolicySet.without(decided.tender.policies, policy)),
        decided.open,
        forcing != PolicySet.NONE,
        decision);
    hold(decided.tender, into);
  }

  /** The policies that shut a provider out of this tender, as a set. */
  long against(Tender tender, int provider) {
    long against = PolicySet.NONE;
    if (provider == Roster.NOBODY) {
      return against;
    }
    long applied = tender.policies;
    for (int i = PolicySet.first(applied); i != PolicySet.END; i = PolicySet.next(applied, i)) {
      TenderRules alone = rulesFor(tender, PolicySet.of(i));
      if (alone.excludedBy(provider) != TenderRules.NONE
          || (alone.direct() != TenderRules.NONE && alone.direct() != provider)) {
        against = PolicySet.with(against, i);
      }
    }
    return against;
  }
}
