package org.cloudmarket.analysis.calibration;

import java.math.BigDecimal;
import java.util.List;
import org.cloudmarket.analysis.sensitivity.Factor;

/**
 * How good a fit can be for each value of one parameter, with the others free. A parameter that the
 * targets determine has a profile with a valley; one that they do not determine has a flat profile,
 * for others make up for it (Raue and others 2009, "Structural and practical identifiability
 * analysis of partially observed dynamical models by exploiting the profile likelihood",
 * Bioinformatics 25).
 *
 * <p>The loss at a point is the least that was found. It can be too high and never too low: a fit
 * near the best is certain where one was found, and that there is none is so as far as was
 * searched.
 *
 * @param points values of the parameter in ascending order, both bounds among them
 * @param near how many points have a fit near the best
 */
public record Profile(
    Factor parameter, List<Point> points, int near, Identification identification, Bound bound) {

  /** How near to a bound, as a part of the range, the best counts as at the bound. */
  private static final double AT_BOUND = 0.001;

  public Profile {
    points = List.copyOf(points);
  }

  /**
   * A value of a parameter.
   *
   * @param value in the unit of the parameter
   * @param best the best fit with this value
   */
  public record Point(BigDecimal value, Evaluation best) {}

  /** Whether the targets determine a parameter. */
  public enum Identification {
    /** Fits get worse towards both bounds, or of all values that there are only one fits. */
    IDENTIFIED("identified, as far as was searched"),
    /** Fits get worse towards one bound only. */
    ONE_SIDED("identified on one side only, as far as was searched"),
    /** Fits near the best are found at both bounds. */
    NOT_IDENTIFIED("not identified");

    private final String text;

    Identification(String text) {
      this.text = text;
    }

    /** As people read it. */
    public String text() {
      return text;
    }
  }

  /** Where the best fit lies in the range of a parameter. */
  public enum Bound {
    INSIDE,
    LOW,
    HIGH
  }

  /**
   * @param index of the parameter in points
   * @param most the greatest loss of a fit near the best
   */
  static Profile of(Factor parameter, int index, List<Point> points, Evaluation best, double most) {
    int near = (int) points.stream().filter(each -> each.best.loss() <= most).count();
    boolean low = points.getFirst().best.loss() <= most;
    boolean high = points.getLast().best.loss() <= most;
    boolean onlyValue =
        near == 1 && parameter.whole() && points.size() == parameter.high() - parameter.low() + 1;
    Identification identification =
        onlyValue || (!low && !high)
            ? Identification.IDENTIFIED
            : low && high ? Identification.NOT_IDENTIFIED : Identification.ONE_SIDED;
    return new Profile(parameter, points, near, identification, bound(parameter, index, best));
  }

  private static Bound bound(Factor parameter, int index, Evaluation best) {
    double value = best.values().get(index).doubleValue();
    double margin = parameter.whole() ? 0 : AT_BOUND * (parameter.high() - parameter.low());
    if (value <= parameter.low() + margin) {
      return Bound.LOW;
    }
    return value >= parameter.high() - margin ? Bound.HIGH : Bound.INSIDE;
  }

  /** What is to be said of the parameter, in a line. */
  public String text() {
    String fits =
        parameter.name()
            + " is "
            + identification.text
            + ": "
            + near
            + " of "
            + points.size()
            + " points have a fit near the best";
    return switch (bound) {
      case INSIDE -> fits;
      case LOW -> fits + "; the best lies at the low bound " + parameter.at(0).toPlainString();
      case HIGH -> fits + "; the best lies at the high bound " + parameter.at(1).toPlainString();
    };
  }
}
