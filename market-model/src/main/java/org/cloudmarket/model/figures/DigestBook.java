package org.cloudmarket.model.figures;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.random.Digest;

/** Recomputes a run's digests from its outcomes alone, however they came. */
public final class DigestBook {

  private final SortedMap<Integer, Digest> sums = new TreeMap<>();

  /** Takes one outcome in, in any order. */
  public void add(Decided outcome) {
    sums.merge(outcome.month(), outcome.digest(), Digest::plus);
  }

  /**
   * The run's digest after each month.
   *
   * @param start the first month
   * @param end the month after the last
   */
  public SortedMap<Integer, Digest> chained(int start, int end) {
    SortedMap<Integer, Digest> chained = new TreeMap<>();
    Digest digest = Digest.ZERO;
    for (int month = start; month < end; month++) {
      digest = digest.chain(month, sums.getOrDefault(month, Digest.ZERO));
      chained.put(month, digest);
    }
    return Collections.unmodifiableSortedMap(chained);
  }
}
