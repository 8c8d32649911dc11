package org.cloudmarket.exchange.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What is wrong with files, each with its place. Those beyond the first hundred are counted. */
public final class DataFaults {

  private static final int MOST = 100;

  private final List<String> faults = new ArrayList<>();
  private int count;

  /**
   * Notes a fault.
   *
   * @param place file, line and record
   * @param field as a JSON pointer or the name of a column; empty for the whole record
   * @param detail what is wrong and, where it can be said, what would be right
   */
  public void add(String place, String field, String detail) {
    count++;
    if (faults.size() < MOST) {
      faults.add(place + (field.isEmpty() ? "" : ": " + field) + ": " + detail);
    }
  }

  /** Notes what was found elsewhere. */
  public void addAll(DataFaults others) {
    count += others.count;
    others.faults.stream().limit(Math.max(0, MOST - faults.size())).forEach(faults::add);
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /** A line each, and one of how many more there are. */
  public List<String> lines() {
    if (count == faults.size()) {
      return Collections.unmodifiableList(faults);
    }
    List<String> lines = new ArrayList<>(faults);
    lines.add("and " + (count - faults.size()) + " more faults");
    return lines;
  }

  /**
   * @throws InvalidData where there are any
   */
  public void throwIfAny() {
    if (count > 0) {
      throw new InvalidData(lines());
    }
  }
}
