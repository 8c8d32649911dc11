package org.cloudmarket.exchange.market;

import java.util.List;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.random.Normal;

/**
 * How the annual values of contracts spread: log-normal and capped, as the model draws them.
 *
 * @param meanFen the mean of the log-normal before its cap, so that with the cap the mean is that
 *     of the contracts
 * @param logSd standard deviation of the logarithm, 0..3
 * @param cap the largest as a multiple of the mean, 2..50
 */
record Spend(double meanFen, double logSd, int cap) {

  private static final int LEAST_CAP = 2;
  private static final int MOST_CAP = 50;
  private static final double MOST_SD = 3;

  /** Points of the quantile function over which a mean is taken. */
  private static final int POINTS = 4_096;

  /**
   * @param deals not empty
   */
  static Spend of(List<Deal> deals) {
    double[] logs = deals.stream().mapToDouble(deal -> StrictMath.log(deal.annualFen())).toArray();
    double mean = deals.stream().mapToDouble(Deal::annualFen).sum() / deals.size();
    double most = deals.stream().mapToDouble(Deal::annualFen).max().orElse(mean);
    double sd = Math.min(MOST_SD, deviation(logs));
    int cap = Math.clamp((long) Math.ceil(most / mean), LEAST_CAP, MOST_CAP);
    double micro = Ranges.PPM;
    double rounded = Math.round(sd * micro) / micro;
    return new Spend(mean / cappedMean(rounded, cap), rounded, cap);
  }

  private static double deviation(double[] logs) {
    if (logs.length < 2) {
      return 0;
    }
    double mean = 0;
    for (double log : logs) {
      mean += log / logs.length;
    }
    double squares = 0;
    for (double log : logs) {
      squares += (log - mean) * (log - mean);
    }
    return StrictMath.sqrt(squares / (logs.length - 1));
  }

  /** The mean of a log-normal of mean 1 whose values are capped. */
  static double cappedMean(double sd, int cap) {
    double sum = 0;
    for (int i = 0; i < POINTS; i++) {
      double z = Normal.quantile((i + 0.5) / POINTS);
      sum += Math.min(cap, StrictMath.exp(sd * z - sd * sd / 2));
    }
    return sum / POINTS;
  }
}
