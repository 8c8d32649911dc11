package org.cloudmarket.procurement.web.figures;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cloudmarket.model.figures.MarketFigures;
import org.cloudmarket.model.figures.Measure;
import org.cloudmarket.model.figures.Series;
import org.cloudmarket.model.figures.Series.By;
import org.cloudmarket.model.figures.Series.Of;
import org.cloudmarket.model.scenario.Course;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A run in a few figures. What runs is of the last whole month; all else is of all months so far.
 *
 * @param running of the annual value of contracts that run at the month's end
 * @param awarded of the annual value of contracts that were awarded so far
 * @param awards contracts awarded
 * @param displaced of these, given by policy to another than would have had it
 * @param migrations of these, won from another
 * @param failed tenders that failed
 * @param extended contracts that were extended
 * @param complaints complaints filed
 * @param pricePremium by how much contracts that policy touched cost more than the same tenders
 *     would have without it, asked of the buyers' holders of that day; 0.02 is two percent; null
 *     where it touched none
 * @param portingPremium by how much the moves of their buyers cost more than in the same tenders
 *     without it, once, as a part of what these would have cost in a year; a move back that policy
 *     spares counts as saved, so a policy that makes buyers move may have a negative one; null
 *     where it touched none
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Headline(
    Spend running,
    Spend awarded,
    long awards,
    long displaced,
    long migrations,
    long failed,
    long extended,
    long complaints,
    @Schema(nullable = true) Double pricePremium,
    @Schema(
            nullable = true,
            description =
                "What moves cost more than in the same tenders without policy, asked of the buyers'"
                    + " holders of that day: once, as a part of a year's price. A move back that"
                    + " policy spares counts as saved; what policy adds in all is the porting-fen"
                    + " of a comparison. Null where it touched no contract")
        Double portingPremium) {

  /**
   * Shares of a kind of spend.
   *
   * @param byOwnership fractions 0..1; all 0 where there is no spend
   * @param leader the provider with the largest share; null where there is no spend
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Spend(SortedMap<String, Double> byOwnership, @Schema(nullable = true) Leader leader) {}

  /** A provider and its share, a fraction 0..1. */
  record Leader(String provider, double share) {}

  /**
   * Sums up.
   *
   * @param figures of all whole months
   * @param months how many
   */
  static Headline of(MarketFigures figures, Course course, int months) {
    return new Headline(
        spend(figures, course, Of.RUNNING, months),
        spend(figures, course, Of.AWARDED, months),
        total(figures, Measure.AWARDS),
        total(figures, Measure.DISPLACED_TO),
        total(figures, Measure.MIGRATED_TO),
        total(figures, Measure.FAILED),
        total(figures, Measure.EXTENDED),
        total(figures, Measure.COMPLAINTS),
        premium(
            total(figures, Measure.TOUCHED_FEN),
            total(figures, Measure.TOUCHED_COUNTERFACTUAL_FEN),
            total(figures, Measure.TOUCHED_COUNTERFACTUAL_FEN)),
        premium(
            total(figures, Measure.TOUCHED_PORTING_FEN),
            total(figures, Measure.TOUCHED_COUNTERFACTUAL_PORTING_FEN),
            total(figures, Measure.TOUCHED_COUNTERFACTUAL_FEN)));
  }

  private static Spend spend(MarketFigures figures, Course course, Of of, int months) {
    return new Spend(
        shares(Series.spend(figures, course, By.OWNERSHIP, of, _ -> true, months), of),
        leader(shares(Series.spend(figures, course, By.PROVIDER, of, _ -> true, months), of)));
  }

  /** Of what runs in the last month, or of what was awarded in all. */
  private static SortedMap<String, Double> shares(Series series, Of of) {
    int from = of == Of.RUNNING ? Math.max(0, series.months() - 1) : 0;
    double total = Arrays.stream(series.total()).skip(from).sum();
    SortedMap<String, Double> shares = new TreeMap<>();
    series
        .values()
        .forEach(
            (id, byMonth) -> {
              double own = Arrays.stream(byMonth).skip(from).sum();
              shares.put(id, total == 0 ? 0 : own / total);
            });
    return shares;
  }

  private static Leader leader(Map<String, Double> shares) {
    return shares.entrySet().stream()
        .filter(share -> share.getValue() > 0)
        .max(Comparator.comparingDouble(Map.Entry::getValue))
        .map(share -> new Leader(share.getKey(), share.getValue()))
        .orElse(null);
  }

  private static long total(MarketFigures figures, Measure measure) {
    return figures.cells().values().stream()
        .mapToLong(cell -> cell.getOrDefault(measure, 0L))
        .sum();
  }

  /** What was paid more than otherwise, as a part of a year's price without policy. */
  private static Double premium(long paidFen, long otherwiseFen, long annualFen) {
    return annualFen == 0 ? null : (double) (paidFen - otherwiseFen) / annualFen;
  }
}
