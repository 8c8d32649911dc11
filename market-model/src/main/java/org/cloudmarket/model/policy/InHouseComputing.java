package org.cloudmarket.model.policy;

import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.market.Kebab;

/**
 * Buyers get a computing centre of their own. In-house providers answer no tender; only this
 * instrument lets them hold a contract.
 *
 * @param provider the id of the in-house provider
 * @param role when it is used
 */
public record InHouseComputing(String provider, Role role) implements Instrument {

  /** The name of the kind. */
  public static final String TYPE = "in-house-computing";

  /** When the centre is used. */
  public enum Role implements Kebab {
    /** Awarded directly when a contract ends, without competition. */
    FIRST_CHOICE,
    /** Awarded when a tender fails. */
    LAST_RESORT
  }

  public InHouseComputing {
    Ids.check("provider", provider);
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public void shape(RulesDraft rules) {
    switch (role) {
      case FIRST_CHOICE -> rules.awardDirectly(provider);
      case LAST_RESORT -> rules.lastResort(provider);
    }
  }
}
