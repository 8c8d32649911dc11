package org.cloudmarket.analysis.validation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cloudmarket.analysis.observed.Contests;
import org.cloudmarket.analysis.observed.Deal;
import org.cloudmarket.analysis.observed.Observed;
import org.cloudmarket.analysis.observed.Prices;
import org.cloudmarket.analysis.observed.Study;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.market.SegmentProfile;
import org.cloudmarket.model.market.Weights;

/** Who stays with its provider, and what that costs. */
final class IncumbentRows {

  private static final Study NO_POLICY = Study.of("no-policy");
  private static final Study UNION = EuropeRows.LEFT_ALONE;
  private static final String PERCENT = "percent";
  private static final String RENEWED =
      "ended public contracts whose holder wins again, no policy in force";
  private static final Comparison TEN_POINTS =
      Comparison.about(10, "agencies of one source differ by sixteen points");
  private static final String ONE_RATE =
      "The public segments have nearly one rate here; what is published differs by sixteen"
          + " points from agency to agency, and by more from source to source.";

  /** The application that is described: EUR 500,000 to move one of EUR 2 m a year. */
  private static final double LARGE_APPLICATION_EUR = 2_000_000;

  private IncumbentRows() {}

  static List<Row> all() {
    List<Row> rows = new ArrayList<>();
    rows.add(
        Row.of("incumbent_rewin_civil", "Incumbents that win again (US civilian agencies)")
            .measured(
                RENEWED + "; government agencies",
                PERCENT,
                NO_POLICY,
                run -> renewed(run, Segment.GOVERNMENT_AGENCY))
            .within(TEN_POINTS, ONE_RATE));
    rows.add(
        Row.of("incumbent_rewin_defence", "Incumbents that win again (US defence)")
            .measured(
                RENEWED + "; the public segment with most points for continuity",
                PERCENT,
                NO_POLICY,
                run -> renewed(run, stickiest(run)))
            .within(TEN_POINTS, ONE_RATE));
    rows.add(
        rewin("incumbent_rewin_survey", "Incumbents that win again (own account)")
            .within(Comparison.published()));
    rows.add(
        rewin("incumbent_rewin_services", "Incumbents that win again (US federal services)")
            .within(TEN_POINTS, ONE_RATE));
    rows.add(
        rewin("incumbent_rewin_all", "Incumbents that win again (US, all expired contracts)")
            .within(TEN_POINTS));
    rows.add(
        Row.of("discretion_repeat", "Discretion lets the same firm win again more often")
            .measured(
                RENEWED + ": with a lasting taste of 12 points less with the default",
                "points",
                NO_POLICY.with("parameters.lastingTastePoints", "12"),
                NO_POLICY,
                (more, less) -> renewed(more) - renewed(less))
            .within(Comparison.positive("the abstract has no size")));
    rows.add(
        Row.of("cloud_switching", "Customers that change their cloud in a year (United Kingdom)")
            .measured(
                "changes of provider at a contract's end, over its years, all segments",
                "percent a year",
                NO_POLICY,
                run -> Contests.switchedPercentAYear(run, _ -> true))
            .within(
                Comparison.published(),
                "Usage hardly switches and contracts do: with 22 to 51 percent lost per recompete,"
                    + " as the rows above have it, 7 to 50 percent change in a year. The model has"
                    + " contracts."));
    rows.add(
        Row.of("ict_lockin_prevalence", "Public bodies that have been locked in")
            .measured(
                "public buyers whose provider won at least once though another had more points but"
                    + " for continuity",
                PERCENT,
                UNION,
                run -> Contests.lockedInPercent(run, Deal::publicTender))
            .within(
                Comparison.about(10, "bodies were asked whether they ever had been"),
                "Six years have two or three contracts in them, and a body's memory has more."));
    rows.add(
        Row.of("cloud_overpayment_uk", "Overpayment for want of competition (United Kingdom)")
            .measured(
                "price level over that of the same market with no points for continuity and no cost"
                    + " of moving",
                "percent of spend",
                UNION,
                UNION.with(freeSwitching(UNION)),
                (with, without) -> Prices.levelOver(with, without, _ -> true))
            .within(
                Comparison.about(2, "own arithmetic from two round figures"),
                "Continuity makes buyers stay with a dearer provider, but no provider asks more"
                    + " of those who cannot leave."));
    rows.add(
        Row.of("porting_cost_large", "Cost of moving a large application")
            .measured(
                "what public buyers that move pay once, of an annual value of EUR 2 m",
                "EUR",
                UNION,
                IncumbentRows::portingEur)
            .within(
                Comparison.aboutPercent(
                    20,
                    "one case is described. The row is near by construction, since the market's"
                        + " portingCost is set from that case")));
    return rows;
  }

  private static Row.Draft rewin(String target, String what) {
    return Row.of(target, what).measured(RENEWED, PERCENT, NO_POLICY, IncumbentRows::renewed);
  }

  private static double renewed(Observed run) {
    return Contests.renewedPercent(run, Deal::publicTender);
  }

  private static double renewed(Observed run, Segment segment) {
    return Contests.renewedPercent(run, deal -> deal.client().segment() == segment);
  }

  private static Segment stickiest(Observed run) {
    return run.scenario().segments().values().stream()
        .filter(SegmentProfile::publicTender)
        .max(Comparator.comparingLong(profile -> profile.weights().continuity()))
        .orElseThrow()
        .segment();
  }

  private static double portingEur(Observed run) {
    return LARGE_APPLICATION_EUR
        * run.deals(deal -> deal.publicTender() && deal.renewable() && !deal.renewed())
            .mapToDouble(deal -> (double) deal.win().portingFen() / deal.win().annualValueFen())
            .average()
            .orElse(Double.NaN);
  }

  /** The points of continuity go to the other criteria, in proportion, and moving costs nothing. */
  private static Map<String, String> freeSwitching(Study study) {
    Map<String, String> changes = new TreeMap<>();
    study
        .resolved()
        .segments()
        .values()
        .forEach(
            profile -> {
              String path = "population.segments." + profile.segment().id();
              changes.put(path + ".weights", free(profile.weights()));
              changes.put(path + ".portingCost", "0");
            });
    return changes;
  }

  private static String free(Weights weights) {
    long others = 100 * Weights.POINT - weights.continuity();
    long quality = weights.quality() * 100 * Weights.POINT / others;
    long security = weights.security() * 100 * Weights.POINT / others;
    long standing = weights.standing() * 100 * Weights.POINT / others;
    long ecosystem = weights.ecosystem() * 100 * Weights.POINT / others;
    long price = 100 * Weights.POINT - quality - security - standing - ecosystem;
    return "{price: %s, quality: %s, security: %s, standing: %s, continuity: 0, ecosystem: %s}"
        .formatted(
            points(price), points(quality), points(security), points(standing), points(ecosystem));
  }

  private static String points(long microPoints) {
    return Rounding.exact((double) microPoints / Weights.POINT);
  }
}
