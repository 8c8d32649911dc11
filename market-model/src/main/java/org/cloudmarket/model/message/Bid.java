package org.cloudmarket.model.message;

import org.cloudmarket.model.market.Kebab;

/**
 * A provider's answer to a tender.
 *
 * @param provider its id
 * @param answer a bid, or why not
 * @param because the policy behind {@link Answer#NOT_ELIGIBLE}; empty otherwise
 * @param priceFen what the whole contract costs; also what it would offer in a negotiation where
 *     the answer is {@link Answer#NOT_INTERESTED}; 0 where it can make no offer
 * @param qualityPpm the quality that it offers
 */
public record Bid(String provider, Answer answer, String because, long priceFen, int qualityPpm) {

  /** A bid, or why not. */
  public enum Answer implements Kebab {
    BID,
    /** Free to bid and able to, but does not care to; answers when asked to negotiate. */
    NOT_INTERESTED,
    /** Shut out by a policy. */
    NOT_ELIGIBLE,
    /** Its certification is too low for the data. */
    NOT_CERTIFIED,
    /** The budget is below its cost. */
    BELOW_COST,
    /** In-house: answers only where a policy calls it. */
    IN_HOUSE;

    private final String id = Kebab.super.id();

    @Override
    public String id() {
      return id;
    }
  }
}
