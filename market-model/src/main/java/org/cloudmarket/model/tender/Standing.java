package org.cloudmarket.model.tender;

import org.cloudmarket.model.market.Kebab;

/** Where a policy stands that acts on buyers, or that they know of. */
public enum Standing implements Kebab {
  IN_FORCE,
  /** It does not bind yet; all know of it, or those that a leak has reached. */
  ANNOUNCED,
  /** It has ended, and what it did wears off. */
  FADING
}
