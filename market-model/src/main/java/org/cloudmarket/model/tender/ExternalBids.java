package org.cloudmarket.model.tender;

import java.util.HashMap;
import java.util.Map;
import org.cloudmarket.model.random.Draws;
import org.cloudmarket.model.scenario.AcceptedBids;

/** What external providers ask for tenders, as bidding looks it up. */
public final class ExternalBids {

  /** By the provider's id, then by what digests know the tender by. */
  private final Map<String, Map<Long, Long>> fen = new HashMap<>();

  /** Those that a run has accepted. */
  public static ExternalBids of(AcceptedBids accepted) {
    ExternalBids bids = new ExternalBids();
    accepted
        .fen()
        .forEach(
            (provider, ofProvider) ->
                ofProvider.forEach((tender, price) -> bids.put(provider, tender, price)));
    return bids;
  }

  /**
   * Adds a bid.
   *
   * @param tender its id
   * @param priceFen for the whole contract; 1 and up
   */
  public void put(String provider, String tender, long priceFen) {
    fen.computeIfAbsent(provider, _ -> new HashMap<>()).put(Draws.key(tender), priceFen);
  }

  /** Forgets all bids. */
  public void clear() {
    fen.clear();
  }

  /** What a provider asks for the whole contract; 0 where it does not bid. */
  long fen(String provider, long tenderKey) {
    return fen.getOrDefault(provider, Map.of()).getOrDefault(tenderKey, 0L);
  }
}
