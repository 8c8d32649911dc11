package org.cloudmarket.documents.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.cloudmarket.model.market.Ranges;

/**
 * Decimals of a document and the millionths that the model counts in: parts per million of a
 * fraction, micro-points of points. Exact both ways; a binary fraction never comes between.
 */
public final class Decimals {

  /** The most decimals that millionths hold. */
  static final int MAX_DECIMALS = 6;

  /** The most digits before the point: all that a long holds whatever they are. */
  private static final int MAX_DIGITS = 18;

  private Decimals() {}

  /** Whether the number is one at all, not the infinity that some parsers make of 1e999. */
  static boolean finite(JsonNode number) {
    return !(number.isDouble() || number.isFloat()) || Double.isFinite(number.doubleValue());
  }

  /** Whether it is so large that it fits no field of a document. */
  static boolean huge(BigDecimal value) {
    return value.signum() != 0 && (long) value.precision() - value.scale() > MAX_DIGITS;
  }

  /** Whether it has more decimals than millionths hold. */
  static boolean tooFine(BigDecimal value) {
    return value.stripTrailingZeros().scale() > MAX_DECIMALS;
  }

  /** Millionths of a value that is neither huge nor too fine. */
  static long micro(BigDecimal value) {
    return value.movePointRight(MAX_DECIMALS).longValueExact();
  }

  /** The nearest millionths of a value that is not huge, whatever its decimals are. */
  static long nearestMicro(BigDecimal value) {
    boolean tiny = (long) value.precision() - value.scale() < -MAX_DECIMALS;
    return tiny ? 0 : micro(value.setScale(MAX_DECIMALS, RoundingMode.HALF_EVEN));
  }

  /** The decimal as a document holds it: a whole number without a point. */
  public static JsonNode node(long micro) {
    BigDecimal value = Ranges.decimal(micro);
    return value.scale() == 0 ? whole(value.longValueExact()) : DecimalNode.valueOf(value);
  }

  /**
   * A whole number as a parser would make it, so that trees compare equal before and after they
   * were text.
   */
  public static JsonNode whole(long value) {
    return value == (int) value ? IntNode.valueOf((int) value) : LongNode.valueOf(value);
  }
}
