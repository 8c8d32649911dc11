package org.cloudmarket.analysis.validation;

import java.util.List;
import org.cloudmarket.analysis.observed.Contests;
import org.cloudmarket.analysis.observed.Deal;
import org.cloudmarket.analysis.observed.Prices;
import org.cloudmarket.analysis.observed.Study;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.market.Weights;

/** Bidders, complaints and buyers in China's tenders. */
final class ConductRows {

  private static final Study NO_POLICY = Study.of("no-policy");

  /** Bids take long to look at: a fifth of the buyers have enough of them. */
  private static final Study SMALLER = NO_POLICY.with("population.buyers", "2000").withBids();

  private static final Study ALL_EVENTS = Study.of("china-2019-2021");

  private ConductRows() {}

  static List<Row> all() {
    return List.of(
        Row.of("china_bidders", "Bidders per Chinese auction")
            .measured(
                "mean valid bids of public tenders", "bidders", NO_POLICY, Contests::meanBidders)
            .within(Comparison.about(0.25, "of all purchases, not of cloud")),
        Row.of("complaint_rare", "Complaints are rare in Chinese procurement")
            .measured(
                "complaints in a hundred public tenders, with all events of 2019 to 2021",
                "percent",
                ALL_EVENTS,
                Contests::complaintsPercent)
            .within(Comparison.stated(0, 5, "a few in a hundred; no rate is published")),
        Row.of("complaint_narrow_winner_price", "Narrow winners are dearer than those who lose")
            .measured(
                "price over the mean of the bids that lost, in public tenders won by less than two"
                    + " points",
                "percent",
                SMALLER,
                run -> Contests.aboveLosersPercent(run, Deal::publicTender, 2 * Weights.POINT))
            .within(
                Comparison.about(3, "half of the figure, and more"),
                "Nobody rigs a tender here. A narrow winner is as often the cheaper of two as the"
                    + " better of two, and lower bids win more often."),
        Row.of("buyer_heterogeneity", "Part of price differences that is due to the buyer")
            .measured(
                "variance component of the buyer in log unit prices of state enterprises, the"
                    + " month's mean taken off",
                "percent",
                NO_POLICY,
                run ->
                    Prices.dueToBuyerPercent(
                        run, deal -> deal.client().segment() == Segment.STATE_ENTERPRISE))
            .within(
                Comparison.about(10, "of other goods in another country"),
                "Buyers differ in taste and in who they hold a contract with, and not in how well"
                    + " they buy: costs, markups and noise are the same for all."));
  }
}
