package org.cloudmarket.model.scenario;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cloudmarket.model.market.Ranges;

/**
 * The bids of external providers that a run has accepted: with them it can be repeated where nobody
 * bids from outside. A tender that is not there had no bid.
 *
 * @param fen what each asks for the whole contract, by the provider's id and the tender's;
 *     1..{@value #MOST_FEN}
 */
public record AcceptedBids(SortedMap<String, SortedMap<String, Long>> fen) {

  /** The dearest bid: the last whole number that every reader of JSON keeps. */
  public static final long MOST_FEN = (1L << 53) - 1;

  /** No bid at all. */
  public static final AcceptedBids NONE = new AcceptedBids(Collections.emptySortedMap());

  public AcceptedBids {
    SortedMap<String, SortedMap<String, Long>> copy = new TreeMap<>();
    for (Map.Entry<String, SortedMap<String, Long>> each : fen.entrySet()) {
      for (Map.Entry<String, Long> bid : each.getValue().entrySet()) {
        Ranges.within("the bid for " + bid.getKey(), bid.getValue(), 1, MOST_FEN);
      }
      copy.put(each.getKey(), Collections.unmodifiableSortedMap(new TreeMap<>(each.getValue())));
    }
    fen = Collections.unmodifiableSortedMap(copy);
  }
}
