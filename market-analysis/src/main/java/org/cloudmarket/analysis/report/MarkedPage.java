package org.cloudmarket.analysis.report;

import java.util.List;

/**
 * A page in which the product writes between marks, each a comment of its own, and people write the
 * rest.
 */
final class MarkedPage {

  private MarkedPage() {}

  /** Whether a page has the marks of a name. */
  static boolean has(String page, String name) {
    int from = page.indexOf(begin(name));
    return from >= 0 && page.indexOf(end(name)) > from;
  }

  /**
   * The page with other lines between the marks of a name.
   *
   * @throws IllegalArgumentException where the page has no marks for it
   */
  static String between(String page, String name, List<String> lines) {
    String begin = begin(name);
    String end = end(name);
    int from = page.indexOf(begin);
    int to = page.indexOf(end);
    if (!has(page, name)) {
      throw new IllegalArgumentException(
          "there are no lines '" + begin + "' and '" + end + "' in the page");
    }
    return page.substring(0, from + begin.length())
        + "\n\n"
        + String.join("\n", lines)
        + "\n\n"
        + page.substring(to);
  }

  private static String begin(String name) {
    return "<!-- " + name + " begins -->";
  }

  private static String end(String name) {
    return "<!-- " + name + " ends -->";
  }
}
