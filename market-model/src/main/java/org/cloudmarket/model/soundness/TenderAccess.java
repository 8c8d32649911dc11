package org.cloudmarket.model.soundness;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.ProcurementRules;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.RulesDraft;

/** Whom a policy shuts out of the tenders that it is applied to, and whom it lets in. */
final class TenderAccess implements RulesDraft {

  private final Optional<ProcurementRules> law;
  private Predicate<Provider> out = _ -> false;
  private final Set<String> in = new HashSet<>();

  private TenderAccess(Optional<ProcurementRules> law) {
    this.law = law;
  }

  /**
   * The access of a policy.
   *
   * @param law what a class of data demands, as far as it is known
   */
  static TenderAccess of(Policy policy, Optional<ProcurementRules> law) {
    TenderAccess access = new TenderAccess(law);
    if (policy.instrument().bindsBuyers()) { // Clients that leave abroad are no buyers in scope.
      policy.instrument().shape(access);
    }
    return access;
  }

  boolean shutsOut(Provider provider) {
    return out.test(provider);
  }

  /** Whether an in-house centre answers, which without a policy it does not. */
  boolean calls(Provider provider) {
    return in.contains(provider.id());
  }

  @Override
  public void exclude(Predicate<Provider> who) {
    out = out.or(who);
  }

  @Override
  public void prefer(Predicate<Provider> who, long bonusMicroPoints, int priceDeductionPpm) {}

  @Override
  public void awardDirectly(String provider) {
    in.add(provider);
  }

  @Override
  public void lastResort(String provider) {
    in.add(provider);
  }

  /** The lowest class raises nothing: whoever it finds uncertified was so before. */
  @Override
  public void classify(DataClass atLeast, ToLongFunction<DataClass> movedMicroPoints) {
    law.filter(_ -> atLeast != DataClass.GENERAL)
        .map(rules -> rules.requiredCertification(atLeast))
        .ifPresent(level -> exclude(provider -> provider.certificationLevel() < level));
  }

  @Override
  public void subsidise(Predicate<Provider> who, int costReductionPpm) {}

  @Override
  public void sparePorting(int partPpm) {}

  @Override
  public void lowerStanding(String provider, int fallPpm, int groupFallPpm) {}
}
