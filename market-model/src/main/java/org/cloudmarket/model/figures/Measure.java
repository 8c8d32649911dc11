package org.cloudmarket.model.figures;

import org.cloudmarket.model.market.Kebab;

/**
 * What is counted of a city's, a segment's and a provider's month. All are integers that add up.
 */
public enum Measure implements Kebab {
  /** Change of the annual value of running contracts, at the start's volume, in fen. */
  RUNNING_BASE_FEN,
  /** Change of the volume of running contracts, at the start's volume, in units. */
  RUNNING_BASE_UNITS,
  /** Contracts won. */
  AWARDS,
  /** Annual value of the contracts won, in fen. */
  AWARDED_FEN,
  /** Volume of the contracts won, in units. */
  AWARDED_UNITS,
  /** Contracts won that another would have had without policy. */
  DISPLACED_TO,
  /** Annual value of these, in fen. */
  DISPLACED_TO_FEN,
  /** Contracts that it would have had without policy. */
  DISPLACED_FROM,
  /** Annual value of these at the price that was paid, in fen. */
  DISPLACED_FROM_FEN,
  /** Contracts won from another. */
  MIGRATED_TO,
  /** Contracts lost to another. */
  MIGRATED_FROM,
  /** What buyers paid once to move to it, in fen. */
  PORTING_FEN,
  /** Contracts won that a policy ended before their time. */
  FORCED,
  /** Contracts won in negotiation with those that policy left. */
  SINGLE_SOURCE,
  /** Contracts won that a policy touched and somebody would have won without it. */
  TOUCHED,
  /** Annual value of these, in fen. */
  TOUCHED_FEN,
  /** What these would have cost a year without policy, in fen, where somebody would have won. */
  TOUCHED_COUNTERFACTUAL_FEN,
  /** What the buyers of the touched contracts paid once to move, in fen. */
  TOUCHED_PORTING_FEN,
  /** What they would have paid once to move without policy, in fen. */
  TOUCHED_COUNTERFACTUAL_PORTING_FEN,
  /** Tenders that failed; of the incumbent, or of nobody. */
  FAILED,
  /** Contracts extended. */
  EXTENDED,
  /** Complaints filed. */
  COMPLAINTS
}
