package org.cloudmarket.procurement.experiment;

import jakarta.inject.Singleton;

/**
 * How fast this process makes runs: buyers times months a second, on one processor. It begins with
 * a guess that the first seconds of work outweigh, and what is long ago counts less and less.
 */
@Singleton
public class WorkRate {

  /**
   * Measured with Tianjin's market of ten thousand buyers: one processor runs seven million once
   * its code is compiled, and far fewer in its first seconds.
   */
  static final double GUESS = 5_000_000;

  private static final double SECONDS_OF_THE_GUESS = 2;
  private static final double MOST_SECONDS = 120;

  private double buyerMonths = GUESS * SECONDS_OF_THE_GUESS;
  private double seconds = SECONDS_OF_THE_GUESS;

  /** Adds a run. */
  synchronized void add(double moreBuyerMonths, double moreSeconds) {
    buyerMonths += moreBuyerMonths;
    seconds += moreSeconds;
    if (seconds > MOST_SECONDS) {
      buyerMonths /= 2;
      seconds /= 2;
    }
  }

  /** Buyers times months a second on one processor; above 0. */
  public synchronized double buyerMonthsPerSecond() {
    return buyerMonths / seconds;
  }
}
