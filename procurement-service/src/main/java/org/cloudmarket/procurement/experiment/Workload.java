package org.cloudmarket.procurement.experiment;

import java.util.stream.Stream;
import org.cloudmarket.analysis.experiment.Arm;
import org.cloudmarket.analysis.experiment.Comparison;
import org.cloudmarket.analysis.experiment.Design;
import org.cloudmarket.analysis.experiment.PolicyAttribution;
import org.cloudmarket.analysis.experiment.Replications;
import org.cloudmarket.analysis.experiment.Sensitivity;
import org.cloudmarket.model.scenario.Scenario;

/**
 * How much there is to do.
 *
 * @param runs the most that there can be
 * @param buyerMonths buyers times months of one of them, on the average
 * @param mostBuyers of one market
 */
public record Workload(long runs, double buyerMonths, int mostBuyers) {

  /** The work of a design. */
  public static Workload of(Design design) {
    Scenario[] markets =
        switch (design) {
          case Comparison comparison ->
              Stream.concat(Stream.of(comparison.baseline()), comparison.treatments().stream())
                  .map(Arm::scenario)
                  .toArray(Scenario[]::new);
          case PolicyAttribution attribution -> new Scenario[] {attribution.scenario()};
          case Sensitivity sensitivity -> new Scenario[] {sensitivity.specimen()};
        };
    return new Workload(
        design.mostRuns(),
        Stream.of(markets).mapToDouble(Workload::buyerMonths).average().orElseThrow(),
        Stream.of(markets).mapToInt(Scenario::buyers).max().orElseThrow());
  }

  static double buyerMonths(Scenario scenario) {
    return (double) scenario.buyers() * scenario.months();
  }

  /**
   * How many runs a design may come to, when its first round is known. Where a pilot decides, that
   * is the most; everywhere else the first round is all.
   */
  static long expected(Design design, long planned) {
    boolean undecided =
        design instanceof Comparison comparison
            && comparison.replications() instanceof Replications.ToHalfWidth;
    return undecided ? Math.max(planned, design.mostRuns()) : planned;
  }

  /**
   * How long it takes.
   *
   * @param buyerMonthsPerSecond of one worker
   * @param workers 1 and up
   */
  public double seconds(double buyerMonthsPerSecond, int workers) {
    return runs * buyerMonths / buyerMonthsPerSecond / workers;
  }

  /** How many runs fit into a time. */
  public long fitting(double seconds, double buyerMonthsPerSecond, int workers) {
    return (long) (seconds * buyerMonthsPerSecond * workers / buyerMonths);
  }

  /** How many runs take a second, as one task of them should; 1 and up. */
  int runsOfASecond(double buyerMonthsPerSecond) {
    return Math.clamp(StrictMath.round(buyerMonthsPerSecond / buyerMonths), 1, 1_000);
  }
}
