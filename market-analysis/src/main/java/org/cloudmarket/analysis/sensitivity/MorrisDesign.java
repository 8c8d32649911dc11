package org.cloudmarket.analysis.sensitivity;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.cloudmarket.analysis.statistics.Bootstrap;
import org.cloudmarket.analysis.statistics.Estimate;
import org.cloudmarket.analysis.statistics.Faults;
import org.cloudmarket.analysis.statistics.Shuffle;
import org.cloudmarket.model.random.Draws;
import org.hipparchus.stat.StatUtils;

/**
 * Elementary effects of factors (Morris 1991, "Factorial sampling plans for preliminary
 * computational experiments", Technometrics 33). The unit cube has a grid of p levels in each
 * direction. A trajectory starts at a random point of the grid and changes each factor once, in
 * random order, by the step {@code p / (2 (p - 1))} up or down. The change of the outcome, divided
 * by the signed step, is one elementary effect of the factor. With an even p and this step all
 * levels are equally likely.
 *
 * <p>Of the effects of a factor, one a trajectory, the mean is mu and the deviation sigma (Morris),
 * and the mean without signs is mu* (Campolongo, Cariboni and Saltelli 2007, "An effective
 * screening design for sensitivity analysis of large models", Environmental Modelling and Software
 * 22). Trajectories are independent: the intervals of both means are Student's t, and that of the
 * deviation is a bootstrap over trajectories.
 *
 * <p>A whole factor takes the value of the part of the unit interval in which its level lies (see
 * {@link Factor#at}). Its effect is counted per step of the grid like that of others.
 */
public final class MorrisDesign {

  private final List<Factor> factors;
  private final long seed;
  private final List<Trajectory> trajectories;

  /**
   * Points of the unit cube, the first and then one for each factor that is changed.
   *
   * @param order of the factors that are changed
   */
  private record Trajectory(List<double[]> points, List<Integer> order) {

    /** The elementary effect of the factor that a step changes, from the outcomes around it. */
    double effect(int step, double before, double after) {
      int factor = order.get(step);
      return (after - before) / (points.get(step + 1)[factor] - points.get(step)[factor]);
    }
  }

  /**
   * @param factors at least one, with names of their own
   * @param trajectories at least 2; 10 to 50 are usual
   * @param levels of the grid, even, at least 2; 4 is usual
   * @throws IllegalArgumentException naming what is wrong
   */
  public MorrisDesign(List<Factor> factors, int trajectories, int levels, long seed) {
    new Faults()
        .unless(trajectories >= 2, "there must be 2 trajectories at least, not " + trajectories)
        .unless(
            levels >= 2 && levels % 2 == 0,
            "the number of levels must be even and 2 at least, not " + levels)
        .raise();
    this.factors = Factor.distinct(factors);
    this.seed = seed;
    long stem = Draws.with(Draws.mix(seed), Draws.key("morris"));
    this.trajectories =
        IntStream.range(0, trajectories)
            .mapToObj(each -> trajectory(Draws.with(stem, each), levels))
            .toList();
  }

  private Trajectory trajectory(long stem, int levels) {
    int k = factors.size();
    long starts = Draws.with(stem, Draws.key("start"));
    long directions = Draws.with(stem, Draws.key("direction"));
    double[] point = new double[k];
    double[] changed = new double[k];
    for (int i = 0; i < k; i++) {
      int lower = Draws.below(Draws.with(starts, i), levels / 2);
      boolean up = Draws.below(Draws.with(directions, i), 2) == 0;
      double low = (double) lower / (levels - 1);
      double high = (double) (lower + levels / 2) / (levels - 1);
      point[i] = up ? low : high;
      changed[i] = up ? high : low;
    }
    List<Integer> order = Shuffle.order(Draws.with(stem, Draws.key("order")), k);
    List<double[]> points = new ArrayList<>(List.of(point));
    for (int factor : order) {
      double[] next = points.getLast().clone();
      next[factor] = changed[factor];
      points.add(next);
    }
    return new Trajectory(points, order);
  }

  /**
   * Where the outcome is evaluated: {@code trajectories * (factors + 1)} points, each with a value
   * for every factor in their order.
   */
  public List<List<BigDecimal>> points() {
    return trajectories.stream()
        .flatMap(each -> each.points.stream())
        .map(unit -> Factor.at(factors, unit))
        .toList();
  }

  /**
   * What the outcome says of the factors. Where it is the same at all points, all effects are 0 and
   * the result says why.
   *
   * @param outcomes one for each point, in their order
   * @throws IllegalArgumentException naming all outcomes that are missing or not finite
   */
  public MorrisResult analyse(double[] outcomes) {
    int k = factors.size();
    new Faults().unlessFinite(outcomes, trajectories.size() * (k + 1), "outcome").raise();
    double[][] effects = new double[k][trajectories.size()];
    int at = 0;
    for (int t = 0; t < trajectories.size(); t++) {
      Trajectory trajectory = trajectories.get(t);
      for (int step = 0; step < k; step++) {
        effects[trajectory.order.get(step)][t] =
            trajectory.effect(step, outcomes[at + step], outcomes[at + step + 1]);
      }
      at += k + 1;
    }
    int[][] resamples = resamples();
    boolean constant = Arrays.stream(outcomes).allMatch(each -> each == outcomes[0]);
    return new MorrisResult(
        IntStream.range(0, k)
            .mapToObj(i -> effects(factors.get(i), effects[i], resamples))
            .toList(),
        constant ? "the outcome is the same at all points" : "");
  }

  private int[][] resamples() {
    Bootstrap bootstrap = new Bootstrap(seed, trajectories.size());
    return IntStream.range(0, Bootstrap.RESAMPLES).mapToObj(bootstrap::rows).toArray(int[][]::new);
  }

  private static MorrisResult.Effects effects(Factor factor, double[] effects, int[][] resamples) {
    double[] sizes = Arrays.stream(effects).map(StrictMath::abs).toArray();
    Estimate size = Estimate.ofMean(sizes);
    double[] deviations =
        Arrays.stream(resamples)
            .map(chosen -> Arrays.stream(chosen).mapToDouble(t -> effects[t]).toArray())
            .mapToDouble(MorrisDesign::deviation)
            .toArray();
    return new MorrisResult.Effects(
        factor,
        Estimate.ofMean(effects),
        new Estimate(size.value(), StrictMath.max(0, size.low()), size.high()),
        Estimate.ofResamples(deviation(effects), deviations));
  }

  private static double deviation(double[] effects) {
    return StrictMath.sqrt(StatUtils.variance(effects));
  }
}
