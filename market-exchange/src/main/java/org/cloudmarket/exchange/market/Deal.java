package org.cloudmarket.exchange.market;

import org.cloudmarket.exchange.contract.Method;
import org.cloudmarket.model.market.Segment;

/**
 * A contract of the data as the market sees it.
 *
 * @param city of the buyer, as it is written; empty where that is not known
 * @param annualFen what it costs a year, in hundredths of the market's currency
 * @param start first month
 * @param end first month in which it no longer runs
 * @param bidders how many bids there were; 0 where that is not known
 */
record Deal(
    String buyer,
    Segment segment,
    String city,
    String provider,
    double annualFen,
    int start,
    int end,
    int bidders,
    Method method) {

  int termMonths() {
    return end - start;
  }

  /** Whether it runs when a month begins: it ends with that month, or later. */
  boolean runsInto(int month) {
    return start < month && month <= end;
  }
}
