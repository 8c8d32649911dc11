package org.cloudmarket.analysis.calibration;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/**
 * A point that has been tried.
 *
 * @param unit the point in the unit cube, before values were rounded
 * @param values of the parameters, in their order
 * @param loss the sum of the losses of all targets, 0 or more; the smaller, the better the fit
 */
public record Evaluation(List<Double> unit, List<BigDecimal> values, double loss) {

  static final Comparator<Evaluation> BY_LOSS = Comparator.comparingDouble(Evaluation::loss);

  public Evaluation {
    unit = List.copyOf(unit);
    values = List.copyOf(values);
  }

  /** The first of those with the least loss. */
  static Evaluation best(List<Evaluation> all) {
    return all.stream().min(BY_LOSS).orElseThrow();
  }
}
