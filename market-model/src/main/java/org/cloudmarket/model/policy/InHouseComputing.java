package org.cloudmarket.model.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.market.Provider;

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
  public Optional<Favour> favours() {
    return Optional.of(
        new Favour("gives contracts to", Set.of(provider), each -> each.id().equals(provider)));
  }

  @Override
  public Optional<String> conflictsWith(Instrument other, List<Provider> providers) {
    return other instanceof InHouseComputing second
            && role == second.role
            && !provider.equals(second.provider)
        ? Optional.of(
            "the same contracts cannot go to both '" + provider + "' and '" + second.provider + "'")
        : Optional.empty();
  }

  @Override
  public void shape(RulesDraft rules) {
    switch (role) {
      case FIRST_CHOICE -> rules.awardDirectly(provider);
      case LAST_RESORT -> rules.lastResort(provider);
    }
  }
}
