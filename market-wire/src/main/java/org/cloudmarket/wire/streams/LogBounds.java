package org.cloudmarket.wire.streams;

import java.util.Map;
import java.util.Set;

/** Asks the broker which records of a partition it has, and how far they were read. */
@FunctionalInterface
public interface LogBounds {

  /** Asks nobody, and finds nothing missing. */
  LogBounds UNKNOWN = (topics, partition) -> Map.of();

  /**
   * What a partition of one topic holds.
   *
   * @param start the offset of the oldest record that is there
   * @param end the offset behind the newest
   * @param committed the offset up to which the group has read, the marks between transactions
   *     included; 0 where the broker knows none
   */
  record Bounds(long start, long end, long committed) {}

  /**
   * Asks for one partition of several topics.
   *
   * @return by topic; a topic is missing where it is not known
   * @throws org.apache.kafka.common.KafkaException if the broker does not answer
   */
  Map<String, Bounds> of(Set<String> topics, int partition);
}
