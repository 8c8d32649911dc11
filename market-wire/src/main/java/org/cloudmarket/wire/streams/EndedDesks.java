package org.cloudmarket.wire.streams;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The desks of a task that have ended, so that none begins again when its beginning is sent twice.
 * The newest {@link #MOST} are known.
 */
final class EndedDesks {

  /** How many are known: of about 100 bytes each. */
  static final int MOST = 4096;

  private final FactStore store;
  private final Map<String, Long> numbers = new LinkedHashMap<>();
  private long nextNumber;

  /** Takes in what the store knows. */
  EndedDesks(FactStore store) {
    this.store = store;
    store
        .ended()
        .forEach(
            (number, desk) -> {
              numbers.put(desk, number);
              nextNumber = number + 1;
            });
  }

  boolean contains(DeskKey desk) {
    return numbers.containsKey(desk.toString());
  }

  void add(DeskKey desk) {
    if (contains(desk)) {
      return;
    }
    if (numbers.size() == MOST) {
      var oldest = numbers.entrySet().iterator();
      store.forgetEnded(oldest.next().getValue());
      oldest.remove();
    }
    numbers.put(desk.toString(), nextNumber);
    store.putEnded(nextNumber, desk.toString());
    nextNumber++;
  }
}
