package org.cloudmarket.model.instrument;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.market.NamedBuyer;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.policy.DemandChange;
import org.cloudmarket.model.policy.Horizon;
import org.cloudmarket.model.policy.RulesDraft;
import org.cloudmarket.model.policy.Spell;
import org.cloudmarket.model.policy.Surroundings;

/**
 * Demand of segments falls at once, and large clients leave a provider: each ends its contract with
 * it by a tender in which it may not bid. Where the policy ends, demand comes back, and those who
 * left may.
 *
 * @param demandFallPpm the part by which the volume of contracts falls; 0..{@value #MOST_FALL_PPM}
 * @param provider whom clients leave; its id, empty where nobody leaves
 * @param leavers ids of named buyers that leave it; none where nobody does
 */
public record OverseasShock(int demandFallPpm, String provider, SortedSet<String> leavers)
    implements DemandChange {

  /** The name of the kind. */
  public static final String TYPE = "overseas-shock";

  /** A tenth of the volume is left at the least. */
  public static final int MOST_FALL_PPM = 900_000;

  public OverseasShock {
    leavers = Collections.unmodifiableSortedSet(new TreeSet<>(leavers));
    Ranges.within("demandFall", demandFallPpm, 0, MOST_FALL_PPM);
    if (provider.isEmpty() != leavers.isEmpty()) {
      throw new IllegalArgumentException("clients that leave and whom they leave go together");
    }
    if (!provider.isEmpty()) {
      Ids.check("provider", provider);
    }
    if (demandFallPpm == 0 && leavers.isEmpty()) {
      throw new IllegalArgumentException("an overseas shock makes demand fall, or clients leave");
    }
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public double volumeFactor(Spell spell, int month) {
    return spell.holds(month) ? 1 - (double) demandFallPpm / Ranges.PPM : 1;
  }

  @Override
  public double buyersFactor(Spell spell, int month) {
    return 1;
  }

  @Override
  public boolean touchesTenders() {
    return !leavers.isEmpty();
  }

  @Override
  public Optional<SortedSet<String>> onlyBuyers() {
    return Optional.of(leavers);
  }

  @Override
  public boolean endsContracts(int month) {
    return true;
  }

  @Override
  public boolean leaves(Provider bidder) {
    return bidder.id().equals(provider);
  }

  /** For the clients that leave, and nobody else. */
  @Override
  public void shape(RulesDraft rules) {
    rules.exclude(this::leaves);
  }

  @Override
  public Set<String> namedProviders() {
    return provider.isEmpty() ? Set.of() : Set.of(provider);
  }

  @Override
  public void examine(Surroundings in) {
    for (NamedBuyer buyer : in.namedBuyers()) {
      if (leavers.contains(buyer.id())) {
        examine(buyer, in);
      }
    }
  }

  private void examine(NamedBuyer buyer, Surroundings in) {
    if (!buyer.incumbent().equals(provider)) {
      in.warn(
          "leavers",
          "names '"
              + buyer.id()
              + "', which begins with '"
              + buyer.incumbent()
              + "': it only leaves '"
              + provider
              + "' if it has gone there by then");
    }
    if (in.allProviders() && in.rules().isPresent()) {
      int certification = in.rules().get().requiredCertification(buyer.dataClass());
      int start = in.horizon().map(Horizon::start).orElse(in.effective());
      boolean another =
          in.providers().stream()
              .anyMatch(
                  each ->
                      !each.id().equals(provider)
                          && each.ownership() != Ownership.IN_HOUSE
                          && each.serves(buyer.city())
                          && each.opens() <= Math.max(in.effective(), start)
                          && each.certificationLevel() >= certification);
      if (!another) {
        in.fault(
            "leavers",
            "leaves '" + buyer.id() + "' nobody else in " + buyer.city() + " to buy from");
      }
    }
  }
}
