package org.cloudmarket.model.population;

import java.util.Arrays;
import java.util.Comparator;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.random.Draws;

/**
 * The ids of buyers that have no name: {@code bank-17}, and {@code bank-new-17} for a newcomer. As
 * numbers they are 1 and up, and negative for newcomers; as sortable numbers they stand in the
 * order of the ids as text.
 */
final class BuyerIds {

  private static final Segment[] SEGMENTS = Segment.values();
  private static final String NEWCOMER = "-new-";

  /** So many digits fit every number. */
  private static final int DIGITS = 10;

  private static final int BITS_OF_DIGITS = 4;
  private static final int BITS_OF_PADDED = 34;
  private static final int BITS_OF_NUMBER = BITS_OF_DIGITS + BITS_OF_PADDED;

  /** Segments, each at its place among the sorted ids. */
  private static final Segment[] SORTED = SEGMENTS.clone();

  private static final int[] RANKS = new int[SEGMENTS.length];

  // By segment, and whether for a newcomer.
  private static final long[][] PREFIXES = new long[SEGMENTS.length][2];

  static {
    // A dash sorts before all letters, so that the shorter of two ids that begin alike is first.
    Arrays.sort(SORTED, Comparator.comparing(segment -> segment.id() + "-"));
    for (int rank = 0; rank < SORTED.length; rank++) {
      RANKS[SORTED[rank].ordinal()] = rank;
      PREFIXES[SORTED[rank].ordinal()][0] = Draws.hash(SORTED[rank].id() + "-");
      PREFIXES[SORTED[rank].ordinal()][1] = Draws.hash(SORTED[rank].id() + NEWCOMER);
    }
  }

  private BuyerIds() {}

  /** The id. */
  static String id(Segment segment, int number) {
    return segment.id() + (number < 0 ? NEWCOMER + -number : "-" + number);
  }

  /** The hash of the id; see {@link Draws#hash(String)}. */
  static long hash(Segment segment, int number) {
    return Draws.hash(PREFIXES[segment.ordinal()][number < 0 ? 1 : 0], Math.abs(number));
  }

  /** The number that sorts as the id does. */
  static long sortable(Segment segment, int number) {
    long padded = Math.abs(number);
    int digits = 1;
    for (long rest = padded; rest >= 10; rest /= 10) {
      digits++;
    }
    for (int i = digits; i < DIGITS; i++) {
      padded *= 10;
    }
    // Digits sort before letters, so that newcomers of a segment come behind its others.
    long group = RANKS[segment.ordinal()] * 2L + (number < 0 ? 1 : 0);
    return (((group << BITS_OF_PADDED) | padded) << BITS_OF_DIGITS) | digits;
  }

  /** The segment of a sortable number. */
  static Segment segment(long sortable) {
    return SORTED[(int) (sortable >> (BITS_OF_NUMBER + 1))];
  }

  /** The number of a sortable one. */
  static int number(long sortable) {
    long number = (sortable >> BITS_OF_DIGITS) & ((1L << BITS_OF_PADDED) - 1);
    for (long i = sortable & ((1 << BITS_OF_DIGITS) - 1); i < DIGITS; i++) {
      number /= 10;
    }
    return (int) (((sortable >> BITS_OF_NUMBER) & 1) == 1 ? -number : number);
  }

  /** The id of a sortable number. */
  static String id(long sortable) {
    return id(segment(sortable), number(sortable));
  }
}
