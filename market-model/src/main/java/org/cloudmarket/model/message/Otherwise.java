package org.cloudmarket.model.message;

import java.util.Arrays;

/**
 * What the providers of a bid book would ask under other rules.
 *
 * @param without the policy that is left out; empty where all are
 * @param pricesFen a price per provider in the order of the bids; 0 where it could make no offer
 */
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
