package org.cloudmarket.procurement.experiment;

import java.util.stream.Stream;
import org.cloudmarket.analysis.experiment.Arm;
import org.cloudmarket.analysis.experiment.Comparison;
import org.cloudmarket.analysis.experiment.Design;
import org.cloudmarket.analysis.experiment.Experiment;
import org.cloudmarket.analysis.experiment.PolicyAttribution;
import org.cloudmarket.analysis.experiment.Replications;
import org.cloudmarket.analysis.experiment.Sensitivity;
import org.cloudmarket.model.scenario.Scenario;

/**
 * How much there is to do. All counts are reckoned, and nothing is made for them: they are there to
 * refuse what would be too much.
 *
 * @param runs the most that there can be
 * @param buyerMonths what one of them takes, on the average: buyers times months, with some more
 *     buyers for what a month takes without any
 * @param mostBuyers of one market
 * @param values that are stored: one for each run, outcome and month
 */
public record Workload(long runs, double buyerMonths, int mostBuyers, long values) {

  /**
   * What a month takes that has no buyers, as so many buyers: providers and government, and reading
   * what was said. Measured with Tianjin's market and markets of none to ten thousand buyers.
   */
  static final int BUYERS_OF_ANY_MONTH = 500;

  /** The work of an experiment. */
  public static Workload of(Experiment experiment) {
    Design design = experiment.design();
    Scenario[] markets =
        switch (design) {
          case Comparison comparison ->
              Stream.concat(Stream.of(comparison.baseline()), comparison.treatments().stream())
                  .map(Arm::scenario)
                  .toArray(Scenario[]::new);
          case PolicyAttribution attribution -> new Scenario[] {attribution.scenario()};
          case Sensitivity sensitivity -> new Scenario[] {sensitivity.specimen()};
        };
    long runs = design.mostRuns();
    return new Workload(
        runs,
        Stream.of(markets).mapToDouble(Workload::buyerMonths).average().orElseThrow(),
        Stream.of(markets).mapToInt(Scenario::buyers).max().orElseThrow(),
        runs * experiment.outcomes().size() * design.specimen().months());
  }

  /** What a run of a scenario takes; never 0. */
  static double buyerMonths(Scenario scenario) {
    return ((double) scenario.buyers() + BUYERS_OF_ANY_MONTH) * scenario.months();
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
