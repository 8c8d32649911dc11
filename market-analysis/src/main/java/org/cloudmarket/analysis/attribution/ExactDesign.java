package org.cloudmarket.analysis.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.cloudmarket.analysis.statistics.Estimate;
import org.cloudmarket.analysis.statistics.Faults;

/**
 * All coalitions, in the order of their bits. A coalition's place is its set of bits.
 *
 * <p>The Shapley value of a player is the mean over sizes, 0 to n-1, of the mean over coalitions of
 * that size without the player, of what the player adds (Shapley 1953, "A value for n-person
 * games"). The interaction index of two players is likewise the mean over sizes 0 to n-2 of the
 * mean over coalitions S of that size without both, of {@code v(S+i+j) - v(S+i) - v(S+j) + v(S)}.
 * The weights are {@code (n-s-2)! s! / (n-1)!}: Grabisch and Roubens 1999, "An axiomatic approach
 * to the concept of interaction among players in cooperative games", International Journal of Game
 * Theory 28.
 *
 * <p>Of one size the terms are added in ascending order. So two players that change every coalition
 * in the same way have the same terms, and get exactly the same sum.
 *
 * <p>Replications are independent and nothing is sampled, so Student's t over replications gives
 * the intervals.
 */
record ExactDesign(int players) implements ShapleyDesign {

  ExactDesign {
    new Faults()
        .unless(
            players >= 1 && players <= MOST_EXACT,
            "an exact design has 1 to " + MOST_EXACT + " players, not " + players)
        .raise();
  }

  @Override
  public long[] coalitions() {
    return LongStream.range(0, 1L << players).toArray();
  }

  @Override
  public double[][] byReplication(double[][] values) {
    int replications = CoalitionValues.replications(values, coalitions());
    double[][] shares = new double[players][replications];
    for (int player = 0; player < players; player++) {
      int i = 1 << player;
      for (int r = 0; r < replications; r++) {
        int replication = r;
        shares[player][r] =
            meanOfSizes(i, s -> values[s | i][replication] - values[s][replication]);
      }
    }
    return shares;
  }

  @Override
  public Attribution attribute(double[][] values) {
    List<Estimate> shares = Arrays.stream(byReplication(values)).map(Estimate::ofMean).toList();
    return new Attribution(
        CoalitionValues.whole(values[values.length - 1], values[0]), shares, interplays(values));
  }

  private List<Attribution.Interplay> interplays(double[][] values) {
    List<Attribution.Interplay> all = new ArrayList<>();
    for (int first = 0; first < players; first++) {
      for (int second = first + 1; second < players; second++) {
        int i = 1 << first;
        int j = 1 << second;
        double[] indices =
            IntStream.range(0, values[0].length)
                .mapToDouble(r -> meanOfSizes(i | j, s -> together(values, r, s, i, j)))
                .toArray();
        all.add(new Attribution.Interplay(first, second, Estimate.ofMean(indices)));
      }
    }
    return all;
  }

  private static double together(double[][] values, int r, int s, int i, int j) {
    return (values[s | i | j][r] + values[s][r]) - (values[s | i][r] + values[s | j][r]);
  }

  /**
   * The mean over sizes of the mean of a term over coalitions of that size without some players.
   */
  private double meanOfSizes(int without, IntToDoubleFunction term) {
    int sizes = players - Integer.bitCount(without) + 1;
    double sum = 0;
    for (int size = 0; size < sizes; size++) {
      int members = size;
      double[] terms =
          IntStream.range(0, 1 << players)
              .filter(s -> (s & without) == 0 && Integer.bitCount(s) == members)
              .mapToDouble(term)
              .sorted()
              .toArray();
      sum += Arrays.stream(terms).sum() / terms.length;
    }
    return sum / sizes;
  }
}
