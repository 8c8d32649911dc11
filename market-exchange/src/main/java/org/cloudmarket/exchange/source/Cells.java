package org.cloudmarket.exchange.source;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.cloudmarket.documents.reading.Excerpt;
import org.cloudmarket.exchange.contract.DataFaults;
import org.cloudmarket.model.market.Months;

/** Reads texts of one record as what they should be. An empty text says nothing. */
final class Cells {

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,30})?");

  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?");

  private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");

  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2999;

  /** Days of a mean month of the Gregorian calendar: 365.2425 / 12. */
  private static final double DAYS_OF_A_MONTH = 30.436875;

  /** The longest contract that is believed; a longer one is a slip. */
  private static final int MOST_MONTHS = 1_200;

  private final String place;
  private final DataFaults faults;

  Cells(String place, DataFaults faults) {
    this.place = place;
    this.faults = faults;
  }

  void fault(String field, String detail) {
    faults.add(place, field, detail);
  }

  /** An amount of money; nothing where it is 0, which says that it is not known. */
  Optional<BigDecimal> amount(String field, String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String plain = plain(text);
    if (!NUMBER.matcher(plain).matches()) {
      fault(field, "is '" + Excerpt.quoted(text) + "', not a number such as 1234.50");
      return Optional.empty();
    }
    BigDecimal amount = new BigDecimal(plain);
    if (amount.signum() < 0) {
      fault(field, "is " + Excerpt.quoted(text) + "; an amount is not negative");
    }
    return amount.signum() > 0 ? Optional.of(amount) : Optional.empty();
  }

  /** Large numbers may be written as powers of ten; nothing is gained by a number of ten pages. */
  private static String plain(String text) {
    if (text.length() > 40 || text.indexOf('E') < 0) {
      return text;
    }
    try {
      BigDecimal number = new BigDecimal(text);
      return Math.abs(number.scale()) > 30 ? text : number.toPlainString();
    } catch (NumberFormatException e) {
      return text;
    }
  }

  /** A date or a month; of a month, its first day. A time of day says nothing here. */
  Optional<LocalDate> date(String field, String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      if (MONTH.matcher(text).matches()) {
        return believed(field, text, YearMonth.parse(text).atDay(1));
      }
      if (DATE.matcher(text).matches()) {
        return believed(field, text, LocalDate.parse(text.substring(0, 10)));
      }
    } catch (DateTimeException e) {
      // A month of thirteen, or a day that it does not have.
    }
    fault(field, "is '" + Excerpt.quoted(text) + "', not a date such as 2021-09-30");
    return Optional.empty();
  }

  private Optional<LocalDate> believed(String field, String text, LocalDate date) {
    if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
      fault(field, "is " + Excerpt.quoted(text) + ", not a date from 1900 to 2999");
      return Optional.empty();
    }
    return Optional.of(date);
  }

  /** An ISO 4217 code, in capitals or not; empty where there is none. */
  String currency(String field, String text) {
    String code = text.strip().toUpperCase(Locale.ROOT);
    if (!code.isEmpty() && !CURRENCY.matcher(code).matches()) {
      fault(field, "is '" + Excerpt.quoted(text) + "', not a currency's code such as EUR");
      return "";
    }
    return code;
  }

  /** How many; 0 where that is not said. */
  int count(String field, String text) {
    if (text.isEmpty()) {
      return 0;
    }
    if (!text.matches("[0-9]{1,6}")) {
      fault(field, "is '" + Excerpt.quoted(text) + "', not a whole number from 0 to 999999");
      return 0;
    }
    return Integer.parseInt(text);
  }

  /**
   * How many months there are from a first day to a last, to the nearest whole one and at least 1;
   * 0 where the last is before the first, which is a fault.
   */
  int term(String field, LocalDate first, LocalDate last) {
    long days = last.toEpochDay() - first.toEpochDay() + 1;
    if (days < 1) {
      fault(field, "is " + last + ", before its start " + first);
      return 0;
    }
    long months = Math.max(1, Math.round(days / DAYS_OF_A_MONTH));
    if (months > MOST_MONTHS) {
      fault(field, "is " + last + ", " + months / 12 + " years after its start " + first);
      return 0;
    }
    return (int) months;
  }

  static int month(LocalDate date) {
    return Months.of(date.getYear(), date.getMonthValue());
  }
}
