package org.cloudmarket.model.instrument;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.policy.Instrument;
import org.cloudmarket.model.policy.RulesDraft;
import org.cloudmarket.model.policy.Surroundings;

/**
 * Some providers may not bid. Contracts that run are left alone; who holds one loses it when it
 * ends.
 *
 * @param ownerships shut-out ownerships; one of the three has to name somebody
 * @param providers shut-out providers' ids
 * @param foreignCapitalAbovePpm providers with more foreign capital than this are shut out; {@link
 *     Ranges#PPM} means that there is no cap
 */
public record Exclusion(
    SortedSet<Ownership> ownerships, SortedSet<String> providers, int foreignCapitalAbovePpm)
    implements Instrument {

  /** The name of the kind. */
  public static final String TYPE = "exclusion";

  public Exclusion {
    ownerships = Collections.unmodifiableSortedSet(new TreeSet<>(ownerships));
    providers = Collections.unmodifiableSortedSet(new TreeSet<>(providers));
    Ranges.within("foreignCapitalAbove", foreignCapitalAbovePpm, 0, Ranges.PPM);
    if (ownerships.isEmpty() && providers.isEmpty() && foreignCapitalAbovePpm == Ranges.PPM) {
      throw new IllegalArgumentException(
          "an exclusion names at least one ownership or provider, or a cap on foreign capital");
    }
  }

  /** An exclusion of ownerships. */
  public static Exclusion of(Set<Ownership> ownerships) {
    return new Exclusion(new TreeSet<>(ownerships), new TreeSet<>(), Ranges.PPM);
  }

  @Override
  public String type() {
    return TYPE;
  }

  private boolean shutsOut(Provider provider) {
    return ownerships.contains(provider.ownership())
        || providers.contains(provider.id())
        || provider.foreignCapitalPpm() > foreignCapitalAbovePpm;
  }

  @Override
  public void shape(RulesDraft rules) {
    rules.exclude(this::shutsOut);
  }

  @Override
  public Set<String> namedProviders() {
    return providers;
  }

  @Override
  public void examine(Surroundings in) {
    in.warnIfItShutsNobodyOut();
  }
}
