package org.cloudmarket.model.policy;

import java.util.Set;
import org.cloudmarket.model.market.Provider;

/**
 * What happens to one provider: it is another while the policy is in force, for all buyers alike.
 * So it has no scope, nobody complies with it, and no award can be laid to it alone: its effect is
 * the difference of paired runs.
 */
public interface ProviderChange extends Instrument {

  /** The provider's id. */
  String provider();

  /** The provider as it is while this is in force. */
  Provider change(Provider before);

  /** By how much the provider's unit cost is higher, in parts per million; negative for lower. */
  default int costChangePpm() {
    return 0;
  }

  /**
   * What the provider does not invest in a month, in fen.
   *
   * @param spell a time in force
   */
  default long shortfallFen(Spell spell, int month) {
    return 0;
  }

  @Override
  default boolean bindsBuyers() {
    return false;
  }

  @Override
  default Set<String> namedProviders() {
    return Set.of(provider());
  }

  /** Notes if the provider that it acts on is the same with it. */
  default void warnIfItStaysAsItIs(Surroundings in) {
    in.provider(provider())
        .filter(each -> change(each).equals(each))
        .ifPresent(
            each -> in.warn("leaves '" + each.id() + "' as it is: the policy touches nobody"));
  }

  @Override
  default void shape(RulesDraft rules) {}
}
