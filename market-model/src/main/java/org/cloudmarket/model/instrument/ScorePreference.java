package org.cloudmarket.model.instrument;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.market.Weights;
import org.cloudmarket.model.policy.Favour;
import org.cloudmarket.model.policy.Instrument;
import org.cloudmarket.model.policy.RulesDraft;
import org.cloudmarket.model.policy.Surroundings;

/**
 * Some providers are preferred, and nobody is shut out: bonus points in the evaluation, or a
 * deduction from the price that is evaluated (not from the price that is paid).
 *
 * @param ownerships preferred ownerships; with {@code providers}, at least one of either
 * @param providers preferred providers' ids
 * @param cityCloudOnly whether of those only a city's own cloud is preferred
 * @param bonusMicroPoints points added, in millionths; 0..50 points
 * @param priceDeductionPpm part of the price that evaluation leaves out; 0..500,000
 */
public record ScorePreference(
    SortedSet<Ownership> ownerships,
    SortedSet<String> providers,
    boolean cityCloudOnly,
    long bonusMicroPoints,
    int priceDeductionPpm)
    implements Instrument {

  /** The name of the kind. */
  public static final String TYPE = "score-preference";

  public ScorePreference {
    ownerships = Collections.unmodifiableSortedSet(new TreeSet<>(ownerships));
    providers = Collections.unmodifiableSortedSet(new TreeSet<>(providers));
    if (ownerships.isEmpty() && providers.isEmpty()) {
      throw new IllegalArgumentException(
          "a score preference names at least one ownership or provider");
    }
    Ranges.within("bonusMicroPoints", bonusMicroPoints, 0, 50 * Weights.POINT);
    Ranges.within("priceDeduction", priceDeductionPpm, 0, 500_000);
  }

  /** A preference of whole points for city clouds and other providers of these ownerships. */
  public static ScorePreference points(
      Set<Ownership> ownerships, boolean cityCloudOnly, int points) {
    return new ScorePreference(
        new TreeSet<>(ownerships), new TreeSet<>(), cityCloudOnly, points * Weights.POINT, 0);
  }

  @Override
  public String type() {
    return TYPE;
  }

  /** Whether a provider is preferred. */
  public boolean prefers(Provider provider) {
    return (ownerships.contains(provider.ownership()) || providers.contains(provider.id()))
        && (!cityCloudOnly || provider.cityCloud());
  }

  @Override
  public Optional<Favour> favours() {
    return Optional.of(new Favour("prefers", providers, this::prefers));
  }

  @Override
  public void shape(RulesDraft rules) {
    rules.prefer(this::prefers, bonusMicroPoints, priceDeductionPpm);
  }

  @Override
  public Set<String> namedProviders() {
    return providers;
  }

  @Override
  public void examine(Surroundings in) {
    if (!in.allProviders()) {
      return;
    }
    if (bonusMicroPoints == 0 && priceDeductionPpm == 0) {
      in.warn("gives neither points nor a deduction: the policy touches nobody");
    }
    if (in.providers().stream().noneMatch(this::prefers)) {
      in.warn("prefers no provider that there is: the policy touches nobody");
    }
  }
}
