package org.cloudmarket.model.policy;

import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ids of policies that begin in the place of others. */
public final class Successors {

  private static final Pattern SUCCESSOR = Pattern.compile("(.+)-[0-9]+");

  private Successors() {}

  /**
   * The first of id-2, id-3 and so on that is free; the successor of id-2 is not id-2-2. It may be
   * too long for an id.
   *
   * @param taken whether some policy has an id
   */
  public static String of(String id, Predicate<String> taken) {
    Matcher matcher = SUCCESSOR.matcher(id);
    String root = matcher.matches() && taken.test(matcher.group(1)) ? matcher.group(1) : id;
    int number = 2;
    while (taken.test(root + "-" + number)) {
      number++;
    }
    return root + "-" + number;
  }
}
