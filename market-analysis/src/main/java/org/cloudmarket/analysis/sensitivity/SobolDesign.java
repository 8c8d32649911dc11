package org.cloudmarket.analysis.sensitivity;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.cloudmarket.analysis.statistics.Bootstrap;
import org.cloudmarket.analysis.statistics.Estimate;
import org.cloudmarket.analysis.statistics.Faults;
import org.hipparchus.random.SobolSequenceGenerator;

/**
 * Sobol' indices of first and total order by the design of Saltelli, Annoni, Azzini, Campolongo,
 * Ratto and Tarantola 2010 ("Variance based sensitivity analysis of model output", Computer Physics
 * Communications 181). Two matrices A and B have one point of the unit cube a row. Matrix AB_i is A
 * with column i of B. With f(M)_j for the outcome at row j of M, N rows, and V for the variance of
 * the outcomes of A and B:
 *
 * <ul>
 *   <li>first order: {@code sum_j f(B)_j (f(AB_i)_j - f(A)_j) / (N V)}, formula (b) of table 2
 *       there;
 *   <li>total order: {@code sum_j (f(A)_j - f(AB_i)_j)^2 / (2 N V)}, formula (f) there, of Jansen
 *       1999 ("Analysis of variance designs for model output", Computer Physics Communications
 *       117).
 * </ul>
 *
 * <p>The mean of the outcomes of A and B is subtracted from all outcomes before. That changes no
 * index in expectation, and makes the first order exact to fewer rows where the mean is far from 0.
 *
 * <p>A row of A and B is a point of the Sobol' sequence in twice as many dimensions as there are
 * factors, with the direction numbers of Joe and Kuo 2008. The first point of the sequence is left
 * out: all its coordinates are 0, so A, B and AB_i would be the same there.
 *
 * <p>The intervals are percentiles of a bootstrap over rows. It takes rows as independent, which
 * those of the sequence are not. They hold the choice of points alone: the luck of a market with
 * other seeds is not in them.
 */
public final class SobolDesign {

  private final List<Factor> factors;
  private final int rows;
  private final long seed;

  /**
   * @param factors at least one, with names of their own
   * @param rows of each matrix, at least 2
   * @param seed of the bootstrap; the points do not depend on it
   * @throws IllegalArgumentException naming what is wrong
   */
  public SobolDesign(List<Factor> factors, int rows, long seed) {
    new Faults().unless(rows >= 2, "there must be 2 rows at least, not " + rows).raise();
    this.factors = Factor.distinct(factors);
    this.rows = rows;
    this.seed = seed;
  }

  /**
   * Where the outcome is evaluated: the rows of A, those of B, and those of AB_i for each factor i,
   * {@code rows * (factors + 2)} in all. Each has a value for every factor in their order.
   */
  public List<List<BigDecimal>> points() {
    int k = factors.size();
    List<List<BigDecimal>> a = new ArrayList<>(rows);
    List<List<BigDecimal>> b = new ArrayList<>(rows);
    SobolSequenceGenerator sequence = new SobolSequenceGenerator(2 * k);
    sequence.nextVector();
    for (int j = 0; j < rows; j++) {
      double[] both = sequence.nextVector();
      a.add(Factor.at(factors, Arrays.copyOf(both, k)));
      b.add(Factor.at(factors, Arrays.copyOfRange(both, k, 2 * k)));
    }
    List<List<BigDecimal>> all = new ArrayList<>(a);
    all.addAll(b);
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < rows; j++) {
        List<BigDecimal> mixed = new ArrayList<>(a.get(j));
        mixed.set(i, b.get(j).get(i));
        all.add(List.copyOf(mixed));
      }
    }
    return List.copyOf(all);
  }

  /**
   * What the outcome says of the factors. Where it is the same at all points of A and B, all
   * indices are 0 and the result says why. A resample in which it does not vary gives indices of 0.
   *
   * @param outcomes one for each point, in their order
   * @throws IllegalArgumentException naming all outcomes that are missing or not finite
   */
  public SobolResult analyse(double[] outcomes) {
    int k = factors.size();
    new Faults().unlessFinite(outcomes, rows * (k + 2), "outcome").raise();
    int[] asTheyAre = IntStream.range(0, rows).toArray();
    Moments moments = moments(outcomes, asTheyAre);
    if (moments.variance == 0) {
      return new SobolResult(
          moments.mean,
          0,
          factors.stream()
              .map(each -> new SobolResult.Indices(each, Estimate.ZERO, Estimate.ZERO))
              .toList(),
          "the outcome is the same at all points of A and B, so there is no variance to share");
    }
    double[][] first = new double[k][Bootstrap.RESAMPLES];
    double[][] total = new double[k][Bootstrap.RESAMPLES];
    Bootstrap bootstrap = new Bootstrap(seed, rows);
    for (int resample = 0; resample < Bootstrap.RESAMPLES; resample++) {
      int[] chosen = bootstrap.rows(resample);
      Moments ofChosen = moments(outcomes, chosen);
      for (int i = 0; i < k; i++) {
        first[i][resample] = first(outcomes, chosen, i, ofChosen);
        total[i][resample] = total(outcomes, chosen, i, ofChosen);
      }
    }
    return new SobolResult(
        moments.mean,
        moments.variance,
        IntStream.range(0, k)
            .mapToObj(
                i ->
                    new SobolResult.Indices(
                        factors.get(i),
                        Estimate.ofResamples(first(outcomes, asTheyAre, i, moments), first[i]),
                        Estimate.ofResamples(total(outcomes, asTheyAre, i, moments), total[i])))
            .toList(),
        "");
  }

  /** Of the outcomes of A and B in some rows; the variance is exactly 0 where all are equal. */
  private record Moments(double mean, double variance) {}

  private Moments moments(double[] outcomes, int[] chosen) {
    double shift = outcomes[chosen[0]];
    double sum = 0;
    double squares = 0;
    for (int j : chosen) {
      double a = outcomes[j] - shift;
      double b = outcomes[rows + j] - shift;
      sum += a + b;
      squares += a * a + b * b;
    }
    int n = 2 * chosen.length;
    return new Moments(shift + sum / n, StrictMath.max(0, (squares - sum * sum / n) / n));
  }

  private double first(double[] outcomes, int[] chosen, int factor, Moments moments) {
    double sum = 0;
    for (int j : chosen) {
      sum += (outcomes[rows + j] - moments.mean) * (mixed(outcomes, factor, j) - outcomes[j]);
    }
    return share(sum / chosen.length, moments);
  }

  private double total(double[] outcomes, int[] chosen, int factor, Moments moments) {
    double sum = 0;
    for (int j : chosen) {
      double change = outcomes[j] - mixed(outcomes, factor, j);
      sum += change * change;
    }
    return share(sum / (2 * chosen.length), moments);
  }

  private double mixed(double[] outcomes, int factor, int row) {
    return outcomes[rows * (2 + factor) + row];
  }

  private static double share(double part, Moments moments) {
    return moments.variance == 0 ? 0 : part / moments.variance;
  }
}
