package org.cloudmarket.analysis.calibration;

import org.cloudmarket.analysis.statistics.Faults;

/**
 * A figure that a simulation should come near to.
 *
 * @param name for messages; not blank
 * @param value in the unit of the figure
 * @param scale a difference that counts as 1, in the same unit, above 0: best the standard error of
 *     the figure
 * @param weight of the squared difference in the loss, 0 or more
 */
public record FitTarget(String name, double value, double scale, double weight) {

  /**
   * @throws IllegalArgumentException naming all that is wrong
   */
  public FitTarget {
    String of = "target " + name + ": ";
    new Faults()
        .unless(!name.isBlank(), "a target has no name")
        .unless(Double.isFinite(value), of + "the value is " + value)
        .unless(Double.isFinite(scale) && scale > 0, of + "the scale must be above 0, not " + scale)
        .unless(
            Double.isFinite(weight) && weight >= 0,
            of + "the weight must be 0 or more, not " + weight)
        .raise();
  }

  /**
   * What a simulated figure adds to the loss: the weighted square of (simulated - value) / scale.
   */
  public double loss(double simulated) {
    double difference = (simulated - value) / scale;
    return weight * difference * difference;
  }
}
