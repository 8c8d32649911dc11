package org.cloudmarket.analysis.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.StatUtils;
import org.hipparchus.stat.descriptive.rank.Percentile;
import org.hipparchus.stat.descriptive.rank.Percentile.EstimationType;

/**
 * An estimate and its confidence interval of 95 percent, in the unit of what is estimated. Nothing
 * is rounded.
 *
 * @param low equal to the value where nothing varies or there is one observation only
 * @param high likewise
 */
public record Estimate(double value, double low, double high) {

  /** Of what has no number, such as the price of what nobody bought. */
  public static final Estimate NONE = new Estimate(Double.NaN, Double.NaN, Double.NaN);

  /** An estimate that is 0 by definition. */
  public static final Estimate ZERO = new Estimate(0, 0, 0);

  private static final double CONFIDENCE = 0.95;

  /**
   * The mean of independent values, with Student's t.
   *
   * @param values at least one
   */
  public static Estimate ofMean(double[] values) {
    int n = values.length;
    double variance = n == 1 ? 0 : StatUtils.variance(values) / n;
    return around(StatUtils.mean(values), variance, n - 1);
  }

  /**
   * The mean of a table in which each row and each column is a draw of its own: the same draw of a
   * row takes part in all its cells, and so does that of a column.
   *
   * <p>The model is {@code cell = mean + row + column + rest}. The mean of all cells then has the
   * variance {@code R/rows + C/columns + E/(rows * columns)}, with the variances R, C and E of the
   * three terms. The variance of the means of rows, divided by the number of rows, estimates {@code
   * R/rows + E/(rows * columns)}; that of columns estimates {@code C/columns + E/(rows * columns)}.
   * Their sum therefore holds both sources of noise. It counts the rest twice, so the interval is
   * too wide rather than too narrow; unlike the estimate that subtracts the rest once, it is never
   * negative. Cells taken as independent values would give an interval that is far too narrow. The
   * degrees of freedom are those of Satterthwaite 1946 ("An approximate distribution of estimates
   * of variance components", Biometrics Bulletin 2). The variances are from Searle, Casella and
   * McCulloch 1992 ("Variance Components"), crossed random effects.
   *
   * <p>Where there is one column, the interval holds the noise of rows only, and the other way
   * round.
   *
   * @param cells by row and column, at least one of each, and all rows of one length
   */
  public static Estimate ofCrossedMean(double[][] cells) {
    int columns = cells[0].length;
    double[] rowMeans = Arrays.stream(cells).mapToDouble(StatUtils::mean).toArray();
    double[] columnMeans =
        IntStream.range(0, columns)
            .mapToDouble(
                column ->
                    StatUtils.mean(Arrays.stream(cells).mapToDouble(row -> row[column]).toArray()))
            .toArray();
    double ofRows = varianceOfMean(rowMeans);
    double ofColumns = varianceOfMean(columnMeans);
    double variance = ofRows + ofColumns;
    double freedom =
        variance * variance / (share(ofRows, rowMeans.length - 1) + share(ofColumns, columns - 1));
    return around(StatUtils.mean(rowMeans), variance, freedom);
  }

  private static double varianceOfMean(double[] values) {
    return values.length == 1 ? 0 : StatUtils.variance(values) / values.length;
  }

  private static double share(double variance, int freedom) {
    return variance == 0 ? 0 : variance * variance / freedom;
  }

  /**
   * A mean of which it is known how exact it is, with Student's t.
   *
   * @param variance of the mean; 0 or more
   * @param freedom degrees of freedom with which the variance was estimated
   */
  public static Estimate around(double mean, double variance, double freedom) {
    if (variance == 0) {
      return new Estimate(mean, mean, mean);
    }
    double half = quantile(freedom) * StrictMath.sqrt(variance);
    return new Estimate(mean, mean - half, mean + half);
  }

  /** Whether there is a number. */
  public boolean known() {
    return !Double.isNaN(value);
  }

  /** Whether the interval leaves out 0, so that the sign of the value is known. */
  public boolean clear() {
    return low > 0 || high < 0;
  }

  /** The variance of independent values; 0 of one. */
  public static double variance(double[] values) {
    return values.length == 1 ? 0 : StatUtils.variance(values);
  }

  /** How many standard errors an interval reaches to each side, by Student's t. */
  public static double quantile(double freedom) {
    return new TDistribution(freedom).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
  }

  /**
   * A value with the percentiles 2.5 and 97.5 of what resamples gave (Efron and Tibshirani 1993,
   * "An Introduction to the Bootstrap", chapter 13), interpolated between neighbours (type 7 of
   * Hyndman and Fan 1996).
   *
   * @param resampled at least one
   */
  public static Estimate ofResamples(double value, double[] resampled) {
    Percentile percentile = new Percentile().withEstimationType(EstimationType.R_7);
    percentile.setData(resampled);
    double tail = 100 * (1 - CONFIDENCE) / 2;
    return new Estimate(value, percentile.evaluate(tail), percentile.evaluate(100 - tail));
  }
}
