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

  /**
   * The markup in a field.
   *
   * @param bidders how many bidders the field holds, at least 1: the fewer, the dearer
   */
  int markupPpm(int bidders) {
    return parameters.markupBasePpm() + parameters.markupFieldPpm() / bidders;
  }

  /**
   * The price of a unit.
   *
   * @param provider its place
   * @param adaptiveMarkupPpm what it adds to the markup, where it adapts
   * @param costMilliFen what this tender's unit costs the provider
   * @param markupPpm the field's
   */
  long unitPrice(
      PricingStrategy strategy,
      int provider,
      int adaptiveMarkupPpm,
      long costMilliFen,
      int markupPpm,
      Tender tender) {
    long costPlus = Ranges.scale(costMilliFen, Ranges.PPM + markupPpm);
    boolean rivals = tender.incumbent != Roster.NOBODY && tender.incumbent != provider;
    return switch (strategy) {
      case COST_PLUS -> costPlus;
      case ADAPTIVE ->
          Ranges.scale(costMilliFen, Ranges.PPM + Math.max(0, markupPpm + adaptiveMarkupPpm));
      case UNDERCUT_INCUMBENT ->
          rivals
              ? Math.max(
                  costMilliFen,
                  Math.min(
                      costPlus,
                      Ranges.scale(
                          tender.incumbentUnitPriceMilliFen,
                          Ranges.PPM - parameters.undercutPpm())))
              : costPlus;
      case LOSS_LEADER ->
          tender.incumbent == provider
              ? costPlus
              : Ranges.scale(costPlus, Ranges.PPM - parameters.lossLeaderPpm());
    };
  }
}
