package org.cloudmarket.model.figures;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cloudmarket.model.message.AwardsMessage;

/**
 * Adds the outcomes of a run up by month, city, segment and provider. Every figure that people see
 * is made of these.
 */
public final class MarketFigures {

  private final SortedMap<Cell, Map<Measure, Long>> cells = new TreeMap<>();

  private final Counting counting =
      new Counting(
          (month, city, segment, provider) -> {
            Map<Measure, Long> sums = at(new Cell(month, city, segment, provider));
            return (measure, value) -> sums.merge(measure, value, Long::sum);
          });

  /** Takes one outcome in. */
  public void add(AwardsMessage message) {
    counting.count(message);
  }

  private Map<Measure, Long> at(Cell cell) {
    return cells.computeIfAbsent(cell, _ -> new EnumMap<>(Measure.class));
  }

  /** Adds a value that was counted before, as a store gives it back. */
  public void add(Cell cell, Measure measure, long value) {
    at(cell).merge(measure, value, Long::sum);
  }

  /** All that was counted, by month, city, segment and provider; a measure that is absent is 0. */
  public SortedMap<Cell, Map<Measure, Long>> cells() {
    return Collections.unmodifiableSortedMap(cells);
  }

  /** Forgets what was counted, to count anew. */
  public void clear() {
    cells.clear();
  }
}
