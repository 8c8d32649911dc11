package org.cloudmarket.procurement.store.experiment;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Series of one length as bytes: eight for each value, so that it comes back to the bit. */
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
   * Reads them again.
   *
   * @param count how many series there are; 1 and up
   */
  static List<double[]> read(byte[] bytes, int count) {
    ByteBuffer values = ByteBuffer.wrap(bytes);
    int length = bytes.length / Double.BYTES / count;
    List<double[]> series = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[] one = new double[length];
      for (int t = 0; t < length; t++) {
        one[t] = values.getDouble();
      }
      series.add(one);
    }
    return series;
  }
}
