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
 * @param slices of the parameter's range, in ascending order
 * @param near how many slices have a fit near the best
 */
public record Profile(
    Factor parameter, List<Slice> slices, int near, Identification identification, Bound bound) {

  /** How near to a bound, as a part of the range, the best counts as at the bound. */
  private static final double AT_BOUND = 0.001;

  public Profile {
    slices = List.copyOf(slices);
  }

  /**
   * Part of the range of a parameter.
   *
   * @param low in the unit of the parameter
   * @param high likewise; where the next slice begins, or the high bound
   * @param best the best fit whose value of the parameter lies in it
   */
  public record Slice(BigDecimal low, BigDecimal high, Evaluation best) {}

  /** Whether the targets determine a parameter. */
  public enum Identification {
    /** Fits get worse towards both ends of the range. */
    IDENTIFIED("identified"),
    /** Fits get worse towards one end only. */
    ONE_SIDED("identified on one side only"),
    /** Fits near the best are found at both ends of the range. */
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
  static Profile of(Factor parameter, int index, List<Slice> slices, Evaluation best, double most) {
    boolean low = slices.getFirst().best.loss() <= most;
    boolean high = slices.getLast().best.loss() <= most;
    Identification identification =
        low && high
            ? Identification.NOT_IDENTIFIED
            : low || high ? Identification.ONE_SIDED : Identification.IDENTIFIED;
    int near = (int) slices.stream().filter(each -> each.best.loss() <= most).count();
    return new Profile(parameter, slices, near, identification, bound(parameter, index, best));
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
            + slices.size()
            + " slices have a fit near the best";
    return switch (bound) {
      case INSIDE -> fits;
      case LOW -> fits + "; the best lies at the low bound " + parameter.at(0).toPlainString();
      case HIGH -> fits + "; the best lies at the high bound " + parameter.at(1).toPlainString();
    };
  }
}
