package org.cloudmarket.model.policy;

import java.util.List;
import java.util.function.IntPredicate;

/**
 * A set of policies, by their places in a sorted list of at most 64: a bit each, so that a set is a
 * number and costs nothing to hold. Sets are joined and cut as numbers are, by {@code |} and {@code
 * &}.
 *
 * <p>To go through a set: {@code for (int i = first(set); i != END; i = next(set, i))}.
 */
public final class PolicySet {

  /** No policy. */
  public static final long NONE = 0;

  /** What comes after the last place. */
  public static final int END = -1;

  private PolicySet() {}

  /** One policy alone. */
  public static long of(int place) {
    return 1L << place;
  }

  /** Those of the first places that something is true of. */
  public static long of(int count, IntPredicate which) {
    long set = NONE;
    for (int place = 0; place < count; place++) {
      set |= which.test(place) ? of(place) : NONE;
    }
    return set;
  }

  /** Whether a policy is in the set. */
  public static boolean contains(long set, int place) {
    return (set >>> place & 1) == 1;
  }

  /** How many there are. */
  public static int size(long set) {
    return Long.bitCount(set);
  }

  /** A set and one more. */
  public static long with(long set, int place) {
    return set | of(place);
  }

  /** A set but for one. */
  public static long without(long set, int place) {
    return set & ~of(place);
  }

  /** The first place; {@link #END} of an empty set. */
  public static int first(long set) {
    return set == NONE ? END : Long.numberOfTrailingZeros(set);
  }

  /** The next place after one; {@link #END} after the last. */
  public static int next(long set, int place) {
    return first(set & -2L << place);
  }

  /** For each policy those before which it stands back. */
  public static long[] superiors(List<Policy> policies) {
    long[] superiors = new long[policies.size()];
    for (int i = 0; i < superiors.length; i++) {
      Policy inferior = policies.get(i);
      superiors[i] =
          of(superiors.length, place -> inferior.yieldsTo().contains(policies.get(place).id()));
    }
    return superiors;
  }
}
