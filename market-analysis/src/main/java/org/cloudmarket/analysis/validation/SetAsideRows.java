package org.cloudmarket.analysis.validation;

import java.util.List;
import java.util.function.Predicate;
import org.cloudmarket.analysis.observed.Costs;
import org.cloudmarket.analysis.observed.Deal;
import org.cloudmarket.analysis.observed.Observed;
import org.cloudmarket.analysis.observed.Prices;
import org.cloudmarket.analysis.observed.Study;
import org.cloudmarket.model.instrument.Subsidy;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Ranges;

/** Set-asides beside subsidies, and what their repeal brings. */
final class SetAsideRows {

  private static final Study MARKET = Study.of("stylised-set-aside");
  private static final Study NONE = MARKET.arm("none");
  private static final Study SET_ASIDE = MARKET.arm("set-aside");
  private static final Study SUBSIDY = MARKET.arm("subsidy").withBids();
  private static final Study CLOSED = MARKET.arm("closed").withBids();

  private static final Study REPEAL = Study.of("stylised-repeal");
  private static final Study KEPT = REPEAL.arm("set-aside");
  private static final Study REPEALED = REPEAL.arm("repealed");
  private static final Study ALL_STAY = REPEAL.arm("repealed-all-stay");
  private static final int REPEALED_IN = Months.of(2022, 1);

  private static final String OF_COST = "percent of cost";

  private SetAsideRows() {}

  static List<Row> all() {
    return List.of(
        Row.of("rosa_quota_vs_subsidy_quota", "Change of cost by a quota")
            .measured(
                "price level with the set-aside over that without",
                OF_COST,
                SET_ASIDE,
                NONE,
                (with, without) -> Prices.levelOver(with, without, _ -> true))
            .within(Comparison.about(0.5, "how large the quota is was not read")),
        Row.of("rosa_quota_vs_subsidy_subsidy", "Change of cost by a subsidy of the same share")
            .measured(
                "price level with the subsidy over that without, and what the subsidy pays",
                OF_COST,
                SUBSIDY,
                NONE,
                SetAsideRows::subsidyCost)
            .within(Comparison.about(0.5, "how large the quota is was not read")),
        Row.of("athey_subsidy_better", "A subsidy costs less than a set-aside of the same share")
            .measured(
                "seeds in which the subsidy, with what it pays, costs no more than the set-aside",
                "percent of seeds",
                List.of(SET_ASIDE, SUBSIDY, NONE),
                runs ->
                    subsidyCost(runs.get(1), runs.get(2))
                            <= Prices.levelOver(runs.get(0), runs.get(2), _ -> true)
                        ? 100
                        : 0)
            .within(Comparison.always()),
        Row.of("athey_setaside_efficiency", "Surplus lost where a sale is set aside")
            .measured(
                "budget less the winners' cost, over that of the open field",
                "percent",
                CLOSED,
                run -> Costs.surplusLost(run, _ -> true))
            .within(Comparison.about(5, "the budget, 1.25 of the open field's price, is assumed")),
        Row.of("athey_setaside_revenue", "Price lost where a sale is set aside")
            .measured(
                "price of a closed field over that of the open one; a seller loses what a buyer"
                    + " pays more",
                "percent",
                CLOSED,
                run -> Prices.overCounterfactual(run, _ -> true))
            .within(
                Comparison.derived(
                    "the figure with the other sign, 2 more or less: timber is sold",
                    of -> Range.of(-of.getFirst().figure() - 2, -of.getFirst().figure() + 2))),
        Row.of("nakabayashi_cost_sign", "Cost rises where a set-aside is repealed and firms leave")
            .measured(
                "price level after the repeal over that where the set-aside stays",
                "percent",
                REPEALED,
                KEPT,
                (repealed, kept) -> Prices.levelOver(repealed, kept, SetAsideRows::after))
            .within(Comparison.positive("the abstract has no size")),
        Row.of("nakabayashi_exit", "Small firms that leave once the set-aside is gone")
            .measured(
                "how much less the small firms win after the repeal while all of them stay",
                "percent",
                ALL_STAY,
                KEPT,
                (repealed, kept) -> 100 * (1 - smallPart(repealed) / smallPart(kept)))
            .within(
                Comparison.about(10, "firms leave until those who stay earn as before"),
                "No provider decides to leave. What the small win falls by so much at first; each"
                    + " that leaves leaves less to the class, so more have to go than that."));
  }

  private static double subsidyCost(Observed with, Observed without) {
    Predicate<Deal> all = _ -> true;
    double paid = Prices.level(with, all) / Prices.level(without, all);
    double outlay =
        Costs.outlayPercent(with, all, deal -> isSmall(deal.win().provider()), reduction(with));
    return 100 * (paid * (1 + outlay / 100) - 1);
  }

  private static double reduction(Observed run) {
    Subsidy subsidy = (Subsidy) run.scenario().policy("subsidy").orElseThrow().instrument();
    return (double) subsidy.costReductionPpm() / Ranges.PPM;
  }

  private static double smallPart(Observed run) {
    double small =
        run.deals(deal -> after(deal) && isSmall(deal.win().provider()))
            .mapToDouble(Deal::unitMonths)
            .sum();
    return small / run.deals(SetAsideRows::after).mapToDouble(Deal::unitMonths).sum();
  }

  private static boolean after(Deal deal) {
    return deal.month() >= REPEALED_IN;
  }

  private static boolean isSmall(String provider) {
    return provider.startsWith("small-");
  }
}
