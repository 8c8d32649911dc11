package org.cloudmarket.model.policy;

import java.util.function.Predicate;
import org.cloudmarket.model.market.Provider;

/** What an instrument may write into a tender's rules. */
public interface RulesDraft {

  /**
   * Providers that may not bid. The first policy that shuts a provider out is the one that is
   * named.
   */
  void exclude(Predicate<Provider> who);

  /**
   * Providers that evaluation favours, by points and by a deduction from the evaluated price. Both
   * add up.
   */
  void prefer(Predicate<Provider> who, long bonusMicroPoints, int priceDeductionPpm);

  /** The in-house provider that gets the contract without competition. */
  void awardDirectly(String provider);

  /** The in-house provider that gets the contract when the tender fails. */
  void lastResort(String provider);
}
