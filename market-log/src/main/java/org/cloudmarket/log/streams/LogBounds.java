package org.cloudmarket.log.streams;

import java.util.Map;
import java.util.Set;

/** Asks the broker which records of a partition it has. */
@FunctionalInterface
public interface LogBounds {

  /** Asks nobody, and finds nothing missing. */
  LogBounds UNKNOWN = (topics, partition) -> Map.of();

  /**
   * What a partition of one topic holds.
   *
   * @param start the offset of the oldest record that is there
   * @param end the offset behind the newest
   */
  record Bounds(long start, long end) {}

  /**
   * Asks for one partition of several topics.
   *
   * @return by topic; a topic is missing where it is not known
   * @throws org.apache.kafka.common.KafkaException if the broker does not answer
   */
  Map<String, Bounds> of(Set<String> topics, int partition);
}
