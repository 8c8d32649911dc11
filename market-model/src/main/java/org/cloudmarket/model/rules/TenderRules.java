package org.cloudmarket.model.rules;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.SegmentProfile;
import org.cloudmarket.model.market.Weights;
import org.cloudmarket.model.policy.RulesDraft;
import org.cloudmarket.model.scenario.Scenario;

/**
 * The rules of one tender, as the policies that its buyer applies leave them. Providers are places
 * in the scenario's sorted list.
 */
public final class TenderRules {

  /** No provider, or no policy. */
  public static final int NONE = -1;

  private final Weights weights;
  private final int requiredCertification;
  private final int[] excludedBy;
  private final long[] bonusMicroPoints;
  private final int[] deductionPpm;
  private int direct = NONE;
  private int directBy = NONE;
  private int lastResort = NONE;

  private TenderRules(Weights weights, int requiredCertification, int providers) {
    this.weights = weights;
    this.requiredCertification = requiredCertification;
    excludedBy = new int[providers];
    Arrays.fill(excludedBy, NONE);
    bonusMicroPoints = new long[providers];
    deductionPpm = new int[providers];
  }

  /**
   * The rules for buyers of a kind.
   *
   * @param applied the policies that the buyer applies, as a set of places in the scenario's sorted
   *     list
   */
  public static TenderRules of(
      Scenario scenario, SegmentProfile profile, DataClass dataClass, long applied) {
    List<Provider> providers = scenario.providers();
    TenderRules rules =
        new TenderRules(
            profile.weights(), scenario.rules().requiredCertification(dataClass), providers.size());
    for (int place = 0; place < scenario.policies().size(); place++) {
      if ((applied >>> place & 1) == 1) {
        scenario.policies().get(place).instrument().shape(rules.new Draft(providers, place));
      }
    }
    return rules;
  }

  /** The criteria weights. */
  public Weights weights() {
    return weights;
  }

  /** The certification that the data demand. */
  public int requiredCertification() {
    return requiredCertification;
  }

  /** The policy that shuts a provider out, or {@link #NONE}. */
  public int excludedBy(int provider) {
    return excludedBy[provider];
  }

  /** Points that policy adds to a provider's, in millionths. */
  public long bonusMicroPoints(int provider) {
    return bonusMicroPoints[provider];
  }

  /** The part of a provider's price that evaluation leaves out. */
  public int deductionPpm(int provider) {
    return deductionPpm[provider];
  }

  /** The in-house provider that gets the contract without competition, or {@link #NONE}. */
  public int direct() {
    return direct;
  }

  /** The policy behind {@link #direct}. */
  public int directBy() {
    return directBy;
  }

  /** The in-house provider that gets the contract when the tender fails, or {@link #NONE}. */
  public int lastResort() {
    return lastResort;
  }

  /** What one policy writes. */
  private final class Draft implements RulesDraft {
    private final List<Provider> providers;
    private final int policy;

    Draft(List<Provider> providers, int policy) {
      this.providers = providers;
      this.policy = policy;
    }

    @Override
    public void exclude(Predicate<Provider> who) {
      for (int i = 0; i < excludedBy.length; i++) {
        if (excludedBy[i] == NONE && who.test(providers.get(i))) {
          excludedBy[i] = policy;
        }
      }
    }

    @Override
    public void prefer(Predicate<Provider> who, long bonus, int deduction) {
      for (int i = 0; i < excludedBy.length; i++) {
        if (who.test(providers.get(i))) {
          bonusMicroPoints[i] += bonus;
          deductionPpm[i] = Math.min(900_000, deductionPpm[i] + deduction);
        }
      }
    }

    @Override
    public void awardDirectly(String provider) {
      if (direct == NONE) {
        direct = place(provider);
        directBy = policy;
      }
    }

    @Override
    public void lastResort(String provider) {
      if (lastResort == NONE) {
        lastResort = place(provider);
      }
    }

    private int place(String provider) {
      for (int i = 0; i < providers.size(); i++) {
        if (providers.get(i).id().equals(provider)) {
          return i;
        }
      }
      return NONE;
    }
  }
}
