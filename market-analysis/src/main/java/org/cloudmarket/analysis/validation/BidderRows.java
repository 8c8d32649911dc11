package org.cloudmarket.analysis.validation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cloudmarket.analysis.observed.Deal;
import org.cloudmarket.analysis.observed.Observed;
import org.cloudmarket.analysis.observed.Prices;
import org.cloudmarket.analysis.observed.Study;
import org.cloudmarket.analysis.published.PublishedTable;

/** What one bidder more is worth, and what a closed field costs. */
final class BidderRows {

  private static final Study BIDDERS = Study.of("stylised-bidders");
  private static final Study MANDATE = Study.of("tianjin-mandate").arm("mandate");
  private static final Study UNION = EuropeRows.LEFT_ALONE;

  /** The cities of the stylised market, by how many firms bid there. */
  private static final Map<Integer, String> CITIES =
      new TreeMap<>(
          Map.of(
              2,
              "two",
              3,
              "three",
              4,
              "four",
              5,
              "five",
              6,
              "six",
              7,
              "seven",
              8,
              "eight",
              9,
              "nine",
              10,
              "ten",
              14,
              "fourteen"));

  private static final int MOST_IN_A_ROW = 10;

  /** Less than this is not seen in the data of a study. */
  private static final double FLAT = 0.005;

  private static final String FLAT_FROM =
      "number of bidders from which one more lowers the price by less than half a percent";

  private BidderRows() {}

  static List<Row> all() {
    return List.of(
        Row.of("bidders_saturation_turkey", "Bidders up to which prices fall (Turkey)")
            .measured(FLAT_FROM, "bidders", BIDDERS, BidderRows::flatFrom)
            .within(Comparison.published()),
        Row.of("bidders_saturation_florida", "Bidders up to which prices fall (Florida)")
            .measured(FLAT_FROM, "bidders", BIDDERS, BidderRows::flatFrom)
            .within(Comparison.published()),
        Row.of("bidders_needed_infrastructure", "Bidders needed for full effect")
            .measured(FLAT_FROM, "bidders", BIDDERS, BidderRows::flatFrom)
            .within(Comparison.published()),
        Row.named("bidders-saving-infrastructure", "Saving from two bidders to seven")
            .citing(PublishedTable.TARGETS, "bidders_needed_infrastructure")
            .measured(
                "fall of price from two bidders to seven",
                "percent",
                BIDDERS,
                run -> fall(run, 2, 7))
            .within(
                Comparison.stated(0, 7.6, "at most 7.6 percent, which the source has in words")),
        Row.of("bidders_elasticity_japan_oda", "Elasticity of the price to the number of bidders")
            .measured(
                "slope of log price over log bidders, from two to fourteen",
                "elasticity",
                BIDDERS,
                BidderRows::elasticity)
            .within(
                Comparison.about(0.1, "half of the figure"),
                "An elasticity of 0.2 is more than the 9 percent of ict-doubling-bidders, and with"
                    + " it the saving from two to seven would be three times the published one."),
        Row.of("bidders_china_highways", "Chinese highways: prices fall only beyond eight bidders")
            .measured(
                "number of bidders from which one more lowers the price by half a percent or more",
                "bidders",
                BIDDERS,
                BidderRows::fallsFrom)
            .within(
                Comparison.about(1, "one bidder"),
                "A counter-example: every other study here has the price fall from two bidders on,"
                    + " and so has the model."),
        Row.of("ict_doubling_bidders", "Fall of price in ICT where bidders double")
            .measured(
                "mean of the changes of price from two to four bidders and from four to eight",
                "percent",
                BIDDERS,
                run -> -(fall(run, 2, 4) + fall(run, 4, 8)) / 2)
            .within(
                Comparison.about(3, "a third of the figure"),
                "A fall of 9 percent a doubling and a saving of at most 7.6 from two to seven cannot"
                    + " both be had; the model keeps the latter."),
        Row.of("single_bid_premium", "Premium of contracts with one bid")
            .measured(
                "price of public awards with one bid over those of the month with three or more",
                "percent",
                UNION,
                run ->
                    Prices.premium(
                        run,
                        deal -> deal.publicTender() && deal.contest().bidders() == 1,
                        deal -> deal.publicTender() && deal.contest().bidders() >= 3))
            .within(
                Comparison.published(),
                "A provider asks by how many could bid and not by how many do, so a single bid is"
                    + " dearer only for want of a lower one."),
        Row.named("closed-field-premium", "Cost where local bidders are favoured")
            .citing(PublishedTable.RULES, "local_bidder_cost_premium")
            .measured(
                "price over that without policy, where a mandate closed the field and the contract"
                    + " had ended",
                "percent",
                MANDATE,
                run -> Prices.overCounterfactual(run, deal -> !deal.need().forced()))
            .within(
                Comparison.about(2.5, "published premiums of closed fields are 4 to 9 percent")));
  }

  private static double log(Observed run, int bidders) {
    String city = CITIES.get(bidders);
    return Prices.meanLog(run, deal -> in(deal, city));
  }

  private static boolean in(Deal deal, String city) {
    return deal.client().city().equals(city);
  }

  private static double fall(Observed run, int from, int to) {
    return 100 * (1 - StrictMath.exp(log(run, to) - log(run, from)));
  }

  private static double flatFrom(Observed run) {
    int bidders = 2;
    while (bidders < MOST_IN_A_ROW && log(run, bidders) - log(run, bidders + 1) >= FLAT) {
      bidders++;
    }
    return bidders;
  }

  private static double fallsFrom(Observed run) {
    int bidders = 2;
    while (bidders < MOST_IN_A_ROW && log(run, bidders) - log(run, bidders + 1) < FLAT) {
      bidders++;
    }
    return bidders;
  }

  private static double elasticity(Observed run) {
    double meanX = CITIES.keySet().stream().mapToDouble(StrictMath::log).average().orElseThrow();
    double meanY = CITIES.keySet().stream().mapToDouble(n -> log(run, n)).average().orElseThrow();
    double products = 0;
    double squares = 0;
    for (int bidders : CITIES.keySet()) {
      double x = StrictMath.log(bidders) - meanX;
      products += x * (log(run, bidders) - meanY);
      squares += x * x;
    }
    return products / squares;
  }
}
