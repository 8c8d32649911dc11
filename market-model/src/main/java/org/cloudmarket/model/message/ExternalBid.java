package org.cloudmarket.model.message;

import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.scenario.AcceptedBids;

/**
 * What an external provider answers to a tender. It comes from outside: nothing in it is to be
 * believed but that somebody who may write there has said it.
 *
 * @param provider who bids, by its id
 * @param priceFen what it asks for the whole contract; 0 where it does not want it
 */
public record ExternalBid(
    String run, int shard, int month, String tender, String provider, long priceFen)
    implements ShardMessage {

  public ExternalBid {
    Ranges.within("priceFen", priceFen, 0, AcceptedBids.MOST_FEN);
  }
}
