package org.cloudmarket.model.market;

import java.util.SortedSet;
import java.util.stream.Collectors;

/** Lists of words in sentences. */
public final class Words {

  private static final int NAMED = 3;

  private Words() {}

  /** The first few of them, and how many more. */
  public static String some(SortedSet<String> words) {
    String first = words.stream().limit(NAMED).collect(Collectors.joining(", "));
    return words.size() <= NAMED ? first : first + " and " + (words.size() - NAMED) + " more";
  }
}
