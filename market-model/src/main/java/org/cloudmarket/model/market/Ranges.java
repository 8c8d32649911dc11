package org.cloudmarket.model.market;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The checks that records of a scenario make of their numbers. */
public final class Ranges {

  /** One, in parts per million. */
  public static final int PPM = 1_000_000;

  /** The decimals of a millionth. */
  private static final int DECIMALS = 6;

  /** The product of two numbers of so many bits fits 64; nearly all do. */
  private static final int SMALL_BITS = 33;

  private static final int SMALL_FACTOR_BITS = 30;

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
    if (fits(value, SMALL_BITS) && fits(factorPpm, SMALL_FACTOR_BITS)) {
      return value * factorPpm / PPM;
    }
    return Math.addExact(Math.multiplyExact(value / PPM, factorPpm), value % PPM * factorPpm / PPM);
  }

  /** A number of millionths as a decimal, without needless zeros. */
  public static BigDecimal decimal(long micro) {
    BigDecimal value = BigDecimal.valueOf(micro, DECIMALS).stripTrailingZeros();
    return value.scale() < 0 ? value.setScale(0) : value;
  }

  /** A number of millionths as people write it. */
  public static String text(long micro) {
    return decimal(micro).toPlainString();
  }

  private static boolean fits(long value, int bits) {
    return (value + (1L << bits)) >>> (bits + 1) == 0;
  }

  /**
   * part / whole in parts per million, rounded down, for 0 <= part and 0 < whole; of a whole past 9
   * x 10^17 the last digits do not count.
   *
   * @throws ArithmeticException where the result does not fit 64 bits
   */
  public static long ratioPpm(long part, long whole) {
    if (part < Long.MAX_VALUE / PPM) {
      return part * PPM / whole;
    }
    if (whole > Long.MAX_VALUE / 10) {
      return ratioPpm(part >> 4, whole >> 4);
    }
    long ratio = part / whole;
    long rest = part % whole;
    for (int digit = 1; digit < PPM; digit *= 10) {
      rest *= 10;
      ratio = Math.addExact(Math.multiplyExact(ratio, 10L), rest / whole);
      rest %= whole;
    }
    return ratio;
  }
}
