package org.cloudmarket.documents.reading;

import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.cloudmarket.model.market.Words;

/** Suggests what somebody meant who wrote a word that is not there. */
public final class Nearest {

  private static final int LISTED = 12;

  /** Words and lists that no person wrote are not worth the time. */
  private static final int MAX_LENGTH = 80;

  private static final int MAX_KNOWN = 2_000;

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9-]+");

  private Nearest() {}

  /** The known word that is fewest slips of the pen away, if any is near enough. */
  public static Optional<String> to(String word, Collection<String> known) {
    Optional<String> nearest = Optional.empty();
    if (word.length() > MAX_LENGTH || known.size() > MAX_KNOWN) {
      return nearest;
    }
    int allowed = Math.max(1, word.length() / 3);
    for (String candidate : new TreeSet<>(known)) {
      if (!PLAIN.matcher(candidate).matches()) {
        continue; // It is a fault itself, and nobody is to write it.
      }
      if (Math.abs(candidate.length() - word.length()) > allowed) {
        continue;
      }
      int slips = slips(word, candidate);
      if (slips <= allowed) {
        allowed = slips - 1;
        nearest = Optional.of(candidate);
      }
    }
    return nearest;
  }

  /** How many steps it takes to look, about. */
  static long steps(String word, Collection<String> known) {
    long length = Math.min(word.length(), MAX_LENGTH);
    return known.size() * (10 + length * Math.min(length, 40));
  }

  /** The end of a complaint about an unknown word: what was meant, or what there is. */
  public static String hint(String word, Collection<String> known) {
    Optional<String> nearest = to(word, known);
    if (nearest.isPresent()) {
      return question(nearest.get());
    }
    if (known.isEmpty()) {
      return "; there are none";
    }
    return "; there are: " + Words.some(new TreeSet<>(known), LISTED);
  }

  /** The end of such a complaint where something near is known. */
  public static String question(String nearest) {
    return "; did you mean '" + nearest + "'?";
  }

  /**
   * Insertions, deletions, substitutions and swaps of neighbours between two words (Damerau 1964,
   * as the restricted distance of optimal string alignment).
   */
  static int slips(String one, String other) {
    int[] before = new int[other.length() + 1];
    int[] last = new int[other.length() + 1];
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        boolean same = one.charAt(i - 1) == other.charAt(j - 1);
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
        boolean swapped =
            i > 1
                && j > 1
                && one.charAt(i - 1) == other.charAt(j - 2)
                && one.charAt(i - 2) == other.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      int[] free = before;
      before = last;
      last = row;
      row = free;
    }
    return last[other.length()];
  }
}
