package org.cloudmarket.analysis.validation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.OptionalDouble;

/**
 * Where a mean counts as inside.
 *
 * @param low empty where nothing is too little
 * @param high empty where nothing is too much
 * @param strict whether the bounds themselves are outside
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Range(OptionalDouble low, OptionalDouble high, boolean strict) {

  /** From one figure to another, both included. */
  static Range of(double low, double high) {
    if (low > high) {
      throw new IllegalArgumentException("a range ends below its beginning");
    }
    return new Range(
        OptionalDouble.of(Rounding.round(low)), OptionalDouble.of(Rounding.round(high)), false);
  }

  /** All that is more than a figure. */
  static Range above(double low) {
    return new Range(OptionalDouble.of(low), OptionalDouble.empty(), true);
  }

  /** Whether a figure is in it. */
  boolean has(double figure) {
    double least = low.orElse(Double.NEGATIVE_INFINITY);
    double most = high.orElse(Double.POSITIVE_INFINITY);
    return strict ? figure > least && figure < most : figure >= least && figure <= most;
  }

  /** As people read it. */
  String text() {
    if (high.isEmpty()) {
      return "above " + Rounding.bound(low.orElseThrow());
    }
    double least = low.orElseThrow();
    double most = high.orElseThrow();
    return least == most
        ? Rounding.bound(least)
        : Rounding.bound(least) + " to " + Rounding.bound(most);
  }
}
