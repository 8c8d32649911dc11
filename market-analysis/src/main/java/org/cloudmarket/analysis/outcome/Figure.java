package org.cloudmarket.analysis.outcome;

import org.cloudmarket.model.market.Kebab;

/** What can be measured of a month. */
public enum Figure implements Kebab {
  /** Part of the annual value of running contracts at the month's end; a fraction, 0..1. */
  RUNNING_SHARE("fraction", true, false),
  /** Part of the annual value of the contracts awarded in the month; a fraction, 0..1. */
  AWARDED_SHARE("fraction", true, false),
  /** Annual value of running contracts at the month's end. */
  RUNNING_SPEND("fen a year", false, false),
  /** Annual value of the contracts awarded in the month. */
  AWARDED_SPEND("fen a year", false, true),
  /** Contracts awarded in the month. */
  AWARDS("contracts", false, true),
  /** Contracts awarded in the month to another than held them before. */
  MIGRATIONS("contracts", false, true),
  /** Contracts awarded in the month to another than would have won them without policy. */
  DISPLACED("contracts", false, true),
  /** Complaints filed in the month. */
  COMPLAINTS("complaints", false, true),
  /** Tenders of the month that brought no contract. */
  FAILED("tenders", false, true),
  /** What the contracts awarded in the month cost a unit and year; 0 where there were none. */
  PRICE_LEVEL("fen a unit and year", false, false),
  /** What buyers pay once in the month to move to another provider. */
  PORTING_COST("fen", false, true),
  /** What buyers pay in the month: a twelfth of what runs at its end, and their moves. */
  COST_TO_BUYERS("fen", false, true),
  /**
   * How unequal providers' shares of running spend are: the Herfindahl-Hirschman index, the sum of
   * squared shares, 0..1.
   */
  CONCENTRATION("index", false, false);

  private final String unit;
  private final boolean share;
  private final boolean sum;

  Figure(String unit, boolean share, boolean sum) {
    this.unit = unit;
    this.share = share;
    this.sum = sum;
  }

  /** In which it is measured. */
  public String unit() {
    return unit;
  }

  /** Whether it is the part that one has of a whole, so that it needs to be said whose. */
  public boolean share() {
    return share;
  }

  /** Whether a period has the sum of its months, such as of awards; else it has their mean. */
  public boolean sum() {
    return sum;
  }

  /** Whether it is of the market as a whole, so that it cannot be anybody's. */
  public boolean ofAll() {
    return this == CONCENTRATION;
  }
}
