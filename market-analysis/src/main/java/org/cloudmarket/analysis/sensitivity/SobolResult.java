package org.cloudmarket.analysis.sensitivity;

import java.util.List;
import org.cloudmarket.analysis.statistics.Estimate;

/**
 * The shares of factors in the variance of one outcome.
 *
 * @param mean of the outcome over the space of factors, in its unit
 * @param variance of the outcome, in its unit squared
 * @param indices in the order of the factors
 * @param reason why all indices are 0 by definition; empty where they are estimated
 */
public record SobolResult(double mean, double variance, List<Indices> indices, String reason) {

  public SobolResult {
    indices = List.copyOf(indices);
  }

  /**
   * The shares of one factor, with bootstrap intervals of 95 percent. Both lie between 0 and 1, but
   * their estimates may lie a little outside.
   *
   * @param first the share of the variance that vanishes on average if this factor alone is known
   * @param total the share that remains on average if all others are known; what it has more than
   *     the first is due to the factor together with others
   */
  public record Indices(Factor factor, Estimate first, Estimate total) {}
}
