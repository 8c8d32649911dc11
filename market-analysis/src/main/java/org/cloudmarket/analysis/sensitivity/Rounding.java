package org.cloudmarket.analysis.sensitivity;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A number as a scenario document holds it: 6 significant digits and no more than 6 decimals,
 * without trailing zeros, so that 7.0 is written 7 and 0.1 + 0.2 is written 0.3. Documents refuse
 * more decimals.
 */
public final class Rounding {

  private static final int DIGITS = 6;

  private Rounding() {}

  /**
   * The nearest number that a document holds; of two that are equally near, the even one.
   *
   * @return with a scale from 0 to 6, so that it is written without an exponent
   * @throws NumberFormatException for what is not finite
   */
  public static BigDecimal round(double value) {
    BigDecimal exact = BigDecimal.valueOf(value);
    int beforePoint = exact.precision() - exact.scale();
    return canonical(
        exact.setScale(Math.min(DIGITS, DIGITS - beforePoint), RoundingMode.HALF_EVEN));
  }

  /** A whole number with all its digits. */
  static BigDecimal whole(double value) {
    return canonical(new BigDecimal(StrictMath.rint(value)));
  }

  /** The same number, written in the only way in which equal ones are equal. */
  public static BigDecimal canonical(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
