package org.cloudmarket.model.market;

import java.time.DateTimeException;
import java.time.YearMonth;

/**
 * Calendar months as integers (year x 12 + month - 1), so that dates cost nothing where awards are
 * decided.
 */
public final class Months {

  /** A month that never comes: the end of what has no end. */
  public static final int NEVER = Integer.MAX_VALUE;

  /** So that 16 bits hold the last month of a run that begins in it, as the store has them. */
  private static final int LAST_YEAR = 2599;

  /** How many make a year. */
  public static final int A_YEAR = 12;

  private Months() {}

  /** The integer of a calendar month. */
  public static int of(int year, int month) {
    return Math.addExact(Math.multiplyExact(year, 12), month - 1);
  }

  /**
   * Reads {@code 2021-09}.
   *
   * @throws IllegalArgumentException where the text is no month between 1900-01 and 2599-12
   */
  public static int parse(String text) {
    try {
      YearMonth month = YearMonth.parse(text);
      if (month.getYear() < 1900 || month.getYear() > LAST_YEAR) {
        throw new IllegalArgumentException(
            "'" + text + "' is not a month between 1900-01 and 2599-12");
      }
      return of(month.getYear(), month.getMonthValue());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + text + "' is not a month such as 2021-09", e);
    }
  }

  /** Writes {@code 2021-09}. */
  public static String text(int month) {
    int year = Math.floorDiv(month, 12);
    int ofYear = Math.floorMod(month, 12) + 1;
    return year + (ofYear < 10 ? "-0" : "-") + ofYear;
  }
}
