package org.cloudmarket.model.market;

/**
 * A buyer that the scenario names, beside those that the population draws.
 *
 * @param id kebab-case
 * @param segment its segment
 * @param city its city's id
 * @param dataClass its data
 * @param annualSpendFen spend in the first month, as fen a year
 * @param exposurePpm its leaders' political exposure
 * @param incumbent who holds its contract at the start
 * @param contractEnds the month in which that contract ends, as {@link Months}
 */
public record NamedBuyer(
    String id,
    Segment segment,
    String city,
    DataClass dataClass,
    long annualSpendFen,
    int exposurePpm,
    String incumbent,
    int contractEnds) {

  /** The largest buyer: two billion of the currency's units a year. */
  public static final long MAX_SPEND_FEN = 200_000_000_000L;

  public NamedBuyer {
    Ids.check("buyer", id);
    Ranges.within("buyer " + id + ": annualSpendFen", annualSpendFen, 1, MAX_SPEND_FEN);
    Ranges.within("buyer " + id + ": exposure", exposurePpm, 0, Ranges.PPM);
  }
}
