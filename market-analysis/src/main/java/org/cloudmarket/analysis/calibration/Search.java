package org.cloudmarket.analysis.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleBounds;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.hipparchus.random.Well19937c;

/**
 * One search in the unit cube by CMA-ES, the evolution strategy that adapts its covariance matrix
 * (Hansen and Ostermeier 2001, "Completely derandomized self-adaptation in evolution strategies",
 * Evolutionary Computation 9). A generation has {@code 4 + floor(3 ln n)} points in n dimensions
 * (Hansen 2006). Points beyond a bound are moved onto it and pay a penalty.
 *
 * <p>Its chance comes from a generator of its own, and it tries one point after the other. So what
 * it does depends on its arguments alone.
 */
final class Search {

  private Search() {}

  /**
   * Searches until the budget is used, or the points of a generation differ no more.
   *
   * @param evaluate of a point of the unit cube
   * @param start in the unit cube
   * @param width the standard deviation of the first points around the start, in each direction
   * @param evaluations the most points that are tried, at least 1
   * @return all points that were tried, in that order
   */
  static List<Evaluation> run(
      Function<double[], Evaluation> evaluate,
      double[] start,
      double width,
      int evaluations,
      long seed) {
    int n = start.length;
    List<Evaluation> trace = new ArrayList<>();
    double[] low = new double[n];
    double[] high = new double[n];
    double[] widths = new double[n];
    Arrays.fill(high, 1);
    Arrays.fill(widths, width);
    // No loss ends it, not the active variant, the full covariance, no second draw of a point
    // beyond a bound, no statistics and no test of convergence beyond its own.
    new CMAESOptimizer(evaluations, 0, false, 0, 0, new Well19937c(seed), false, null)
        .optimize(
            new MaxEval(evaluations),
            GoalType.MINIMIZE,
            new ObjectiveFunction(
                point -> {
                  Evaluation evaluation = evaluate.apply(point);
                  trace.add(evaluation);
                  return evaluation.loss();
                }),
            new InitialGuess(start),
            new SimpleBounds(low, high),
            new CMAESOptimizer.Sigma(widths),
            new CMAESOptimizer.PopulationSize(4 + (int) (3 * StrictMath.log(n))));
    return List.copyOf(trace);
  }
}
