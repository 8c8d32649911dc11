package org.cloudmarket.analysis.attribution;

import java.util.List;
import org.cloudmarket.analysis.statistics.Estimate;

/**
 * An effect and its parts, in the unit of the values, with intervals of 95 percent.
 *
 * @param whole the value of all players less that of nobody
 * @param shares the mean Shapley value of each player, in their order; they add up to the whole
 * @param interplays of all pairs of players, in lexical order; empty for a sampled design
 */
public record Attribution(Estimate whole, List<Estimate> shares, List<Interplay> interplays) {

  public Attribution {
    shares = List.copyOf(shares);
    interplays = List.copyOf(interplays);
  }

  /**
   * What two players do together beyond what each does alone: above 0 where they strengthen each
   * other, below 0 where one makes the other superfluous, 0 where their effects only add.
   *
   * @param first its number, from 0
   * @param second its number, above that of the first
   * @param index the Shapley interaction index
   */
  public record Interplay(int first, int second, Estimate index) {}
}
