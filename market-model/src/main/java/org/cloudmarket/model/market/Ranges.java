package org.cloudmarket.model.market;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The checks that records of a scenario make of their numbers. */
public final class Ranges {

  /** One, in parts per million. */
  public static final int PPM = 1_000_000;

  private Ranges() {}

  /**
   * @throws IllegalArgumentException naming the field and its range, where the value is outside
   */
  public static void within(String field, long value, long low, long high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(field + " is " + value + ", outside " + low + ".." + high);
    }
  }

  /**
   * An unmodifiable copy of parts of a whole.
   *
   * @throws IllegalArgumentException where a part is negative or they do not add up to a million
   */
  public static <K> SortedMap<K, Integer> parts(String field, SortedMap<K, Integer> parts) {
    long sum = 0;
    for (int part : parts.values()) {
      within(field, part, 0, PPM);
      sum += part;
    }
    if (sum != PPM) {
      throw new IllegalArgumentException(
          field + " add up to " + sum + " parts per million, not to " + PPM);
    }
    return Collections.unmodifiableSortedMap(new TreeMap<>(parts));
  }

  /**
   * value x factorPpm / 1,000,000, rounded toward zero.
   *
   * @param factorPpm up to 1,000,000,000: a thousandfold
   * @throws ArithmeticException where the result does not fit 64 bits
   */
  public static long scale(long value, long factorPpm) {
    return Math.addExact(Math.multiplyExact(value / PPM, factorPpm), value % PPM * factorPpm / PPM);
  }

  /**
   * part / whole in parts per million, rounded down, for 0 <= part and 0 < whole; loses digits only
   * past 9 x 10^12.
   */
  public static long ratioPpm(long part, long whole) {
    return part < Long.MAX_VALUE / PPM
        ? part * PPM / whole
        : part / PPM * PPM / Math.max(1, whole / PPM);
  }
}
