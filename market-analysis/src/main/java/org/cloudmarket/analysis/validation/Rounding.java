package org.cloudmarket.analysis.validation;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How many digits are kept, and how many are shown. */
final class Rounding {

  private static final int KEPT = 6;
  private static final int SHOWN = 3;

  private Rounding() {}

  /** To the digits that are kept. */
  static double round(double value) {
    return BigDecimal.valueOf(value).setScale(KEPT, RoundingMode.HALF_EVEN).doubleValue();
  }

  /** As people read it: three figures, all of them before the point. */
  static String text(double value) {
    BigDecimal exact = BigDecimal.valueOf(value);
    int before = Math.max(0, exact.precision() - exact.scale());
    int after = value == 0 ? 0 : Math.max(0, Math.min(SHOWN, SHOWN - before));
    BigDecimal rounded = exact.setScale(after, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.toPlainString();
  }

  /** A bound: with the digits that it has, and no more than two after the point. */
  static String bound(double value) {
    BigDecimal exact = BigDecimal.valueOf(value);
    return (exact.abs().compareTo(BigDecimal.ONE) < 0
            ? exact
            : exact.setScale(Math.min(2, exact.scale()), RoundingMode.HALF_UP))
        .stripTrailingZeros()
        .toPlainString();
  }

  /** A published figure, with the digits that it has. */
  static String exact(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
