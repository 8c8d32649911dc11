package org.cloudmarket.analysis.report;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A scale with ticks at round values: 1, 2 or 5 times a power of ten.
 *
 * @param lowest tick, in whole steps from 0
 * @param step between ticks, above 0
 * @param steps how many there are, at least 1
 */
record Axis(double lowest, double step, int steps) {

  /** What divisions may be off. */
  private static final double ROUNDING = 1e-9;

  /**
   * An axis around values.
   *
   * @param low their least
   * @param high their greatest
   * @param most steps to aim at; there may be two more, to hold both ends
   * @param unit to which values are scaled before they are written: ticks are round in it
   */
  static Axis around(double low, double high, int most, double unit) {
    double least = low / unit;
    double width = high / unit - least;
    if (width == 0) {
      width = least == 0 ? 1 : Math.abs(least);
      least -= width / 2;
    }
    double step = round(width / most);
    double lowest = Math.floor(least / step + ROUNDING);
    double highest = Math.ceil((least + width) / step - ROUNDING);
    return new Axis(lowest, step * unit, (int) Math.max(1, highest - lowest));
  }

  private static double round(double step) {
    double power = Math.pow(10, Math.floor(Math.log10(step)));
    double lead = step / power;
    return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
  }

  DoubleStream ticks() {
    return IntStream.rangeClosed(0, steps).mapToDouble(i -> (lowest + i) * step);
  }

  double first() {
    return lowest * step;
  }

  double last() {
    return (lowest + steps) * step;
  }

  /** Where a value lies: 0 at the first tick, 1 at the last. */
  double place(double value) {
    return (value - first()) / (last() - first());
  }

  /** How ticks are written: with as many decimals as the step needs. */
  Units.Form form(Units.Form form) {
    double shown = step / form.scale();
    return form.with(Math.clamp((int) -Math.floor(Math.log10(shown) + ROUNDING), 0, 6));
  }
}
