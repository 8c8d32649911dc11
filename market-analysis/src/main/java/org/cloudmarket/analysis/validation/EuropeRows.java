package org.cloudmarket.analysis.validation;

import java.util.List;
import org.cloudmarket.analysis.observed.Contests;
import org.cloudmarket.analysis.observed.Deal;
import org.cloudmarket.analysis.observed.Observed;
import org.cloudmarket.analysis.observed.Prices;
import org.cloudmarket.analysis.observed.RunningSpend;
import org.cloudmarket.analysis.observed.Study;
import org.cloudmarket.analysis.observed.Window;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.message.AwardsMessage.Procedure;

/** The European Union's market, left alone and with a sovereignty rule. */
final class EuropeRows {

  /** With no sovereignty rule. */
  static final Study LEFT_ALONE = Study.of("eu-sovereign-cloud").arm("none");

  private static final Study SOVEREIGN = Study.of("eu-sovereign-cloud");
  private static final Study PROPOSED_ACT = Study.of("eu-cada");
  private static final String STATISTIC = "union-cloud";
  private static final String PERCENT = "percent";
  private static final int FIRST_YEAR = 2024;
  private static final int LAST_YEAR = 2029;

  private static final String ALL_PURCHASES =
      "The figure is of all purchases, with small local works; the market is held to the bids of"
          + " cloud tenders.";
  private static final String EVERY_LAPSE =
      "An office awards without a call here only where a tender has too few bids, and in this market"
          + " one is enough. Other reasons for such awards the model does not have.";
  private static final String ONE_CONTRACT =
      "Each buyer has one contract here, so awards and buyers of a year are nearly as many, in 2024"
          + " alone too; in the source an office has about 2.3 awards a year.";

  private static final Comparison FIVE_POINTS =
      Comparison.about(5, "definitions differ from source to source");

  private EuropeRows() {}

  static List<Row> all() {
    return List.of(
        Row.of("eu_cloud_bids", "Bids per cloud tender in the Union")
            .measured(
                "mean valid bids of public tenders", "bids", LEFT_ALONE, Contests::meanBidders)
            .within(Comparison.about(0.5, "a working assumption, not a count")),
        Row.of("eu_bidders_2021", "Bidders per procedure in the Union, 2021")
            .measured(
                "mean valid bids of public tenders", "bidders", LEFT_ALONE, Contests::meanBidders)
            .within(Comparison.about(0.5, "of all purchases, not of cloud")),
        Row.of("eu_bidders_2011", "Bidders per procedure in the Union, 2011")
            .measured(
                "mean valid bids of public tenders", "bidders", LEFT_ALONE, Contests::meanBidders)
            .within(Comparison.about(0.5, "of all purchases, not of cloud"), ALL_PURCHASES),
        singleBid("eu_single_bid_2011", "2011").within(FIVE_POINTS),
        singleBid("eu_single_bid_2021", "2021").within(FIVE_POINTS, ALL_PURCHASES),
        singleBid("eu_single_bid_2024", "2024, mid-ranking state").within(FIVE_POINTS),
        direct("eu_direct_awards_2021", "2021", 5),
        direct("eu_no_call_2024", "2024, mid-ranking state", 3),
        Row.of("eu_cloud_awards", "Cloud and AI awards a year in the Union")
            .measured(
                "public awards a year", "awards a year", LEFT_ALONE, EuropeRows::publicAwardsAYear)
            .within(Comparison.published(), ONE_CONTRACT),
        Row.of("eu_cloud_buyers", "Authorities with a cloud tender in a year")
            .measured(
                "public buyers with an award in 2026",
                "authorities",
                LEFT_ALONE,
                EuropeRows::buyers)
            .within(Comparison.published(), ONE_CONTRACT),
        Row.of("eu_provider_share", "European providers' part of the European market")
            .measured(
                "part of running spend of all who are not foreign, mean of the last year",
                PERCENT,
                LEFT_ALONE,
                run ->
                    RunningSpend.of(run, STATISTIC)
                        .percentWithout(Window.year(LAST_YEAR), Ownership.FOREIGN))
            .within(Comparison.published()),
        Row.of("cloud_growth_uk", "Growth of cloud spend (United Kingdom, since 2020)")
            .measured(
                "growth of running spend a year, first year to last",
                "percent a year",
                LEFT_ALONE,
                EuropeRows::growth)
            .within(
                Comparison.about(5, "other years and another country"),
                "The Union's market grows by the 17 percent a year that the Commission reckons with to"
                    + " 2030; the figure is of one country and of the years before."),
        Row.of("sovereign_premium_tender", "Price of sovereignty in real tenders")
            .measured(
                "price of the awards that the rule touched over that without policy",
                PERCENT,
                SOVEREIGN,
                run -> Prices.overCounterfactual(run, Deal::publicTender))
            .within(Comparison.published()),
        Row.of("cada_level_pattern", "Public use that is closed to control from abroad")
            .measured(
                "public awards of core data, levels 3 and 4, that the act touched, from 2029 on",
                PERCENT,
                PROPOSED_ACT,
                run ->
                    Contests.percent(
                        run,
                        deal -> deal.publicTender() && deal.month() >= Window.year(2029).from(),
                        deal -> deal.touched() && deal.client().dataClass() == DataClass.CORE))
            .within(Comparison.about(5, "asked of three authorities")));
  }

  private static Row.Draft singleBid(String target, String when) {
    return Row.of(target, "Procedures with one bidder in the Union, " + when)
        .measured(
            "public awards with one valid bid, of all",
            PERCENT,
            LEFT_ALONE,
            run ->
                Contests.percent(run, Deal::publicTender, deal -> deal.contest().bidders() == 1));
  }

  private static Row direct(String target, String when, double tolerance) {
    return Row.of(target, "Awards without a call in the Union, " + when)
        .measured(
            "public awards by negotiation, single source or directly, of all",
            PERCENT,
            LEFT_ALONE,
            run ->
                Contests.percent(
                    run,
                    Deal::publicTender,
                    deal -> deal.win().procedure() != Procedure.COMPETITION))
        .within(
            Comparison.about(tolerance, "definitions differ from source to source"), EVERY_LAPSE);
  }

  private static double publicAwardsAYear(Observed run) {
    return run.deals(Deal::publicTender).count() * 12.0 / run.scenario().months();
  }

  private static double buyers(Observed run) {
    Window year = Window.year(2026);
    return run.deals(deal -> deal.publicTender() && year.has(deal.month()))
        .map(deal -> deal.client().id())
        .distinct()
        .count();
  }

  private static double growth(Observed run) {
    RunningSpend spend = RunningSpend.of(run, STATISTIC);
    double times = spend.annual(Window.year(LAST_YEAR)) / spend.annual(Window.year(FIRST_YEAR));
    return 100 * (StrictMath.pow(times, 1.0 / (LAST_YEAR - FIRST_YEAR)) - 1);
  }
}
