package org.cloudmarket.documents.reading;

import java.util.Locale;
import java.util.stream.Collectors;

/** The beginning of a text, short enough to be shown in a sentence. */
public final class Excerpt {

  private static final int LONGEST = 80;

  /** What is quoted beside other words. */
  private static final int QUOTED = 40;

  private Excerpt() {}

  /** The text, or its first 80 characters and three dots. */
  public static String of(String text) {
    return of(text, LONGEST);
  }

  /** The text, or its first 40 characters and three dots: enough between two quotes. */
  public static String quoted(String text) {
    return of(text, QUOTED);
  }

  /**
   * The text, with each control character but ends of lines as an escape: a terminal obeys them.
   */
  public static String printable(String text) {
    return text.codePoints()
        .mapToObj(
            each ->
                Character.isISOControl(each) && each != '\n'
                    ? String.format(Locale.ROOT, "\\u%04x", each)
                    : Character.toString(each))
        .collect(Collectors.joining());
  }

  /** The text, or so many of its first characters and three dots. */
  private static String of(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest) + "...";
  }
}
