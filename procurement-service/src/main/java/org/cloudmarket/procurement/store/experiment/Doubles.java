package org.cloudmarket.procurement.store.experiment;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Series as bytes: eight for each value, so that it comes back to the bit. */
final class Doubles {

  private Doubles() {}

  static byte[] write(List<double[]> series) {
    int values = series.stream().mapToInt(each -> each.length).sum();
    ByteBuffer bytes = ByteBuffer.allocate(values * Double.BYTES);
    for (double[] each : series) {
      for (double value : each) {
        bytes.putDouble(value);
      }
    }
    return bytes.array();
  }

  /**
   * Reads what was measured of a run again: the months of each outcome, and then a number for each.
   *
   * @param outcomes how many there are
   * @param months how many each has
   */
  static List<double[]> read(byte[] bytes, int outcomes, int months) {
    ByteBuffer values = ByteBuffer.wrap(bytes);
    List<double[]> series = new ArrayList<>();
    for (int i = 0; i < outcomes; i++) {
      series.add(next(values, months));
    }
    series.add(next(values, outcomes));
    return series;
  }

  /** Reads one series. */
  static double[] read(byte[] bytes) {
    return next(ByteBuffer.wrap(bytes), bytes.length / Double.BYTES);
  }

  private static double[] next(ByteBuffer values, int length) {
    double[] next = new double[length];
    for (int t = 0; t < length; t++) {
      next[t] = values.getDouble();
    }
    return next;
  }
}
