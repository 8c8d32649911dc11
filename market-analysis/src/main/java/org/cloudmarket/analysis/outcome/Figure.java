package org.cloudmarket.analysis.outcome;

import org.cloudmarket.model.market.Kebab;

/** What can be measured of a month. A fraction or price of nothing is not a number. */
public enum Figure implements Kebab {
  /** Part of the annual value of running contracts at the month's end; a fraction, 0..1. */
  RUNNING_SHARE("fraction", true, Period.MEAN),
  /** Part of the annual value of the contracts awarded in the month; a fraction, 0..1. */
  AWARDED_SHARE("fraction", true, Period.RATIO),
  /** Annual value of running contracts at the month's end. */
  RUNNING_SPEND("fen a year", false, Period.MEAN),
  /** Annual value of the contracts awarded in the month. */
  AWARDED_SPEND("fen a year", false, Period.SUM),
  /** Contracts awarded in the month. */
  AWARDS("contracts", false, Period.SUM),
  /** Contracts awarded in the month to another than held them before. */
  MIGRATIONS("contracts", false, Period.SUM),
  /** Contracts awarded in the month to another than would have won them without policy. */
  DISPLACED("contracts", false, Period.SUM),
  /** Complaints filed in the month. */
  COMPLAINTS("complaints", false, Period.SUM),
  /** Tenders of the month that brought no contract. */
  FAILED("tenders", false, Period.SUM),
  /** What the contracts awarded in the month cost a unit and year. */
  PRICE_LEVEL("fen a unit and year", false, Period.RATIO),
  /** What buyers pay once in the month to move to another provider. */
  PORTING_COST("fen", false, Period.SUM),
  /** What buyers pay in the month: a twelfth of what runs at its end, and their moves. */
  COST_TO_BUYERS("fen", false, Period.SUM),
  /**
   * How unequal providers' shares of running spend are: the Herfindahl-Hirschman index, the sum of
   * squared shares, 0..1.
   */
  CONCENTRATION("index", false, Period.MEAN),
  /**
   * Whether a policy is in force in the month: 1 or 0. Its mean over many seeds is in how many of
   * them it is, which differs from 0 and 1 where a trigger begins or ends it.
   */
  IN_FORCE("months", false, Period.SUM);

  private final String unit;
  private final boolean share;
  private final Period period;

  /** How a period's number is made of its months. */
  public enum Period implements Kebab {
    /** The sum of the months, such as of awards. */
    SUM,
    /** The mean of the months. */
    MEAN,
    /**
     * The sum of the parts over the sum of the wholes: a month counts by what was awarded in it,
     * and one without awards does not count.
     */
    RATIO
  }

  Figure(String unit, boolean share, Period period) {
    this.unit = unit;
    this.share = share;
    this.period = period;
  }

  /** In which it is measured. */
  public String unit() {
    return unit;
  }

  /** Whether it is the part that one has of a whole, so that it needs to be said whose. */
  public boolean share() {
    return share;
  }

  /** How a period's number is made. */
  public Period period() {
    return period;
  }

  /** Whether it is of a policy, so that it needs to be said of which, and not of any buyer. */
  public boolean ofPolicy() {
    return this == IN_FORCE;
  }

  /** Whether it is of the market as a whole, so that it cannot be anybody's. */
  public boolean ofAll() {
    return this == CONCENTRATION;
  }
}
