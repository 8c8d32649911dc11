package org.cloudmarket.model.provider;

import org.cloudmarket.model.market.MarketParameters;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;

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
   * The price of a unit.
   *
   * @param costMilliFen what this tender's unit costs the provider
   * @param bidders how many bidders the field holds, at least 1: the fewer, the dearer
   */
  long unitPrice(
      Provider provider,
      int adaptiveMarkupPpm,
      long costMilliFen,
      int bidders,
      TenderPublished tender) {
    int markup = parameters.markupBasePpm() + parameters.markupFieldPpm() / bidders;
    long costPlus = Ranges.scale(costMilliFen, Ranges.PPM + markup);
    boolean rivals = !tender.incumbent().isEmpty() && !tender.incumbent().equals(provider.id());
    return switch (provider.strategy()) {
      case COST_PLUS -> costPlus;
      case ADAPTIVE ->
          Ranges.scale(costMilliFen, Ranges.PPM + Math.max(0, markup + adaptiveMarkupPpm));
      case UNDERCUT_INCUMBENT ->
          rivals
              ? Math.max(
                  costMilliFen,
                  Math.min(
                      costPlus,
                      Ranges.scale(
                          tender.incumbentUnitPriceMilliFen(),
                          Ranges.PPM - parameters.undercutPpm())))
              : costPlus;
      case LOSS_LEADER ->
          tender.incumbent().equals(provider.id())
              ? costPlus
              : Ranges.scale(costPlus, Ranges.PPM - parameters.lossLeaderPpm());
    };
  }
}
