package org.cloudmarket.model.message;

import java.util.Arrays;

/**
 * What the providers of a bid book would ask under other rules.
 *
 * @param without the policy that is left out; empty where all are
 * @param pricesFen a price for the whole contract per provider, in the order of the bids: positive
 *     for a bid, negative for what it would offer in a negotiation though it does not care to bid,
 *     0 where it could make no offer
 */
@SuppressWarnings(
    "ArrayRecordComponent") // Prices are compared by value below, and boxing them is too dear.
public record Otherwise(String without, long[] pricesFen) {

  /** A price by the bid's place. */
  public long priceFen(int place) {
    return pricesFen[place];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Otherwise that
        && without.equals(that.without)
        && Arrays.equals(pricesFen, that.pricesFen);
  }

  @Override
  public int hashCode() {
    return 31 * without.hashCode() + Arrays.hashCode(pricesFen);
  }

  @Override
  public String toString() {
    return "Otherwise[without=" + without + ", pricesFen=" + Arrays.toString(pricesFen) + "]";
  }
}
