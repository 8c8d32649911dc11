package org.cloudmarket.analysis.validation;

import java.util.List;
import org.cloudmarket.analysis.observed.Costs;
import org.cloudmarket.analysis.observed.Observed;
import org.cloudmarket.analysis.observed.Prices;
import org.cloudmarket.analysis.observed.Study;

/** What a price preference of 5 percent costs where bidders answer it. */
final class PreferenceRows {

  private static final String SCENARIO = "stylised-preference";
  private static final Study PREFERENCE = Study.of(SCENARIO).arm("preference").withBids();
  private static final Study FIXED_ENTRY =
      Study.of(SCENARIO).arm("preference-fixed-entry").withBids();
  private static final String OF_COST = "percent of cost";
  private static final String RULE =
      "Providers price at cost and a markup that depends on how many could bid, and a preference"
          + " shuts nobody out: ";

  private PreferenceRows() {}

  static List<Row> all() {
    return List.of(
        Row.of("marion_cost", "Rise of procurement cost by a 5% preference")
            .measured(
                "price of all awards over that of the same tenders without policy",
                OF_COST,
                PREFERENCE,
                PreferenceRows::cost)
            .within(Comparison.published()),
        Row.of("marion_efficiency_fixed_entry", "Efficiency lost with the bidders given")
            .measured(
                "cost of the winners over that of the winners without policy",
                OF_COST,
                FIXED_ENTRY,
                run -> Costs.efficiencyLost(run, _ -> true))
            .within(Comparison.published()),
        Row.of("marion_efficiency_with_entry", "Efficiency lost where bidders stay away")
            .measured(
                "cost of the winners over that of the winners without policy",
                OF_COST,
                PREFERENCE,
                run -> Costs.efficiencyLost(run, _ -> true))
            .within(Comparison.about(0.3, "the spread of the two editions of marion_cost")),
        Row.of("marion_profit", "Change of firms' profit by the preference")
            .measured(
                "price less cost of the winners, over that without policy",
                "percent",
                PREFERENCE,
                run -> Costs.profitGained(run, _ -> true))
            .within(
                Comparison.about(1, "a third of the figure"),
                RULE + "so profit rises with the winners' cost."),
        Row.of("marion_bid_response", "Change of the large firms' bids by the preference")
            .measured(
                "bids over those that the same firms would have made without policy",
                "percent of bid",
                PREFERENCE,
                Prices::bidsOverCounterfactual)
            .within(
                Comparison.about(0.5, "a third of the figure"),
                RULE + "no bid answers a preference."),
        Row.of("marion_cost_per_dollar", "Efficiency lost per dollar that reaches small firms")
            .measured(
                "cost of the winners less that without policy, over what small firms win more",
                "per dollar",
                PREFERENCE,
                run -> Costs.perAwarded(run, id -> id.startsWith("small-")))
            .within(
                Comparison.about(0.1, "a third of the figure"),
                "The preference moves most contracts in the stylised market and few in"
                    + " California, so the same loss is spread over more dollars."),
        Row.of("krasnokutskaya_seim_sign", "A preference costs more where participation reacts")
            .measured(
                "rise of price where entry answers, less that where it does not",
                "points",
                PREFERENCE,
                FIXED_ENTRY,
                (answers, fixed) -> cost(answers) - cost(fixed))
            .within(Comparison.positive("no number could be read")),
        Row.of("preference_depends_on_buyer", "A preference hurts more where buyers are effective")
            .measured(
                "rise of price at a participation of 0.5, less that at 0.05",
                "points",
                PREFERENCE.with("parameters.participation", "0.5"),
                PREFERENCE.with("parameters.participation", "0.05"),
                (effective, ineffective) -> cost(effective) - cost(ineffective))
            .within(
                Comparison.positive("an effective buyer is read as one that draws many bidders"),
                "Where fields are full, the cheap firms that stay away are missed least; the"
                    + " study's buyers differ in more than in how many they draw."));
  }

  private static double cost(Observed run) {
    return Prices.overCounterfactual(run, _ -> true);
  }
}
