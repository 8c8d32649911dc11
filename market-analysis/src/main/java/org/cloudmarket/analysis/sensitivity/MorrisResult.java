package org.cloudmarket.analysis.sensitivity;

import java.util.List;
import org.cloudmarket.analysis.statistics.Estimate;

/**
 * The elementary effects of factors on one outcome.
 *
 * @param effects in the order of the factors
 * @param reason why all effects are 0 by definition; empty where they are estimated
 */
public record MorrisResult(List<Effects> effects, String reason) {

  public MorrisResult {
    effects = List.copyOf(effects);
  }

  /**
   * The effects of one factor, in the unit of the outcome per whole range of the factor, with
   * intervals of 95 percent over trajectories.
   *
   * @param mean mu: where it is far from 0, the outcome rises or falls with the factor
   * @param meanSize mu*: the mean of the effects without their signs, 0 or more; the greater, the
   *     more the factor matters
   * @param deviation sigma: the standard deviation of the effects, 0 or more; 0 where the factor's
   *     effect is the same everywhere, and great where it is curved or depends on other factors
   */
  public record Effects(Factor factor, Estimate mean, Estimate meanSize, Estimate deviation) {}
}
