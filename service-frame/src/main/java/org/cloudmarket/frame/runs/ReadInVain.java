package org.cloudmarket.frame.runs;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Decides when it is worth writing how far records were read that changed nothing. Each month of a
 * run has some in {@code runs}, and to read a few once more after a start is cheaper than to write
 * each time that they were read. Of one channel, which takes one batch after the other.
 */
public final class ReadInVain {

  /** So many places of a partition are read once more at the most, and those of a batch. */
  private static final long STRIDE = 512;

  private final Map<TopicPartition, Long> written = new HashMap<>();

  /**
   * The ends that are to be written now: of partitions of which none was written yet, and of those
   * that have gone on by {@value #STRIDE} places, marks of transactions included.
   *
   * @param ends where each partition of a batch is to be read on
   */
  Map<TopicPartition, Long> due(Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> due = new HashMap<>();
    ends.forEach(
        (partition, end) -> {
          Long before = written.get(partition);
          // An end before that one is of a new log.
          if (before == null || end < before || end - before >= STRIDE) {
            due.put(partition, end);
            written.put(partition, end);
          }
        });
    return due;
  }
}
