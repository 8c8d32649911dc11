package org.cloudmarket.analysis.observed;

import java.util.Collection;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.cloudmarket.model.market.Ranges;

/**
 * What contracts cost those who won them, in markets where all price at cost and markup, nobody's
 * price is capped and all bids are looked at: the price less the field's markup.
 */
public final class Costs {

  private Costs() {}

  /** How far the cost of the winners is above that of those who would have won, in percent. */
  public static double efficiencyLost(Observed observed, Predicate<Deal> counted) {
    Sums sums = sums(observed, counted);
    return 100 * (sums.cost / sums.costOtherwise - 1);
  }

  /** What winners earn, over what would have been earned without policy, in percent. */
  public static double profitGained(Observed observed, Predicate<Deal> counted) {
    Sums sums = sums(observed, counted);
    return 100 * ((sums.price - sums.cost) / (sums.priceOtherwise - sums.costOtherwise) - 1);
  }

  /**
   * What is lost of the surplus, which is the budget less the winner's cost, in percent of that
   * without policy.
   */
  public static double surplusLost(Observed observed, Predicate<Deal> counted) {
    Sums sums = sums(observed, counted);
    return 100 * ((sums.budget - sums.cost) / (sums.budget - sums.costOtherwise) - 1);
  }

  /**
   * What one more unit of money that reaches some winners costs: cost that is lost, over what they
   * are awarded beyond what they would have been.
   *
   * @param favoured whether a provider is among them
   */
  public static double perAwarded(Observed observed, Predicate<String> favoured) {
    Sums sums = sums(observed, _ -> true);
    double more =
        sum(
                Prices.touched(observed, deal -> favoured.test(deal.win().provider())),
                deal -> deal.win().priceFen())
            - sum(
                Prices.touched(observed, deal -> favoured.test(deal.otherwise().winner())),
                deal -> deal.otherwise().priceFen());
    return (sums.cost - sums.costOtherwise) / more;
  }

  /**
   * What a subsidy costs beside the price, over what the awards that count are paid, in percent.
   *
   * @param reduction the part of cost that subsidised winners are spared
   */
  public static double outlayPercent(
      Observed observed, Predicate<Deal> counted, Predicate<Deal> subsidised, double reduction) {
    Collection<Deal> deals = observed.deals(counted).toList();
    double outlay =
        sum(
            deals,
            deal -> subsidised.test(deal) ? cost(observed, deal) * reduction / (1 - reduction) : 0);
    return 100 * outlay / sum(deals, deal -> deal.win().priceFen());
  }

  private record Sums(
      double price, double cost, double priceOtherwise, double costOtherwise, double budget) {}

  private static Sums sums(Observed observed, Predicate<Deal> counted) {
    Collection<Deal> deals = Prices.touched(observed, counted);
    return new Sums(
        sum(deals, deal -> deal.win().priceFen()),
        sum(deals, deal -> cost(observed, deal)),
        sum(deals, deal -> deal.otherwise().priceFen()),
        sum(deals, deal -> costOtherwise(observed, deal)),
        sum(deals, deal -> deal.need().ceilingFen()));
  }

  private static double sum(Collection<Deal> deals, ToDoubleFunction<Deal> figure) {
    return deals.stream().mapToDouble(figure).sum();
  }

  private static double cost(Observed observed, Deal deal) {
    return less(observed, deal.win().priceFen(), deal.field().eligible());
  }

  private static double costOtherwise(Observed observed, Deal deal) {
    return less(observed, deal.otherwise().priceFen(), deal.field().eligibleOtherwise());
  }

  private static double less(Observed observed, long priceFen, int eligible) {
    double markup = (double) observed.scenario().parameters().markupPpm(eligible) / Ranges.PPM;
    return priceFen / (1 + markup);
  }
}
