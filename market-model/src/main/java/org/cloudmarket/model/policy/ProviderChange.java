package org.cloudmarket.model.policy;

import org.cloudmarket.model.market.Provider;

/**
 * What happens to one provider: it is another while the policy is in force, for all buyers alike.
 * So it has no scope, nobody complies with it, and no award can be laid to it alone: its effect is
 * the difference of paired runs.
 */
public sealed interface ProviderChange extends Instrument
    permits Fine, OwnershipChange, ProviderMove {

  /** The provider's id. */
  String provider();

  /** The provider as it is while this is in force. */
  Provider change(Provider before);

  @Override
  default boolean bindsBuyers() {
    return false;
  }

  @Override
  default void shape(RulesDraft rules) {}
}
