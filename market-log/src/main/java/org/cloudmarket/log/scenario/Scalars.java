package org.cloudmarket.log.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * What a word without quotes is in YAML. Narrower than YAML 1.1, whose octals, sexagesimals, dates
 * and yes-or-no have surprised everybody once: {@code 2021-09} is text, and so is {@code no}. A
 * whole number may have its thousands parted by underscores, as 880_000_000.
 */
final class Scalars {

  static final int MAX_NUMBER_LENGTH = 100;

  static final int MAX_EXPONENT_LENGTH = 4;

  private static final Pattern LONG_EXPONENT =
      Pattern.compile("[eE][-+]?0*[1-9][0-9]{" + MAX_EXPONENT_LENGTH + "}");
  private static final Pattern WHOLE =
      Pattern.compile("-?(0|[1-9][0-9]*|[1-9][0-9]{0,2}(_[0-9]{3})+)");
  private static final Pattern DECIMAL =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]{1,4})?");

  private Scalars() {}

  static JsonNode plain(String word) {
    return switch (word) {
      case "", "~", "null" -> NullNode.getInstance();
      case "true" -> BooleanNode.TRUE;
      case "false" -> BooleanNode.FALSE;
      default -> word.length() <= MAX_NUMBER_LENGTH ? numberOrText(word) : TextNode.valueOf(word);
    };
  }

  private static JsonNode numberOrText(String word) {
    if (WHOLE.matcher(word).matches()) {
      return whole(new BigInteger(word.replace("_", "")));
    }
    return DECIMAL.matcher(word).matches()
        ? DecimalNode.valueOf(new BigDecimal(word))
        : TextNode.valueOf(word);
  }

  /** Whether a number of JSON can be held: an exponent may be longer than any arithmetic. */
  static boolean hasShortExponent(String number) {
    return !LONG_EXPONENT.matcher(number).find();
  }

  static JsonNode whole(BigInteger value) {
    return value.bitLength() < Long.SIZE
        ? Decimals.whole(value.longValueExact())
        : BigIntegerNode.valueOf(value);
  }
}
