package org.cloudmarket.analysis.validation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import org.cloudmarket.analysis.statistics.Estimate;

/**
 * The mean of some seeds, and where the mean of all seeds lies with a confidence of 95 percent, by
 * Student's t.
 *
 * @param low equal to the mean where there is one seed
 * @param high likewise
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Interval(double mean, double low, double high) {

  /** The interval of values, one a seed, at least one. */
  static Interval of(double[] values) {
    int n = values.length;
    double mean = Arrays.stream(values).sum() / n;
    if (n == 1) {
      return new Interval(mean, mean, mean);
    }
    double squares = Arrays.stream(values).map(each -> (each - mean) * (each - mean)).sum();
    double error = StrictMath.sqrt(squares / (n - 1) / n);
    double quantile = Estimate.quantile(n - 1.0);
    return new Interval(
        Rounding.round(mean),
        Rounding.round(mean - quantile * error),
        Rounding.round(mean + quantile * error));
  }
}
