package org.cloudmarket.documents.reading;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** Whole numbers as people write them where there is no document: on a command line. */
public final class WholeNumbers {

  private WholeNumbers() {}

  /**
   * A number, spelled as any number in a document can be: {@code 7}, {@code 1e6}, {@code 0x1F}.
   *
   * @throws IllegalArgumentException where it is no whole number, or outside the range; with what
   *     was probably meant
   */
  public static long parse(String text, long low, long high) {
    JsonNode number = Scalars.plain(text.strip());
    if (number.isNumber() && within(number.decimalValue(), low, high)) {
      return number.decimalValue().longValueExact();
    }
    String detail =
        "'"
            + Excerpt.quoted(text)
            + "' is not a whole number in "
            + low
            + ".."
            + high
            + (number.isNumber() ? "" : Scalars.numberHint(text));
    throw new IllegalArgumentException(detail + OddCharacters.in(text, detail));
  }

  private static boolean within(BigDecimal number, long low, long high) {
    return number.compareTo(BigDecimal.valueOf(low)) >= 0
        && number.compareTo(BigDecimal.valueOf(high)) <= 0
        && number.stripTrailingZeros().scale() <= 0;
  }
}
