package org.cloudmarket.model.tender;

import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.policy.Instrument;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.PolicySet;
import org.cloudmarket.model.policy.Scope;
import org.cloudmarket.model.policy.Spell;
import org.cloudmarket.model.population.Buyers;
import org.cloudmarket.model.random.Draws;
import org.cloudmarket.model.random.Purpose;
import org.cloudmarket.model.rules.RuleBook;
import org.cloudmarket.model.scenario.Scenario;

/**
 * Which policies a buyer applies in a month, and what mandates make of its contract. Whether a
 * buyer complies, acts on an announcement, and when it moves are keyed draws of the buyer and the
 * policy.
 */
public final class Obligations {

  private final Policy[] policies;
  private final long[] keys;
  private final long[] superiors;
  private final long onTenders;
  private final Roster roster;
  private final Bound[] bound;
  private final long complianceStem;
  private final long anticipationStem;
  private final long graceStem;
  private final long forcedStem;
  private final long leakStem;
  private final long setAsideStem;

  private int month;
  private long inForce;
  private long announced;
  private long acting;
  private long ending;
  private final Buyers buyers;

  /** Whom a policy binds: by places, or some buyers only by the sorted hashes of their ids. */
  private record Bound(long segments, long dataClasses, BitSet cities, Optional<long[]> only) {}

  /** The obligations under a scenario's policies, of buyers that may become more. */
  public Obligations(Scenario scenario, Roster roster, Buyers buyers, long seed) {
    this.buyers = buyers;
    policies = scenario.policies().toArray(Policy[]::new);
    keys = new long[policies.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = policies[i].key();
    }
    superiors = PolicySet.superiors(scenario.policies());
    onTenders =
        PolicySet.of(policies.length, place -> policies[place].instrument().touchesTenders());
    this.roster = roster;
    bound = new Bound[policies.length];
    for (int i = 0; i < bound.length; i++) {
      bound[i] = bound(policies[i], roster);
    }
    complianceStem = Draws.stem(seed, Purpose.COMPLIANCE);
    anticipationStem = Draws.stem(seed, Purpose.ANTICIPATION);
    graceStem = Draws.stem(seed, Purpose.GRACE);
    forcedStem = Draws.stem(seed, Purpose.FORCED_MONTH);
    leakStem = Draws.stem(seed, Purpose.LEAK);
    setAsideStem = Draws.stem(seed, Purpose.SET_ASIDE);
  }

  private static Bound bound(Policy policy, Roster roster) {
    Scope scope = policy.scope();
    Optional<long[]> only =
        policy
            .instrument()
            .onlyBuyers()
            .map(ids -> ids.stream().mapToLong(Draws::hash).sorted().toArray());
    BitSet cities = new BitSet();
    for (int place = 0; place < roster.cities(); place++) {
      cities.set(place, scope.cities().isEmpty() || scope.cities().contains(roster.city(place)));
    }
    return new Bound(
        places(scope.segments(), Segment.class),
        places(scope.dataClasses(), DataClass.class),
        cities,
        only);
  }

  /** The places of constants, as a set; an empty set of them means all. */
  private static <E extends Enum<E>> long places(Set<E> some, Class<E> of) {
    long places = 0;
    for (E each : some.isEmpty() ? EnumSet.allOf(of) : some) {
      places |= 1L << each.ordinal();
    }
    return places;
  }

  /**
   * Turns to a month.
   *
   * @param binding policies in force, as a set
   * @param known policies that are announced or leaked and do not bind yet, as a set
   * @param spells when policies have been in force so far
   */
  public void open(int opened, long binding, long known, List<Spell> spells, RuleBook rules) {
    month = opened;
    inForce = binding & onTenders;
    announced = known & onTenders;
    acting = inForce | announced;
    ending =
        PolicySet.of(
            policies.length,
            place ->
                PolicySet.contains(inForce, place)
                    && policies[place].instrument().endsContracts(month));
    for (int i = 0; i < policies.length; i++) {
      if (policies[i].instrument().fades()) {
        boolean ever = !Spell.of(policies[i].id(), spells).isEmpty();
        boolean acts = rules.leftPpm(i) > 0 && (ever || PolicySet.contains(acting, i));
        acting = acts ? PolicySet.with(acting, i) : PolicySet.without(acting, i);
      }
    }
  }

  /**
   * Policies, in force or announced or fading, in whose scope a buyer is, whether it applies them
   * or not, as a set.
   */
  long inScope(int buyer) {
    long scope = PolicySet.NONE;
    for (int i = PolicySet.first(acting); i != PolicySet.END; i = PolicySet.next(acting, i)) {
      if (binds(i, buyer)) {
        scope = PolicySet.with(scope, i);
      }
    }
    return scope;
  }

  /**
   * Policies that a buyer applies to the tender of a contract: those in force that it complies
   * with, and announced ones that it acts on; but not those that stand back before another.
   *
   * @param buyer its place
   * @param contract the number of the contract that is tendered
   */
  public long applied(int buyer, int contract) {
    long applied = PolicySet.NONE;
    for (int i = PolicySet.first(acting); i != PolicySet.END; i = PolicySet.next(acting, i)) {
      if (binds(i, buyer) && conduct(i, buyer, contract) == Conduct.APPLIES) {
        applied = PolicySet.with(applied, i);
      }
    }
    return applied;
  }

  /**
   * What a buyer makes of a policy in whose scope it is, for a contract.
   *
   * @param policy a place
   */
  Conduct conduct(int policy, int buyer, int contract) {
    if (!drawn(policy, buyer, contract)) {
      return Conduct.NOT_DRAWN;
    }
    if (!complies(policy, buyer)) {
      return Conduct.DOES_NOT_COMPLY;
    }
    if (PolicySet.contains(announced, policy) && !anticipates(policy, buyer)) {
      return Conduct.WAITS;
    }
    return yields(policy, buyer, contract) ? Conduct.YIELDS : Conduct.APPLIES;
  }

  /** Where a policy stands that acts, or that buyers know of. */
  Standing standing(int policy) {
    if (PolicySet.contains(inForce, policy)) {
      return Standing.IN_FORCE;
    }
    return PolicySet.contains(announced, policy) ? Standing.ANNOUNCED : Standing.FADING;
  }

  /**
   * Whether a policy stands back for this contract: another that it yields to is in force for the
   * buyer, whether the buyer complies or not, or the buyer acts on its announcement.
   */
  private boolean yields(int policy, int buyer, int contract) {
    long before = superiors[policy] & (inForce | announced);
    for (int i = PolicySet.first(before); i != PolicySet.END; i = PolicySet.next(before, i)) {
      if (binds(i, buyer)
          && drawn(i, buyer, contract)
          && (PolicySet.contains(inForce, i) || (complies(i, buyer) && anticipates(i, buyer)))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a policy is for this contract: of a set-aside, some are drawn. */
  private boolean drawn(int policy, int buyer, int contract) {
    int drawnPpm = policies[policy].instrument().drawnPpm();
    return drawnPpm == Ranges.PPM
        || Draws.ppm(
                Draws.with(
                    Draws.with(Draws.with(setAsideStem, buyers.key(buyer)), keys[policy]),
                    contract))
            < drawnPpm;
  }

  private boolean binds(int policy, int buyer) {
    return bound[policy].only.isPresent()
        ? Arrays.binarySearch(bound[policy].only.get(), buyers.hash(buyer)) >= 0
        : (bound[policy].segments >>> buyers.segment(buyer).ordinal() & 1) == 1
            && (bound[policy].dataClasses >>> buyers.dataClass(buyer).ordinal() & 1) == 1
            && bound[policy].cities.get(buyers.city(buyer));
  }

  private boolean complies(int policy, int buyer) {
    return Draws.ppm(Draws.with(Draws.with(complianceStem, buyers.key(buyer)), keys[policy]))
        < policies[policy].enforcementPpm();
  }

  private boolean anticipates(int policy, int buyer) {
    long readiness =
        (long) buyers.exposurePpm(buyer) * policies[policy].anticipationPpm() / 1_000_000;
    return Draws.ppm(Draws.with(Draws.with(anticipationStem, buyers.key(buyer)), keys[policy]))
            < readiness
        && (month >= policies[policy].announced() || hears(policy, buyer));
  }

  /** Whether a leak reaches a buyer. */
  private boolean hears(int policy, int buyer) {
    return Draws.ppm(Draws.with(Draws.with(leakStem, buyers.key(buyer)), keys[policy]))
        < policies[policy].leakReachPpm();
  }

  /** Whether any policy may end contracts before their time this month. */
  public boolean mayEndContracts() {
    return ending != PolicySet.NONE;
  }

  /**
   * Policies that end a contract before its time, this month or earlier, as a set.
   *
   * @param provider who holds the contract; {@link Roster#NOBODY} where nobody does
   * @param next the number of the contract that comes after it
   */
  public long forcing(int buyer, int provider, int next) {
    long forcing = PolicySet.NONE;
    if (provider != Roster.NOBODY) {
      for (int i = PolicySet.first(ending); i != PolicySet.END; i = PolicySet.next(ending, i)) {
        if (binds(i, buyer)
            && complies(i, buyer)
            && ends(i, buyer, provider)
            && !yields(i, buyer, next)) {
          forcing = PolicySet.with(forcing, i);
        }
      }
    }
    return forcing;
  }

  private boolean ends(int policy, int buyer, int provider) {
    Instrument instrument = policies[policy].instrument();
    return instrument.leaves(roster.at(provider))
        && (instrument.deadline() == Months.NEVER || month >= forcedMonth(policy, buyer));
  }

  /**
   * Buyers put a forced move off, but not all to the last month: it is drawn from the grace before
   * the deadline.
   */
  private int forcedMonth(int policy, int buyer) {
    Instrument mandate = policies[policy].instrument();
    long draw = Draws.with(Draws.with(forcedStem, buyers.key(buyer)), keys[policy]);
    return mandate.deadline() - Draws.below(draw, mandate.graceMonths() + 1);
  }

  /**
   * Mandates that make the buyer move when this contract ends, and may bridge it, as a set: none
   * where it must leave at once.
   *
   * @param provider who holds the contract; {@link Roster#NOBODY} where nobody does
   * @param next the number of the contract that comes after it
   * @param bridged whether a grace has bridged it already
   */
  public long bridging(int buyer, int provider, int next, boolean bridged) {
    long bridging = PolicySet.NONE;
    if (provider != Roster.NOBODY && !bridged && forcing(buyer, provider, next) == PolicySet.NONE) {
      for (int i = PolicySet.first(inForce); i != PolicySet.END; i = PolicySet.next(inForce, i)) {
        if (policies[i].instrument().graceMonths() > 0
            && binds(i, buyer)
            && complies(i, buyer)
            && policies[i].instrument().leaves(roster.at(provider))
            && !yields(i, buyer, next)) {
          bridging = PolicySet.with(bridging, i);
        }
      }
    }
    return bridging;
  }

  /**
   * Months of grace that the buyer takes after a contract's end; 0 where none bridges it.
   *
   * @param contract its number
   * @param bridging mandates that may bridge it, as a set
   */
  public int grace(int buyer, int contract, long bridging) {
    int months = 0;
    for (int i = PolicySet.first(bridging); i != PolicySet.END; i = PolicySet.next(bridging, i)) {
      Instrument mandate = policies[i].instrument();
      long draw =
          Draws.with(Draws.with(Draws.with(graceStem, buyers.key(buyer)), keys[i]), contract);
      int latest =
          mandate.deadline() == Months.NEVER ? Months.NEVER : forcedMonth(i, buyer) - month;
      months = Math.max(months, Math.min(latest, Draws.below(draw, mandate.graceMonths() + 1)));
    }
    return months;
  }
}
