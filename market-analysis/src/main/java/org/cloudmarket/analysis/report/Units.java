package org.cloudmarket.analysis.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.cloudmarket.analysis.outcome.Figure;
import org.cloudmarket.analysis.statistics.Estimate;

/**
 * How values are written for people, in the units of {@link Figure}. Fractions are percent, and
 * their differences points; fen are sums of money in the currency's units, and large ones in
 * millions and billions of them. Indices are those of Herfindahl and Hirschman (HHI). Two or three
 * digits of a value are significant, so counts from 10 on are whole.
 */
public final class Units {

  private static final String FRACTION = "fraction";
  private static final String INDEX = "index";
  private static final String FEN = "fen";
  private static final String PRICE = Figure.PRICE_LEVEL.unit();
  private static final String NO_NUMBER = "no number";
  private static final double FEN_IN_A_UNIT = 100;
  private static final double MILLION = 1e6;
  private static final double BILLION = 1e9;

  private final Currency currency;
  private final String minus;

  private Units(Currency currency, String minus) {
    this.currency = currency;
    this.minus = minus;
  }

  /** In ASCII, for terminals of any encoding. */
  public static Units plain(Currency currency) {
    return new Units(currency, "-");
  }

  /** With a true minus sign, which screen readers read aloud. */
  public static Units printed(Currency currency) {
    return new Units(currency, "\u2212");
  }

  /** What a value is. */
  public enum Kind {
    /** How much there is. */
    LEVEL,
    /** How much more or less there is: always with its sign. */
    CHANGE,
    /** How large a change is, whatever its sign, or how far changes scatter. */
    SIZE
  }

  /**
   * A value with its unit, such as 24.8%, +24.8 points or CNY 136 million.
   *
   * @param unit of {@link Figure#unit}; any other follows the value
   */
  public String text(String unit, Kind kind, double value) {
    return form(unit, kind, value).text(value);
  }

  /** A value with its unit and its interval, such as +24.8 points [22.1, 27.6]. */
  public String text(String unit, Kind kind, Estimate estimate) {
    return form(unit, kind, estimate.value(), estimate.low(), estimate.high()).text(estimate);
  }

  /**
   * One way to write several values, so that they can be compared.
   *
   * @param values of which the greatest decides the scale
   */
  Form form(String unit, Kind kind, double... values) {
    double greatest =
        DoubleStream.of(values)
            .filter(value -> !Double.isNaN(value))
            .map(Math::abs)
            .max()
            .orElse(0);
    if (unit.equals(FRACTION)) {
      return kind == Kind.LEVEL
          ? new Form("", "%", 0.01, decimals(greatest * 100, 2, 1, 3), kind, minus)
          : new Form("", " points", 0.01, decimals(greatest * 100, 2, 1, 3), kind, minus);
    }
    if (unit.equals(INDEX)) {
      return new Form("", " HHI", 1, decimals(greatest, 2, 3, 5), kind, minus);
    }
    if (unit.equals(FEN) || unit.startsWith(FEN + " ")) {
      String per = unit.equals(PRICE) ? "/unit-year" : unit.substring(FEN.length());
      return money(per, kind, greatest / FEN_IN_A_UNIT);
    }
    return new Form("", " " + unit, 1, decimals(greatest, 2, 0, 2), kind, minus);
  }

  private Form money(String per, Kind kind, double greatest) {
    String code = currency.getCurrencyCode() + " ";
    if (greatest >= BILLION) {
      return new Form(
          code,
          " billion" + per,
          FEN_IN_A_UNIT * BILLION,
          decimals(greatest / BILLION, 3, 0, 2),
          kind,
          minus);
    }
    if (greatest >= MILLION) {
      return new Form(
          code,
          " million" + per,
          FEN_IN_A_UNIT * MILLION,
          decimals(greatest / MILLION, 3, 0, 2),
          kind,
          minus);
    }
    return new Form(
        code, per, FEN_IN_A_UNIT, greatest >= 1000 ? 0 : decimals(greatest, 2, 2, 5), kind, minus);
  }

  /** So many that the greatest value has some significant digits; the fewest where it is 0. */
  private static int decimals(double greatest, int significant, int fewest, int most) {
    if (greatest < Math.pow(10, -most) / 2) {
      return fewest;
    }
    return Math.clamp(significant - 1 - (int) Math.floor(Math.log10(greatest)), fewest, most);
  }

  /**
   * How values of one unit and scale are written.
   *
   * @param before each value, such as a currency's code and a space
   * @param after it, such as a percent sign
   * @param scale by which a value is divided
   * @param decimals of the quotient
   */
  record Form(String before, String after, double scale, int decimals, Kind kind, String minus) {

    /** The same with other decimals. */
    Form with(int others) {
      return new Form(before, after, scale, others, kind, minus);
    }

    /** The unit alone, such as CNY billion, % or points. */
    String name() {
      return (before.strip() + after).strip();
    }

    /** A value with its unit. */
    String text(double value) {
      if (Double.isNaN(value)) {
        return NO_NUMBER;
      }
      return sign(value) + before + digits(Math.abs(value)) + after;
    }

    /** A value with its unit and its interval. */
    String text(Estimate estimate) {
      if (!estimate.known()) {
        return NO_NUMBER;
      }
      return text(estimate.value())
          + " ["
          + number(estimate.low())
          + ", "
          + number(estimate.high())
          + "]";
    }

    /** A number without its unit. */
    private String number(double value) {
      return (rounded(value).signum() < 0 ? minus : "") + digits(Math.abs(value));
    }

    /** A number without its unit, with a plus where it is a change. */
    String signed(double value) {
      return sign(value) + digits(Math.abs(value));
    }

    private String sign(double value) {
      int sign = rounded(value).signum();
      return sign < 0 ? minus : sign > 0 && kind == Kind.CHANGE ? "+" : "";
    }

    private String digits(double size) {
      return String.format(Locale.ROOT, "%,." + decimals + "f", rounded(size));
    }

    private BigDecimal rounded(double value) {
      return BigDecimal.valueOf(value / scale).setScale(decimals, RoundingMode.HALF_UP);
    }
  }
}
