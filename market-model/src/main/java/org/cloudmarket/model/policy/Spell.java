package org.cloudmarket.model.policy;

import java.util.Comparator;
import java.util.List;
import org.cloudmarket.model.market.Months;

/**
 * A time for which a policy was in force without a break, whether a date, a trigger or a request
 * began and ended it. What acts by degrees, or goes on acting after its end, is a function of these
 * and the month. They sort by policy, then by time.
 *
 * @param policy its id
 * @param from the first month in which it bound, as {@link Months}; for a policy that was in force
 *     before the run, the run's first
 * @param until the first month in which it no longer did; {@link Months#NEVER} while it stands
 */
public record Spell(String policy, int from, int until) implements Comparable<Spell> {

  private static final Comparator<Spell> ORDER =
      Comparator.comparing(Spell::policy).thenComparingInt(Spell::from);

  public Spell {
    if (until <= from) {
      throw new IllegalArgumentException(
          "policy " + policy + ": in force from " + Months.text(from) + ", and no month long");
    }
  }

  /** The time of a policy that stands. */
  public static Spell since(String policy, int from) {
    return new Spell(policy, from, Months.NEVER);
  }

  /** Of some times those of one policy, in their order. */
  public static List<Spell> of(String policy, List<Spell> spells) {
    return spells.stream().filter(spell -> spell.policy.equals(policy)).toList();
  }

  /** Whether it has not ended, as far as is known. */
  public boolean stands() {
    return until == Months.NEVER;
  }

  /** Whether the policy bound in a month. */
  public boolean holds(int month) {
    return month >= from && month < until;
  }

  /** The same time, ended in a month. */
  public Spell endedIn(int month) {
    return new Spell(policy, from, month);
  }

  @Override
  public int compareTo(Spell other) {
    return ORDER.compare(this, other);
  }
}
