package org.cloudmarket.model.policy;

import org.cloudmarket.model.market.Months;

/**
 * The months of a run.
 *
 * @param start the first, as {@link Months}
 * @param months how many
 */
public record Horizon(int start, int months) {

  /** The month after the last. */
  public int end() {
    return start + months;
  }

  /** From when to when, for people. */
  public String text() {
    return "from " + Months.text(start) + " to " + Months.text(end() - 1);
  }
}
