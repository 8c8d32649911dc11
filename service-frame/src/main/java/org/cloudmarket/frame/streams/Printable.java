package org.cloudmarket.frame.streams;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Foreign bytes as text that a database takes, and a terminal and a log survive. */
public final class Printable {

  private static final int REPLACEMENT = '\uFFFD';
  private static final int MOST_BYTES_A_CHARACTER = 4;

  private Printable() {}

  /**
   * The bytes as UTF-8; what is none, and what does not print, is replaced.
   *
   * @param bytes null is the empty text
   * @param longest in characters
   */
  public static String text(byte[] bytes, int longest) {
    if (bytes == null) {
      return "";
    }
    byte[] start = Arrays.copyOf(bytes, Math.min(bytes.length, longest * MOST_BYTES_A_CHARACTER));
    return text(new String(start, StandardCharsets.UTF_8), longest);
  }

  /** The text; what does not print is replaced. */
  public static String text(String text, int longest) {
    return text.codePoints()
        .limit(longest)
        .map(each -> prints(each) ? each : REPLACEMENT)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean prints(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          // Among them those that turn the direction of what follows.
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
