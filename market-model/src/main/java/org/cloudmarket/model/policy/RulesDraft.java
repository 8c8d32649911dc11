package org.cloudmarket.model.policy;

import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.cloudmarket.model.market.DataClass;
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

  /**
   * Treats the buyer's data as of a class, unless they are of a higher one. Of several classes the
   * highest holds; points add up, as far as the other criteria have any.
   *
   * @param movedMicroPoints points in millionths that go from the other criteria to security and
   *     standing, by the class that the data are treated as in the end
   */
  void classify(DataClass atLeast, ToLongFunction<DataClass> movedMicroPoints);

  /** Providers that bear less of their cost. Of several parts each spares one of what is left. */
  void subsidise(Predicate<Provider> who, int costReductionPpm);

  /**
   * Moving costs the buyer less: somebody else bears a part of the porting cost, and the incumbent
   * loses that part of those of its points for continuity that stand for this money. Of several
   * parts each spares one of what is left.
   */
  void sparePorting(int partPpm);

  /**
   * A provider's political standing is lower, and that of others of its owner group. Falls add up,
   * to a standing of nothing.
   */
  void lowerStanding(String provider, int fallPpm, int groupFallPpm);
}
