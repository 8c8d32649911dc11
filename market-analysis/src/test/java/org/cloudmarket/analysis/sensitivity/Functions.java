package org.cloudmarket.analysis.sensitivity;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Functions whose indices are known, and their evaluation. */
final class Functions {

  /** Of Sobol's G, as it is usually tested: the first factor matters most, the last hardly. */
  static final double[] A = {0, 1, 4.5, 9, 99, 99};

  private Functions() {}

  /** Factors x1, x2 and so on with the same bounds. */
  static List<Factor> factors(int count, double low, double high) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> Factor.real("x" + i, low, high)).toList();
  }

  static double[] outcomes(List<List<BigDecimal>> points, ToDoubleFunction<double[]> function) {
    return points.stream()
        .map(point -> point.stream().mapToDouble(BigDecimal::doubleValue).toArray())
        .mapToDouble(function)
        .toArray();
  }

  /** Ishigami and Homma 1990, with a = 7 and b = 0.1; factors from -pi to pi. */
  static double ishigami(double[] x) {
    double second = Math.sin(x[1]);
    return Math.sin(x[0]) * (1 + 0.1 * Math.pow(x[2], 4)) + 7 * second * second;
  }

  /** Saltelli and Sobol 1995; factors from 0 to 1. */
  static double g(double[] x) {
    double product = 1;
    for (int i = 0; i < x.length; i++) {
      product *= (Math.abs(4 * x[i] - 2) + A[i]) / (1 + A[i]);
    }
    return product;
  }
}
