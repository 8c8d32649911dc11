package org.cloudmarket.model.figures;

/** The sums of one cell. */
@FunctionalInterface
public interface Line {

  /** Of nothing: what is added to it counts nowhere. */
  Line NONE = (measure, value) -> {};

  /** Adds to a sum. */
  void add(Measure measure, long value);
}
