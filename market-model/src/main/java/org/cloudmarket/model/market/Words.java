package org.cloudmarket.model.market;

import java.util.Collection;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** Lists of words in sentences. */
public final class Words {

  private static final int NAMED = 3;

  private Words() {}

  /** The first few of them, and how many more. */
  public static String some(SortedSet<String> words) {
    return some(words, NAMED);
  }

  /** The first of them, at most so many and in their own order, and how many more. */
  public static String some(Collection<String> words, int named) {
    String first = words.stream().limit(named).collect(Collectors.joining(", "));
    return words.size() <= named ? first : first + " and " + (words.size() - named) + " more";
  }
}
