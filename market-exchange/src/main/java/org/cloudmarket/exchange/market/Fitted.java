package org.cloudmarket.exchange.market;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Numbers of a market that the data do not show, and that are set so that it behaves as they do.
 *
 * @param quality of each provider, 0..1, by id: it stands for all that makes buyers choose it
 * @param participation chance that a provider bids, 0..1
 * @param continuity points for staying with the holder of the contract
 */
record Fitted(SortedMap<String, Double> quality, double participation, double continuity) {

  Fitted {
    quality = Collections.unmodifiableSortedMap(new TreeMap<>(quality));
  }
}
