package org.cloudmarket.model.instrument;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.policy.Favour;
import org.cloudmarket.model.policy.Instrument;
import org.cloudmarket.model.policy.RulesDraft;
import org.cloudmarket.model.policy.Surroundings;

/**
 * Some providers bear less of what a contract costs them, and bid from that. The buyers' budgets
 * stay those of the open field.
 *
 * @param ownerships subsidised ownerships; with {@code providers}, at least one of either
 * @param providers subsidised providers' ids
 * @param costReductionPpm part of the unit cost that they are spared; 1..900,000
 */
public record Subsidy(
    SortedSet<Ownership> ownerships, SortedSet<String> providers, int costReductionPpm)
    implements Instrument {

  /** The name of the kind. */
  public static final String TYPE = "subsidy";

  public Subsidy {
    ownerships = Collections.unmodifiableSortedSet(new TreeSet<>(ownerships));
    providers = Collections.unmodifiableSortedSet(new TreeSet<>(providers));
    if (ownerships.isEmpty() && providers.isEmpty()) {
      throw new IllegalArgumentException("a subsidy names at least one ownership or provider");
    }
    Ranges.within("costReduction", costReductionPpm, 1, 900_000);
  }

  /** A subsidy of ownerships. */
  public static Subsidy of(Set<Ownership> ownerships, int costReductionPpm) {
    return new Subsidy(new TreeSet<>(ownerships), new TreeSet<>(), costReductionPpm);
  }

  @Override
  public String type() {
    return TYPE;
  }

  /** Whether a provider gets it. */
  public boolean favours(Provider provider) {
    return ownerships.contains(provider.ownership()) || providers.contains(provider.id());
  }

  @Override
  public Optional<Favour> favours() {
    return Optional.of(new Favour("subsidises", providers, this::favours));
  }

  @Override
  public void shape(RulesDraft rules) {
    rules.subsidise(this::favours, costReductionPpm);
  }

  @Override
  public Set<String> namedProviders() {
    return providers;
  }

  @Override
  public void examine(Surroundings in) {
    if (in.allProviders() && in.providers().stream().noneMatch(this::favours)) {
      in.warn("subsidises no provider that there is: the policy touches nobody");
    }
    in.rules()
        .filter(rules -> costReductionPpm > Ranges.PPM - rules.abnormallyLowPpm())
        .ifPresent(
            rules ->
                in.warn(
                    "costReduction",
                    "is so much that public buyers will refuse many of the bids as abnormally low:"
                        + " the rules have abnormallyLow "
                        + Ranges.text(rules.abnormallyLowPpm())));
  }
}
