package org.cloudmarket.model.desk;

import java.util.Locale;
import org.cloudmarket.model.market.Months;

/**
 * What a desk hears is whole. Whoever carries its messages promises that; a desk that finds a gap
 * fails, since it would decide something else than the reference.
 */
public final class Continuity {

  private Continuity() {}

  /**
   * Compares the month of a message with the one that must come.
   *
   * @throws IllegalStateException if they differ
   */
  public static void requireMonth(int expected, int heard) {
    if (heard != expected) {
      throw new IllegalStateException(
          "a message of %s was heard where %s was expected: messages were lost or repeated"
              .formatted(Months.text(heard), Months.text(expected)));
    }
  }

  /**
   * Compares how many messages were heard with how many were sent.
   *
   * @param what what is counted, in the plural
   * @throws IllegalStateException if they differ
   */
  public static void requireCount(int month, String what, int sent, int heard) {
    if (heard != sent) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%s has %d %s, and %d were heard: messages were lost or repeated",
              Months.text(month),
              sent,
              what,
              heard));
    }
  }
}
