package org.cloudmarket.analysis.attribution;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.cloudmarket.analysis.statistics.Estimate;
import org.cloudmarket.analysis.statistics.Faults;
import org.cloudmarket.analysis.statistics.Shuffle;
import org.cloudmarket.model.random.Draws;
import org.hipparchus.stat.StatUtils;

/**
 * Orders in which players join one by one, sampled in pairs of an order and its reverse. The
 * Shapley value of a player is the mean over all orders of what the player adds when it joins;
 * sampled orders estimate it without bias (Castro, Gomez and Tejada 2009, "Polynomial calculation
 * of the Shapley value based on sampling"). Who joins early in an order joins late in its reverse,
 * so the errors of the two tend to cancel (Mitchell, Cooper, Frank and Holmes 2022, "Sampling
 * permutations for Shapley value estimation").
 *
 * <p>The two orders of a pair depend on each other, and pairs do not; so the pair is the unit of
 * sampling. All pairs are measured in the same replications. The value of a pair in a replication
 * is thus a cell of a table in which pairs are rows and replications are columns, and {@link
 * Estimate#ofCrossedMean} gives an interval with the noise of both. With one replication it holds
 * the noise of sampling only.
 *
 * <p>A player that changes no coalition gets exactly 0. Two players that are alike get equal values
 * only up to sampling.
 *
 * <p>Each order depends on the seed and the number of its pair alone, so the first pairs stay the
 * same where more are asked for.
 */
final class SampledDesign implements ShapleyDesign {

  private final int players;
  private final List<List<Integer>> orders;
  private final Map<Long, Integer> places = new LinkedHashMap<>();

  SampledDesign(int players, int pairs, long seed) {
    new Faults()
        .unless(
            players >= 2 && players <= MOST_PLAYERS,
            "a sampled design has 2 to " + MOST_PLAYERS + " players, not " + players)
        .unless(pairs >= 2, "a sampled design needs 2 pairs of orders at least, not " + pairs)
        .raise();
    this.players = players;
    long stem = Draws.with(Draws.mix(seed), Draws.key("shapley"));
    this.orders =
        IntStream.range(0, pairs)
            .mapToObj(pair -> Shuffle.order(Draws.with(stem, pair), players))
            .toList();
    place(0);
    place(everybody());
    for (List<Integer> order : orders) {
      long ahead = 0;
      for (int player : order) {
        ahead |= 1L << player;
        place(ahead);
        place(everybody() & ~ahead);
      }
    }
  }

  private long everybody() {
    return (1L << players) - 1;
  }

  private void place(long coalition) {
    places.putIfAbsent(coalition, places.size());
  }

  @Override
  public int players() {
    return players;
  }

  @Override
  public long[] coalitions() {
    return places.keySet().stream().mapToLong(Long::longValue).toArray();
  }

  @Override
  public double[][] byReplication(double[][] values) {
    double[][][] cells = cells(values);
    double[][] shares = new double[players][values[0].length];
    for (int player = 0; player < players; player++) {
      double[][] ofPlayer = cells[player];
      for (int r = 0; r < shares[player].length; r++) {
        int replication = r;
        shares[player][r] =
            StatUtils.mean(Arrays.stream(ofPlayer).mapToDouble(of -> of[replication]).toArray());
      }
    }
    return shares;
  }

  @Override
  public Attribution attribute(double[][] values) {
    List<Estimate> shares = Arrays.stream(cells(values)).map(Estimate::ofCrossedMean).toList();
    return new Attribution(CoalitionValues.whole(values[1], values[0]), shares, List.of());
  }

  /** What each player adds in each pair and replication, as the mean of the two orders. */
  private double[][][] cells(double[][] values) {
    int replications = CoalitionValues.replications(values, coalitions());
    double[][][] cells = new double[players][orders.size()][replications];
    for (int pair = 0; pair < orders.size(); pair++) {
      long ahead = 0;
      for (int player : orders.get(pair)) {
        long self = 1L << player;
        long behind = everybody() & ~ahead & ~self;
        for (int r = 0; r < replications; r++) {
          cells[player][pair][r] =
              (added(values, ahead, self, r) + added(values, behind, self, r)) / 2;
        }
        ahead |= self;
      }
    }
    return cells;
  }

  private double added(double[][] values, long others, long self, int replication) {
    return values[places.get(others | self)][replication] - values[places.get(others)][replication];
  }
}
