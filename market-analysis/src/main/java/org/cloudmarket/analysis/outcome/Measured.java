package org.cloudmarket.analysis.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * What was measured of one run.
 *
 * @param digest of the run, after its last month
 * @param byMonth for each outcome, in the order in which they were asked for, a value a month; not
 *     a number where there is none, such as the price of what was not bought
 * @param period for each outcome, its number in its period; not a number where there is none
 */
public record Measured(String digest, List<double[]> byMonth, List<Double> period) {
  public Measured {
    byMonth = List.copyOf(byMonth);
    period = List.copyOf(period);
    if (period.size() != byMonth.size()) {
      throw new IllegalArgumentException(
          byMonth.size() + " outcomes, and numbers of the period for " + period.size());
    }
  }

  /** All its numbers, for who keeps them: the months of each outcome, and then the periods. */
  public List<double[]> numbers() {
    List<double[]> numbers = new ArrayList<>(byMonth);
    numbers.add(period.stream().mapToDouble(Double::doubleValue).toArray());
    return numbers;
  }

  /** What was measured, from {@link #numbers}. */
  public static Measured of(String digest, List<double[]> numbers) {
    return new Measured(
        digest,
        numbers.subList(0, numbers.size() - 1),
        DoubleStream.of(numbers.getLast()).boxed().toList());
  }
}
