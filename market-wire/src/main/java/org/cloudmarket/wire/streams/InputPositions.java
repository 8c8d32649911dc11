package org.cloudmarket.wire.streams;

import java.util.Map;
import java.util.TreeMap;

/**
 * How far a task has read each of its topics, kept in its own store and in the transaction of what
 * followed from the records. The offsets of the consumer group only say where reading begins: where
 * they are lost or too old, records come again, and this tells them from new ones.
 */
final class InputPositions {

  private final FactStore store;
  private final Map<String, Long> next = new TreeMap<>();
  private boolean changed;

  /** Takes in what the store knows. */
  InputPositions(FactStore store) {
    this.store = store;
    next.putAll(store.positions());
  }

  /**
   * Takes a record in, unless it was read before.
   *
   * @return whether it is new
   */
  boolean take(String topic, long offset) {
    Long expected = next.get(topic);
    if (expected != null && offset < expected) {
      return false;
    }
    next.put(topic, offset + 1);
    changed = true;
    return true;
  }

  /** The offset behind the last record that was read of each topic; sorted by topic. */
  Map<String, Long> next() {
    return next;
  }

  /** The log of a topic goes on from another offset than was expected. */
  void continueAt(String topic, long offset) {
    next.put(topic, offset);
    changed = true;
  }

  /** Puts into the store what has changed since the last commit. */
  void save() {
    if (changed) {
      next.forEach(store::putPosition);
      changed = false;
    }
  }
}
