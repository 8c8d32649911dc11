package org.cloudmarket.model.market;

import java.util.regex.Pattern;

/** The one form of all ids: kebab-case, at most 64 characters. */
public final class Ids {

  /** Lower-case letters and digits in words joined by single hyphens. */
  public static final Pattern PATTERN = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  /** The longest id. */
  public static final int MAX_LENGTH = 64;

  private Ids() {}

  /** Whether the text can be an id. */
  public static boolean valid(String id) {
    return id.length() <= MAX_LENGTH && PATTERN.matcher(id).matches();
  }

  /**
   * @throws IllegalArgumentException where the text is not kebab-case or is too long
   */
  public static void check(String what, String id) {
    if (!valid(id)) {
      throw new IllegalArgumentException(
          "a "
              + what
              + "'s id is kebab-case of at most "
              + MAX_LENGTH
              + " characters, not '"
              + id
              + "'");
    }
  }
}
