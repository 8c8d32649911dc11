package org.cloudmarket.analysis.experiment;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.cloudmarket.analysis.statistics.Bootstrap;
import org.cloudmarket.analysis.statistics.Estimate;
import org.hipparchus.stat.StatUtils;

/**
 * Numbers of two markets by replication, of which each pair has the same seed. A pair of which one
 * market has no number says nothing, and is left out.
 */
final class Paired {

  private Paired() {}

  /** Treatment minus baseline, pair by pair. */
  static double[] differences(double[] with, double[] without) {
    return IntStream.range(0, with.length).mapToDouble(i -> with[i] - without[i]).toArray();
  }

  /** Those that are numbers, in their order. */
  static double[] known(double[] values) {
    return Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
  }

  /** The mean of those that are numbers; not a number where none is. */
  static double mean(double[] values) {
    return StatUtils.mean(known(values));
  }

  /**
   * The mean, with an interval by the scatter of the first replications. Where these are all, that
   * is Student's t. Where they are the pilot that decided how many there are, it is Stein's
   * interval: the mean of all does not depend on how the pilot scatters.
   *
   * @param values by replication
   * @param scattering how many of them, from the first, say how much values scatter
   */
  static Estimate estimate(double[] values, int scattering) {
    double[] all = known(values);
    double[] some = known(Arrays.copyOf(values, scattering));
    if (some.length < 2) {
      return Estimate.NONE;
    }
    return Estimate.around(
        StatUtils.mean(all), StatUtils.variance(some) / all.length, some.length - 1.0);
  }

  /**
   * The mean of what did not decide how many replications there are, with the wider of both
   * intervals. By all replications it is too narrow where they are few because they scattered
   * little in the pilot; by the pilot, where that missed a long tail.
   *
   * @param values by replication
   * @param pilot how many were made before the number was decided; all where it was fixed
   */
  static Estimate wider(double[] values, int pilot) {
    Estimate byAll = estimate(values, values.length);
    Estimate byPilot = estimate(values, pilot);
    return byPilot.known() && byPilot.high() - byPilot.low() > byAll.high() - byAll.low()
        ? byPilot
        : byAll;
  }

  /**
   * The variance of the differences over that which independent seeds would give them: 0 where
   * pairing takes away all noise, 1 where it takes away none; 1 where nothing varies.
   */
  static double varianceRatio(double[] with, double[] without) {
    double[] differences = differences(with, without);
    int[] pairs =
        IntStream.range(0, with.length).filter(i -> !Double.isNaN(differences[i])).toArray();
    double independent = variance(with, pairs) + variance(without, pairs);
    return pairs.length < 2 || independent == 0 ? 1 : variance(differences, pairs) / independent;
  }

  private static double variance(double[] values, int[] places) {
    return StatUtils.variance(IntStream.of(places).mapToDouble(i -> values[i]).toArray());
  }

  /**
   * After how many months of the period an effect is first half of the most that it comes to in it,
   * with percentiles of a bootstrap over replications. It is a property of the mean effect: single
   * runs are too noisy for it. Empty where the effect never differs from 0.
   *
   * @param effects by replication and month
   * @param from the place of the period's first month
   * @param to that of its last
   */
  static Optional<Estimate> monthsToHalf(double[][] effects, int from, int to, long seed) {
    int[] all = IntStream.range(0, effects.length).toArray();
    double[] means = means(effects, all, from, to);
    if (Arrays.stream(means).allMatch(mean -> mean == 0 || Double.isNaN(mean))) {
      return Optional.empty();
    }
    Bootstrap bootstrap = new Bootstrap(seed, effects.length);
    double[] resampled =
        IntStream.range(0, Bootstrap.RESAMPLES)
            .mapToDouble(
                resample -> monthsToHalf(means(effects, bootstrap.rows(resample), from, to)))
            .toArray();
    return Optional.of(Estimate.ofResamples(monthsToHalf(means), resampled));
  }

  private static double[] means(double[][] effects, int[] replications, int from, int to) {
    double[] sums = new double[to - from + 1];
    int[] counts = new int[sums.length];
    for (int replication : replications) {
      for (int t = 0; t < sums.length; t++) {
        double effect = effects[replication][from + t];
        if (!Double.isNaN(effect)) {
          sums[t] += effect;
          counts[t]++;
        }
      }
    }
    return IntStream.range(0, sums.length).mapToDouble(t -> sums[t] / counts[t]).toArray();
  }

  /** Half of the farthest, on its side of 0: a swing to the other side before is no half of it. */
  private static int monthsToHalf(double[] means) {
    double most = 0;
    for (double mean : means) {
      most = Math.abs(mean) > Math.abs(most) ? mean : most;
    }
    int t = 0;
    while (t < means.length - 1 && !(means[t] * Math.signum(most) >= Math.abs(most) / 2)) {
      t++;
    }
    return t;
  }
}
