package org.cloudmarket.model.market;

/** How a provider turns its cost into a price. */
public enum PricingStrategy implements Kebab {
  /** Cost and the field's markup. */
  COST_PLUS,
  /** As cost-plus, but a little below what a rival's customer pays now, never below cost. */
  UNDERCUT_INCUMBENT,
  /** As cost-plus for its own customers; below that, even below cost, for those it wants to win. */
  LOSS_LEADER,
  /**
   * As cost-plus, with a markup that rises while it wins more often than the market and falls
   * otherwise.
   */
  ADAPTIVE,
  /** Prices come from outside, tender by tender; without one it does not bid. */
  EXTERNAL,
  /** As external, and only what its registered bidder has signed counts. */
  EXTERNAL_SIGNED;
}
