package org.cloudmarket.analysis.observed;

import org.cloudmarket.model.market.Months;

/**
 * Some months.
 *
 * @param from the first
 * @param to the last
 */
public record Window(int from, int to) {

  public Window {
    if (to < from) {
      throw new IllegalArgumentException("a window ends before it begins");
    }
  }

  /** From one month to another, both such as 2021-09. */
  public static Window of(String from, String to) {
    return new Window(Months.parse(from), Months.parse(to));
  }

  /** A calendar year. */
  public static Window year(int year) {
    return new Window(Months.of(year, 1), Months.of(year, 12));
  }

  /** Whether a month is among them. */
  public boolean has(int month) {
    return month >= from && month <= to;
  }

  /** How many months there are. */
  public int months() {
    return to - from + 1;
  }
}
