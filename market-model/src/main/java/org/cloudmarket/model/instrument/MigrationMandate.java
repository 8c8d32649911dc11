package org.cloudmarket.model.instrument;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.policy.Instrument;
import org.cloudmarket.model.policy.RulesDraft;
import org.cloudmarket.model.policy.Surroundings;

/**
 * Buyers leave providers of the named ownerships: no new or renewed contract, a few months of grace
 * after expiry, and a final month by which every contract with them is over. Modelled on Tianjin's
 * plan of August 2021.
 *
 * @param leave ownerships that may not hold a contract; at least one
 * @param cityCloudOnly whether only a city's own cloud or an in-house centre qualifies, so that the
 *     national state operators are shut out too
 * @param graceMonths the longest bridge from a contract's end to the move; 0..24
 * @param deadline the month by which all contracts with those to leave are over, as {@link Months};
 *     {@link Months#NEVER} means contracts run out by themselves
 */
public record MigrationMandate(
    SortedSet<Ownership> leave, boolean cityCloudOnly, int graceMonths, int deadline)
    implements Instrument {

  /** The name of the kind. */
  public static final String TYPE = "migration-mandate";

  public MigrationMandate {
    leave = Collections.unmodifiableSortedSet(new TreeSet<>(leave));
    if (leave.isEmpty()) {
      throw new IllegalArgumentException(
          "a migration mandate names at least one ownership to leave");
    }
    Ranges.within("graceMonths", graceMonths, 0, 24);
  }

  /** A mandate from a plain set. */
  public static MigrationMandate of(
      Set<Ownership> leave, boolean cityCloudOnly, int graceMonths, int deadline) {
    return new MigrationMandate(new TreeSet<>(leave), cityCloudOnly, graceMonths, deadline);
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public boolean endsContracts(int month) {
    return deadline != Months.NEVER && month >= deadline - graceMonths;
  }

  @Override
  public boolean leaves(Provider provider) {
    return leave.contains(provider.ownership())
        || (cityCloudOnly && !provider.cityCloud() && provider.ownership() != Ownership.IN_HOUSE);
  }

  @Override
  public void shape(RulesDraft rules) {
    rules.exclude(this::leaves);
  }

  @Override
  public void examine(Surroundings in) {
    in.horizon()
        .filter(in::bindsIn)
        .filter(horizon -> deadline != Months.NEVER && deadline >= horizon.end())
        .ifPresent(
            horizon ->
                in.warn(
                    "deadline",
                    "is "
                        + Months.text(deadline)
                        + ", after the end of the run, which goes "
                        + horizon.text()));
    if (in.allProviders() && in.providers().stream().noneMatch(this::leaves)) {
      in.warn("leave", "shuts no provider out: the policy touches nobody");
    }
  }
}
