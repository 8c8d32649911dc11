package org.cloudmarket.model.tender;

import org.cloudmarket.model.market.Kebab;

/** What a buyer makes of a policy in whose scope it is. */
public enum Conduct implements Kebab {
  APPLIES,
  /** It is none of those that comply. */
  DOES_NOT_COMPLY,
  /** The policy does not bind yet, and the buyer does not act on the announcement. */
  WAITS,
  /** The policy is for some tenders only, and this is none of them. */
  NOT_DRAWN,
  /** The policy stands back before another. */
  YIELDS
}
