package org.cloudmarket.exchange.market;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.cloudmarket.model.market.Months;

/**
 * How contracts grow from the first half of the data to the second.
 *
 * @param valueMonthly growth of the annual value that is awarded, a month; may be below 0
 * @param numberMonthly growth of the number of awards, a month
 * @param awards how many awards it is found from
 */
record Growth(double valueMonthly, double numberMonthly, int awards) {

  /** With fewer awards, or in a shorter time, nothing can be said. */
  private static final int LEAST_AWARDS = 30;

  private static final int LEAST_MONTHS = 24;

  static Growth of(List<Deal> deals, Window window) {
    int half = (window.last() - window.first() + 1) / 2;
    int middle = window.first() + half;
    List<Deal> first =
        deals.stream()
            .filter(deal -> window.first() <= deal.start() && deal.start() < middle)
            .toList();
    List<Deal> second =
        deals.stream()
            .filter(deal -> middle <= deal.start() && deal.start() < middle + half)
            .toList();
    int awards = first.size() + second.size();
    if (2 * half < LEAST_MONTHS || awards < LEAST_AWARDS || first.isEmpty() || second.isEmpty()) {
      return new Growth(0, 0, awards);
    }
    return new Growth(
        rate(first, second, half, Deal::annualFen), rate(first, second, half, _ -> 1), awards);
  }

  private static double rate(
      List<Deal> first, List<Deal> second, int months, ToDoubleFunction<Deal> what) {
    double before = first.stream().mapToDouble(what).sum();
    double after = second.stream().mapToDouble(what).sum();
    return StrictMath.pow(after / before, 1.0 / months) - 1;
  }

  /** Whether there are enough awards to say anything. */
  boolean known() {
    return valueMonthly != 0;
  }

  /** Growth of the value a year, as a fraction. */
  double valueYearly() {
    return StrictMath.pow(1 + valueMonthly, Months.A_YEAR) - 1;
  }
}
