package org.cloudmarket.model.tender;

import org.cloudmarket.model.market.MarketParameters;
import org.cloudmarket.model.market.PricingStrategy;
import org.cloudmarket.model.market.Ranges;

/**
 * How a provider turns its cost of a unit into the price of a unit, in thousandths of a fen a
 * month.
 */
final class Pricing {

  private final MarketParameters parameters;

  Pricing(MarketParameters parameters) {
    this.parameters = parameters;
  }

  /** Below what price a provider that undercuts the incumbent goes. */
  long undercut(Tender tender) {
    return Ranges.scale(tender.incumbentUnitPriceMilliFen, Ranges.PPM - parameters.undercutPpm());
  }

  /**
   * The price of a unit.
   *
   * @param provider its place
   * @param costMilliFen what this tender's unit costs the provider
   * @param markupPpm the field's, and what the provider itself adds to it
   * @param undercutMilliFen of the tender; see {@link #undercut}
   */
  long unitPrice(
      PricingStrategy strategy,
      int provider,
      long costMilliFen,
      int markupPpm,
      Tender tender,
      long undercutMilliFen) {
    long costPlus = Ranges.scale(costMilliFen, Ranges.PPM + Math.max(0, markupPpm));
    if (strategy == PricingStrategy.UNDERCUT_INCUMBENT) {
      boolean rivals = tender.incumbent != Roster.NOBODY && tender.incumbent != provider;
      return rivals ? Math.max(costMilliFen, Math.min(costPlus, undercutMilliFen)) : costPlus;
    }
    return strategy == PricingStrategy.LOSS_LEADER && tender.incumbent != provider
        ? Ranges.scale(costPlus, Ranges.PPM - parameters.lossLeaderPpm())
        : costPlus;
  }
}
