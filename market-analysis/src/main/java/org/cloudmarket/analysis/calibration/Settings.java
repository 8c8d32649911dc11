package org.cloudmarket.analysis.calibration;

import org.cloudmarket.analysis.statistics.Faults;

/**
 * How a calibration searches, and what counts as near the best.
 *
 * @param starts of searches, at least 1
 * @param evaluations of all starts together, at least one each; they get equal parts
 * @param points of each profile, at least 2, both bounds among them; a whole parameter has one for
 *     each of its values if it has fewer
 * @param evaluationsPerPoint of the search with the parameter fixed, at least 1
 * @param nearFactor a fit is near the best up to {@code nearFactor * best + nearAllowance}; 1 or
 *     more
 * @param nearAllowance 0 or more. Where scales are standard errors and weights 1, a factor of 1 and
 *     an allowance of 3.84, the quantile 95 percent of chi-squared with one degree of freedom, make
 *     of a profile a confidence interval of 95 percent
 * @param seed of the searches
 */
public record Settings(
    int starts,
    int evaluations,
    int points,
    int evaluationsPerPoint,
    double nearFactor,
    double nearAllowance,
    long seed) {

  /**
   * @throws IllegalArgumentException naming all that is wrong
   */
  public Settings {
    new Faults()
        .unless(starts >= 1, "there must be a start")
        .unless(
            evaluations >= starts,
            "there must be an evaluation for each of " + starts + " starts, not " + evaluations)
        .unless(points >= 2, "a profile must have 2 points at least, not " + points)
        .unless(evaluationsPerPoint >= 1, "there must be an evaluation for each point")
        .unless(
            Double.isFinite(nearFactor) && nearFactor >= 1,
            "the factor of near fits must be 1 or more, not " + nearFactor)
        .unless(
            Double.isFinite(nearAllowance) && nearAllowance >= 0,
            "the allowance of near fits must be 0 or more, not " + nearAllowance)
        .raise();
  }

  /** The evaluations of each start, and of the last search. */
  int evaluationsPerSearch() {
    return evaluations / starts;
  }

  /**
   * The most evaluations that a calibration of so many parameters can take, that of the point where
   * they stand now included.
   */
  public int mostEvaluations(int parameters) {
    return 1 + evaluations + parameters * points * evaluationsPerPoint + evaluationsPerSearch();
  }

  /** The greatest loss of a fit near a best one. */
  double nearLoss(double best) {
    return nearFactor * best + nearAllowance;
  }
}
