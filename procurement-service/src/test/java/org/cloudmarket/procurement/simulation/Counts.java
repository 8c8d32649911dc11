package org.cloudmarket.procurement.simulation;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How often what happened, by its name. */
final class Counts {

  private final Map<String, Long> counts = new TreeMap<>();

  void add(String what) {
    add(what, 1);
  }

  void add(String what, long more) {
    counts.merge(what, more, Long::sum);
  }

  void add(Counts other) {
    other.counts.forEach(this::add);
  }

  long of(String what) {
    return counts.getOrDefault(what, 0L);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    counts.forEach(
        (what, count) -> text.append(String.format(Locale.ROOT, "  %,15d %s%n", count, what)));
    return text.toString();
  }
}
