package org.cloudmarket.model.tender;

import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.rules.RuleBook;

/** What it costs a buyer once to move to another provider: a part of what it pays now in a year. */
final class Moves {

  private final RuleBook rules;

  Moves(RuleBook rules) {
    this.rules = rules;
  }

  /**
   * What the buyer of a tender pays to move to a provider; 0 where it stays with it or had nobody.
   *
   * @param provider a place; {@link Roster#NOBODY} for nobody
   * @param applied the policies that are applied, as a set
   */
  long fen(Tender tender, int provider, long applied) {
    return provider == Roster.NOBODY || provider == tender.incumbent ? 0 : fen(tender, applied);
  }

  /** What the buyer of a tender pays to move to any other provider; 0 where it had nobody. */
  long fen(Tender tender, long applied) {
    if (tender.incumbent == Roster.NOBODY) {
      return 0;
    }
    int partPpm = rules.rules(tender.segment, tender.dataClass, applied).portingPpm();
    if (partPpm == 0) {
      return 0;
    }
    long annualFen =
        Math.multiplyExact(tender.units * Months.A_YEAR, tender.incumbentUnitPriceMilliFen) / 1_000;
    return Ranges.scale(annualFen, partPpm);
  }
}
