package org.cloudmarket.exchange.contract;

import java.math.BigDecimal;

/**
 * A contract that was awarded.
 *
 * @param id unique in its data
 * @param buyer its key
 * @param supplier its key
 * @param amount price of the whole term, in units of the currency; above 0
 * @param currency an ISO 4217 code
 * @param start first month, as {@link org.cloudmarket.model.market.Months}
 * @param termMonths how long it runs; at least 1
 * @param bidders how many bids there were; 0 where the data do not say it
 */
public record Contract(
    String id,
    String buyer,
    String supplier,
    BigDecimal amount,
    String currency,
    int start,
    int termMonths,
    int bidders,
    Method method) {

  /** The first month in which it no longer runs. */
  public int end() {
    return start + termMonths;
  }

  /** Whether it runs in a month. */
  public boolean runs(int month) {
    return start <= month && month < end();
  }
}
