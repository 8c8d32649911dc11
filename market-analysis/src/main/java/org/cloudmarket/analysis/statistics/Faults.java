package org.cloudmarket.analysis.statistics;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with an input, so that one error names all of it. */
public final class Faults {

  private final List<String> found = new ArrayList<>();

  /** Adds a fault unless a condition holds. */
  public Faults unless(boolean holds, String fault) {
    if (!holds) {
      found.add(fault);
    }
    return this;
  }

  /**
   * Adds a fault if there are not exactly so many values, and one for each value that is not
   * finite.
   *
   * @param what one value is, in a word or two; faults count from 0
   */
  public Faults unlessFinite(double[] values, int expected, String what) {
    unless(
        values.length == expected,
        "there must be " + expected + " of " + what + ", not " + values.length);
    for (int i = 0; i < values.length; i++) {
      unless(Double.isFinite(values[i]), what + " " + i + " is " + values[i]);
    }
    return this;
  }

  /**
   * Ends the collection.
   *
   * @throws IllegalArgumentException with one line a fault, if there is any
   */
  public void raise() {
    if (!found.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", found));
    }
  }
}
