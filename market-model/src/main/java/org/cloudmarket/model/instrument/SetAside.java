package org.cloudmarket.model.instrument;

import java.util.Collections;
import java.util.List;
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
 * A part of the tenders is open to some providers only. Which ones is a keyed draw of the buyer and
 * the contract's number, so that a tender that fails comes again under the same rules. Modelled on
 * the reservation of part of public purchasing for small firms.
 *
 * @param sharePpm part of the tenders in scope that are set aside; 1..1,000,000
 * @param ownerships to whom these are open; with {@code providers}, at least one of either
 * @param providers ids of others to whom they are open
 */
public record SetAside(int sharePpm, SortedSet<Ownership> ownerships, SortedSet<String> providers)
    implements Instrument {

  /** The name of the kind. */
  public static final String TYPE = "set-aside";

  public SetAside {
    ownerships = Collections.unmodifiableSortedSet(new TreeSet<>(ownerships));
    providers = Collections.unmodifiableSortedSet(new TreeSet<>(providers));
    Ranges.within("share", sharePpm, 1, Ranges.PPM);
    if (ownerships.isEmpty() && providers.isEmpty()) {
      throw new IllegalArgumentException(
          "a set-aside is open to at least one ownership or provider");
    }
  }

  /** A set-aside for ownerships. */
  public static SetAside of(int sharePpm, Set<Ownership> ownerships) {
    return new SetAside(sharePpm, new TreeSet<>(ownerships), new TreeSet<>());
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public int drawnPpm() {
    return sharePpm;
  }

  /** Whether tenders are set aside for a provider. */
  public boolean openTo(Provider provider) {
    return ownerships.contains(provider.ownership()) || providers.contains(provider.id());
  }

  /** In-house centres compete with nobody, so that nothing is set aside from them. */
  private boolean shutsOut(Provider provider) {
    return provider.ownership() != Ownership.IN_HOUSE && !openTo(provider);
  }

  @Override
  public Optional<Favour> favours() {
    return Optional.of(new Favour("sets tenders aside for", providers, this::openTo));
  }

  /** Each draws its tenders by itself, so that some are drawn by both. */
  @Override
  public Optional<String> conflictsWith(Instrument other, List<Provider> all) {
    return other instanceof SetAside second
            && all.stream().noneMatch(provider -> openTo(provider) && second.openTo(provider))
        ? Optional.of("a tender that both set aside would be open to nobody")
        : Optional.empty();
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
