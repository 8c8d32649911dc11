package org.cloudmarket.procurement.stream;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cloudmarket.model.message.AwardsMessage.Decided;

/**
 * What was read of a run's part of the log at once.
 *
 * @param outcomes of the run, in the order of each partition
 * @param records how many there were, those of other runs too
 * @param next where reading goes on, by partition; empty where there was nothing to read
 */
record AwardBatch(List<Written> outcomes, int records, SortedMap<Integer, Long> next) {

  /** There is no record, of whatever run. */
  static final AwardBatch NOTHING = new AwardBatch(List.of(), 0, new TreeMap<>());

  /** An outcome as it stands in the log. */
  static final class Written {
    final int partition;
    final long offset;
    final Decided outcome;

    /** In one line. */
    final byte[] json;

    Written(int partition, long offset, Decided outcome, byte[] json) {
      this.partition = partition;
      this.offset = offset;
      this.outcome = outcome;
      this.json = json;
    }
  }

  AwardBatch {
    outcomes = List.copyOf(outcomes);
    next = Collections.unmodifiableSortedMap(new TreeMap<>(next));
  }

  boolean isNothing() {
    return next.isEmpty();
  }
}
