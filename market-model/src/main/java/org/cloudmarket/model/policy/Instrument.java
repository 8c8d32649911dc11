package org.cloudmarket.model.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Ranges;

/**
 * What a policy does: to the tenders of the buyers that it binds, to a provider, or to demand. One
 * file each. It says what it can do, and nobody asks which it is: a new instrument changes nothing
 * in the desks.
 */
public interface Instrument {

  /** The kebab-case name of the kind. */
  String type();

  /**
   * Whether it binds the buyers in its scope, who comply with it and may act on its announcement.
   */
  default boolean bindsBuyers() {
    return true;
  }

  /** Writes this instrument into a tender's rules. */
  void shape(RulesDraft rules);

  /**
   * Whether tenders can feel it at all: not what acts on a provider alone, or on demand. What binds
   * no buyers may still touch those of {@link #onlyBuyers}.
   */
  default boolean touchesTenders() {
    return bindsBuyers();
  }

  /** Ids of the only buyers that it touches; empty where its scope says who they are. */
  default Optional<SortedSet<String>> onlyBuyers() {
    return Optional.empty();
  }

  /** Ids of the providers that it names. */
  default Set<String> namedProviders() {
    return Set.of();
  }

  /** Ids of the cities that it names, beside those of its scope. */
  default Set<String> namedCities() {
    return Set.of();
  }

  /** Notes faults and warnings about a policy of this instrument in the market that it is in. */
  default void examine(Surroundings in) {}

  /** The part of the tenders in its scope that it is for, each drawn by itself; 1..1,000,000. */
  default int drawnPpm() {
    return Ranges.PPM;
  }

  /** Whether buyers that it touches may hold no contract with a provider. */
  default boolean leaves(Provider provider) {
    return false;
  }

  /** What it does for some providers; empty where it favours nobody. */
  default Optional<Favour> favours() {
    return Optional.empty();
  }

  /**
   * Why it cannot bind a buyer together with another, in words; empty where it can. Asked of both.
   *
   * @param providers as they are in the month
   */
  default Optional<String> conflictsWith(Instrument other, List<Provider> providers) {
    return Optional.empty();
  }

  /** Whether, where it binds in a month, it may end contracts before their time. */
  default boolean endsContracts(int month) {
    return false;
  }

  /**
   * The month by which contracts that it ends are over, as {@link Months}; {@link Months#NEVER}
   * where they end at once, or run out by themselves.
   */
  default int deadline() {
    return Months.NEVER;
  }

  /** The longest bridge from a contract's end to the move, in months; 0 for none. */
  default int graceMonths() {
    return 0;
  }

  /** Whether what it does wears off after its time, instead of ending with it. */
  default boolean fades() {
    return false;
  }

  /**
   * How much of what it does is left in a month, in parts per million; all of it, unless it fades.
   *
   * @param spells when the policy has been in force; none for one that is only announced
   */
  default int leftPpm(List<Spell> spells, int month) {
    return Ranges.PPM;
  }
}
