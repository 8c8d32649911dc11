package org.cloudmarket.documents.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a word without quotes is in YAML: what the core schema of YAML 1.2 makes of it. A word that
 * is one number to readers of YAML 1.2 and another to those of YAML 1.1, such as 044, is text. So
 * is a date, and {@code no}. A whole number may have its thousands parted by underscores, as in
 * YAML 1.1.
 */
final class Scalars {

  static final int MAX_NUMBER_LENGTH = 100;

  static final int MAX_EXPONENT_LENGTH = 4;

  private static final Pattern LONG_EXPONENT =
      Pattern.compile("[eE][-+]?0*[1-9][0-9]{" + MAX_EXPONENT_LENGTH + "}");
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern THOUSANDS = Pattern.compile("[-+]?[1-9][0-9]{0,2}(_[0-9]{3})+");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,4})?");
  private static final Pattern HEXADECIMAL = Pattern.compile("0x([0-9a-fA-F]+)");
  private static final Pattern OCTAL = Pattern.compile("0o([0-7]+)");

  private static final Pattern OCTAL_OF_1_1 = Pattern.compile("[-+]?0[0-7]+");
  private static final Pattern BINARY_OF_1_1 = Pattern.compile("0b([01]+)");
  private static final Pattern BASE_60_OF_1_1 =
      Pattern.compile("[-+]?[0-9]+(:[0-5]?[0-9])+(\\.[0-9]*)?");
  private static final Pattern PARTED = Pattern.compile("[-+]?[0-9][0-9_, ']*(\\.[0-9_]*)?");

  private static final Set<String> YES = Set.of("y", "yes", "on", "true", "1");
  private static final Set<String> NO = Set.of("n", "no", "off", "false", "0");

  private static final int BASE_60 = 60;

  private Scalars() {}

  static JsonNode plain(String word) {
    return switch (word) {
      case "", "~", "null", "Null", "NULL" -> NullNode.getInstance();
      case "true", "True", "TRUE" -> BooleanNode.TRUE;
      case "false", "False", "FALSE" -> BooleanNode.FALSE;
      default -> word.length() <= MAX_NUMBER_LENGTH ? numberOrText(word) : TextNode.valueOf(word);
    };
  }

  private static JsonNode numberOrText(String word) {
    JsonNode read = number(word);
    return read.isNumber() ? WrittenNumber.of(read, word) : read;
  }

  private static JsonNode number(String word) {
    if (WHOLE.matcher(word).matches()) {
      return means(word, 8).equals(means(word, 10))
          ? whole(means(word, 10))
          : TextNode.valueOf(word);
    }
    if (THOUSANDS.matcher(word).matches()) {
      return whole(new BigInteger(word.replace("_", "")));
    }
    if (DECIMAL.matcher(word).matches()) {
      return DecimalNode.valueOf(new BigDecimal(word));
    }
    Matcher hexadecimal = HEXADECIMAL.matcher(word);
    if (hexadecimal.matches()) {
      return whole(new BigInteger(hexadecimal.group(1), 16));
    }
    Matcher octal = OCTAL.matcher(word);
    return octal.matches() ? whole(new BigInteger(octal.group(1), 8)) : TextNode.valueOf(word);
  }

  /** What a whole number is that YAML 1.1 reads to base 8 where it begins with a zero. */
  private static BigInteger means(String word, int base) {
    return new BigInteger(word, OCTAL_OF_1_1.matcher(word).matches() ? base : 10);
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

  /**
   * How a number is to be spelled that was read as text, in words after it; empty for no number.
   */
  static String numberHint(String text) {
    String word = text.strip();
    if (word.length() > MAX_NUMBER_LENGTH) {
      return "";
    }
    if (plain(word).isNumber()) {
      return "; write " + word + " without quotes";
    }
    if (OCTAL_OF_1_1.matcher(word).matches()) {
      return "; that is "
          + means(word, 8)
          + " to YAML 1.1 and "
          + means(word, 10)
          + " to YAML 1.2: write the one or the other without the zero in front";
    }
    Matcher binary = BINARY_OF_1_1.matcher(word);
    if (binary.matches()) {
      return "; write " + new BigInteger(binary.group(1), 2);
    }
    if (BASE_60_OF_1_1.matcher(word).matches()) {
      return "; that is a number to base 60 to YAML 1.1 and text to YAML 1.2: write "
          + fromBase60(word);
    }
    return PARTED.matcher(word).matches()
        ? "; write the digits without anything between them, and a point before decimals"
        : "";
  }

  private static String fromBase60(String word) {
    BigDecimal value = BigDecimal.ZERO;
    for (String part : word.replaceFirst("^[-+]", "").split(":", -1)) {
      value = value.multiply(BigDecimal.valueOf(BASE_60)).add(new BigDecimal(part));
    }
    return (word.startsWith("-") ? value.negate() : value).toPlainString();
  }

  /** What makes a text of a word that was read as something else; empty for what is no word. */
  static String quotesHint(JsonNode read) {
    return read.isNumber() || read.isBoolean() ? "; put it in quotes if it is meant as text" : "";
  }

  /**
   * How a flag is to be spelled that was read as something else; empty where it looks like none.
   */
  static String flagHint(JsonNode read) {
    String word = read.asText().strip().toLowerCase(Locale.ROOT);
    if (YES.contains(word)) {
      return "; write true, without quotes";
    }
    return NO.contains(word) ? "; write false, without quotes" : "";
  }
}
