package org.cloudmarket.analysis.statistics;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cloudmarket.model.random.Draws;

/**
 * Random orders by Fisher and Yates, with a keyed draw for each place. The mixer is written out in
 * {@link Draws}, so no release of Java can change an order.
 */
public final class Shuffle {

  private Shuffle() {}

  /**
   * The numbers from 0 on in one of all orders, each of which is equally likely.
   *
   * @param stem of draws, one for each order that is wanted
   * @param size how many numbers
   */
  public static List<Integer> order(long stem, int size) {
    List<Integer> order = IntStream.range(0, size).boxed().collect(Collectors.toList());
    for (int last = size - 1; last > 0; last--) {
      Collections.swap(order, last, Draws.below(Draws.with(stem, last), last + 1));
    }
    return List.copyOf(order);
  }
}
