package org.cloudmarket.model.procurement;

import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.message.BidsMessage.BidsSubmitted;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;
import org.cloudmarket.model.population.Buyer;
import org.cloudmarket.model.procurement.Evaluation.OpenField;
import org.cloudmarket.model.provider.Roster;
import org.cloudmarket.model.rules.RuleBook;
import org.cloudmarket.model.rules.TenderRules;

/**
 * What a tender would have come to under other rules: without any policy, and without each alone.
 */
final class Counterfactuals {

  private final Roster roster;
  private final RuleBook rules;
  private final Evaluation evaluation;
  private final Field field;

  Counterfactuals(Roster roster, RuleBook rules, Evaluation evaluation) {
    this.roster = roster;
    this.rules = rules;
    this.evaluation = evaluation;
    field = new Field(roster.size());
  }

  /**
   * A tender that is being decided.
   *
   * @param contract the buyer's present one
   * @param applied policies that the buyer applies, as a set
   * @param forcing mandates whose last month has come for the buyer, as a set
   * @param open what the tender finds without any policy
   */
  record Case(
      BidsSubmitted book,
      Buyer buyer,
      Fact.Buyer contract,
      long applied,
      long forcing,
      OpenField open) {

    TenderPublished tender() {
      return book.tender();
    }
  }

  /**
   * Who would have had the contract without policy.
   *
   * @param winner a place; -1 for nobody
   * @param priceFen at what price, for this volume and term; 0 for nobody
   */
  record Counterfactual(int winner, long priceFen) {}

  /** What a tender finds without any policy. */
  OpenField open(BidsSubmitted book) {
    return evaluation.open(withoutAny(book));
  }

  private Field withoutAny(BidsSubmitted book) {
    return field.actual(book, roster).otherwise(book.otherwise().getFirst());
  }

  /** The counterfactual of a decision: itself where no policy touches the tender. */
  Counterfactual of(Case decided, Decision decision) {
    if (decided.applied() == 0) {
      return new Counterfactual(decision.winner(), decision.priceFen());
    }
    if (decided.tender().forced()) {
      return stay(decided);
    }
    Decision without = withoutAny(decided);
    return without.fails()
        ? stay(decided)
        : new Counterfactual(without.winner(), without.priceFen());
  }

  /** What the tender would have come to without any policy, if there had been one. */
  Decision withoutAny(Case decided) {
    return evaluation.decide(
        withoutAny(decided.book()), rulesFor(decided, 0), decided.open(), false);
  }

  /** The incumbent goes on at its present price. */
  private static Counterfactual stay(Case decided) {
    TenderPublished tender = decided.tender();
    Fact.Buyer contract = decided.contract();
    return new Counterfactual(
        contract.provider(),
        Math.multiplyExact(tender.units() * tender.termMonths(), contract.unitPriceMilliFen())
            / 1_000);
  }

  private TenderRules rulesFor(Case decided, long applied) {
    return rules.rules(decided.tender().segment(), decided.tender().dataClass(), applied);
  }

  /**
   * The policies whose removal alone gives the contract to whom it would go without any, as a set.
   */
  long displacing(Case decided, Counterfactual without) {
    if (Long.bitCount(decided.applied()) == 1) {
      return decided.applied();
    }
    long displacing = 0;
    int variant = 1;
    for (long left = decided.applied(); left != 0; left &= left - 1, variant++) {
      long policy = left & -left;
      if (without(decided, policy, variant).winner() == without.winner()) {
        displacing |= policy;
      }
    }
    return displacing;
  }

  /**
   * Who would have had the contract without one of several policies.
   *
   * @param policy a set of it alone
   * @param variant where the bid book has the field without it
   */
  Counterfactual without(Case decided, long policy, int variant) {
    long forcing = decided.forcing() & ~policy;
    if (decided.tender().forced() && forcing == 0) {
      return stay(decided); // There would have been no tender.
    }
    Decision decision =
        evaluation.decide(
            field.actual(decided.book(), roster).otherwise(decided.book().otherwise().get(variant)),
            rulesFor(decided, decided.applied() & ~policy),
            decided.open(),
            forcing != 0);
    return decision.fails()
        ? stay(decided)
        : new Counterfactual(decision.winner(), decision.priceFen());
  }

  /** The policies that shut the counterfactual winner out of this tender, as a set. */
  long against(Case decided, Counterfactual without) {
    long against = 0;
    int provider = without.winner();
    for (long left = decided.applied(); left != 0 && provider >= 0; left &= left - 1) {
      long policy = left & -left;
      TenderRules alone = rulesFor(decided, policy);
      if (alone.excludedBy(provider) != TenderRules.NONE
          || (alone.direct() != TenderRules.NONE && alone.direct() != provider)) {
        against |= policy;
      }
    }
    return against;
  }
}
