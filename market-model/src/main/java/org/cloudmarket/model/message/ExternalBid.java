package org.cloudmarket.model.message;

import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.scenario.AcceptedBids;

/**
 * What an external provider answers to a tender. It comes from outside: nothing in it is to be
 * believed but that somebody who may write there has said it.
 *
 * @param provider who bids, by its id
 * @param priceFen what it asks for the whole contract; 0 where it does not want it
 * @param signature of {@link #signedText} in UTF-8, as RSA with SHA-256 (PKCS #1) and in Base64;
 *     empty for none
 */
public record ExternalBid(
    String run,
    int shard,
    int month,
    String tender,
    String provider,
    long priceFen,
    String signature)
    implements ShardMessage {

  public ExternalBid {
    Ranges.within("priceFen", priceFen, 0, AcceptedBids.MOST_FEN);
  }

  /** A bid that nobody has signed. */
  public ExternalBid(
      String run, int shard, int month, String tender, String provider, long priceFen) {
    this(run, shard, month, tender, provider, priceFen, "");
  }

  /** What its signature is of: all that it says, such as {@code run-7/2/2021-09/b-1-c3/x/500}. */
  public String signedText() {
    return String.join(
        "/",
        run,
        Integer.toString(shard),
        Months.text(month),
        tender,
        provider,
        Long.toString(priceFen));
  }

  /** The same bid without its signature, for whoever has examined that. */
  public ExternalBid examined() {
    return new ExternalBid(run, shard, month, tender, provider, priceFen);
  }
}
