package org.cloudmarket.documents.scenario;

/** Titles of scenarios: one line for people. */
public final class Titles {

  /** The longest title, in UTF-16 code units, as Java and JavaScript count characters. */
  public static final int MAX_LENGTH = 200;

  private static final String CUT = "…";

  private Titles() {}

  /**
   * A title with something after it, which together fit: where they are too long, the title is cut.
   *
   * @param addition at most 100 characters
   */
  public static String with(String title, String addition) {
    int room = MAX_LENGTH - addition.length();
    if (title.length() <= room) {
      return title + addition;
    }
    int end = room - CUT.length();
    if (Character.isHighSurrogate(title.charAt(end - 1))) {
      end--;
    }
    return title.substring(0, end) + CUT + addition;
  }
}
