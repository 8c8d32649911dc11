package org.cloudmarket.analysis.attribution;

/**
 * Which coalitions of players are evaluated, and what their values say of each player.
 *
 * <p>A coalition is a set of bits: bit 0 is the first player. Its value is what is measured when
 * these players take part and the others do not, in any unit. Each coalition is measured in the
 * same replications: replication r of all coalitions has the same seed.
 */
public sealed interface ShapleyDesign permits ExactDesign, SampledDesign {

  /** The most players of an exact design: 256 coalitions. */
  int MOST_EXACT = 8;

  /** The most players of any design: one bit each, and the sign stays free. */
  int MOST_PLAYERS = 63;

  /**
   * The design with all coalitions.
   *
   * @param players 1 to {@link #MOST_EXACT}
   * @throws IllegalArgumentException for any other number
   */
  static ShapleyDesign exact(int players) {
    return new ExactDesign(players);
  }

  /**
   * The design with sampled orders in which players join.
   *
   * @param players 2 to {@link #MOST_PLAYERS}
   * @param pairs of an order and its reverse, at least 2
   * @throws IllegalArgumentException for other numbers
   */
  static ShapleyDesign sampled(int players, int pairs, long seed) {
    return new SampledDesign(players, pairs, seed);
  }

  /** How many players there are. */
  int players();

  /**
   * What is to be evaluated: distinct coalitions, always in the same order, with nobody and with
   * all among them.
   */
  long[] coalitions();

  /**
   * The Shapley value of each player in each replication. In each replication they add up to the
   * value of all players less that of nobody, but for the rounding of floating-point sums.
   *
   * @param values by coalition, in the order of {@link #coalitions}, and replication
   * @return by player and replication
   * @throws IllegalArgumentException naming all values that are missing or not finite
   */
  double[][] byReplication(double[][] values);

  /**
   * What all values say.
   *
   * @param values as in {@link #byReplication}
   * @throws IllegalArgumentException as there
   */
  Attribution attribute(double[][] values);
}
