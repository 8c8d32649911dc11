package org.cloudmarket.analysis.attribution;

import java.util.Arrays;
import java.util.function.LongToDoubleFunction;
import java.util.stream.IntStream;
import org.cloudmarket.model.random.Draws;

/** Values of coalitions for tests. */
final class Game {

  private Game() {}

  /** A number from 0 to 1 for each key. */
  static double chance(long key) {
    return Draws.ppm(Draws.mix(key + 12345)) / 1e6;
  }

  /** The values that a design asks for, the same in all replications. */
  static double[][] values(ShapleyDesign design, int replications, LongToDoubleFunction value) {
    return Arrays.stream(design.coalitions())
        .mapToObj(
            coalition -> {
              double[] all = new double[replications];
              Arrays.fill(all, value.applyAsDouble(coalition));
              return all;
            })
        .toArray(double[][]::new);
  }

  /** Values with luck of their own for each coalition and replication. */
  static double[][] random(ShapleyDesign design, int replications) {
    return Arrays.stream(design.coalitions())
        .mapToObj(
            coalition ->
                IntStream.range(0, replications)
                    .mapToDouble(r -> 100 * chance(coalition * 64 + r))
                    .toArray())
        .toArray(double[][]::new);
  }
}
