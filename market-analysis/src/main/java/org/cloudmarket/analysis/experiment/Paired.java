package org.cloudmarket.analysis.experiment;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.cloudmarket.analysis.statistics.Bootstrap;
import org.cloudmarket.analysis.statistics.Estimate;
import org.hipparchus.stat.StatUtils;

/** Numbers of two markets by replication, of which each pair has the same seed. */
final class Paired {

  private Paired() {}

  /** Treatment minus baseline, pair by pair. */
  static double[] differences(double[] with, double[] without) {
    return IntStream.range(0, with.length).mapToDouble(i -> with[i] - without[i]).toArray();
  }

  /**
   * The variance of the differences over that which independent seeds would give them: 0 where
   * pairing takes away all noise, 1 where it takes away none; 1 where nothing varies.
   */
  static double varianceRatio(double[] with, double[] without) {
    double independent = StatUtils.variance(with) + StatUtils.variance(without);
    return independent == 0 ? 1 : StatUtils.variance(differences(with, without)) / independent;
  }

  /**
   * After how many months an effect is first half of the most that it comes to, with percentiles of
   * a bootstrap over replications. It is a property of the mean effect: single runs are too noisy
   * for it.
   *
   * @param effects by replication and month
   * @param from the place of the month to count from
   */
  static Estimate monthsToHalf(double[][] effects, int from, long seed) {
    int[] all = IntStream.range(0, effects.length).toArray();
    Bootstrap bootstrap = new Bootstrap(seed, effects.length);
    double[] resampled =
        IntStream.range(0, Bootstrap.RESAMPLES)
            .mapToDouble(resample -> monthsToHalf(effects, bootstrap.rows(resample), from))
            .toArray();
    return Estimate.ofResamples(monthsToHalf(effects, all, from), resampled);
  }

  private static int monthsToHalf(double[][] effects, int[] replications, int from) {
    double[] sums = new double[effects[0].length];
    for (int replication : replications) {
      for (int t = from; t < sums.length; t++) {
        sums[t] += effects[replication][t];
      }
    }
    double most = Arrays.stream(sums).map(Math::abs).max().orElseThrow();
    int t = from;
    while (t < sums.length - 1 && Math.abs(sums[t]) < most / 2) {
      t++;
    }
    return t - from;
  }
}
