package org.cloudmarket.model.message;

import org.cloudmarket.model.market.Kebab;

/**
 * What became of a bid from outside. All but the verdict is as the bid said it.
 *
 * @param verdict whether it counts, or why not
 */
public record BidAnswered(
    String run,
    int shard,
    int month,
    String tender,
    String provider,
    long priceFen,
    Verdict verdict)
    implements ShardMessage {

  /** Whether a bid counts. */
  public enum Verdict implements Kebab {
    /** It counts. Whether it wins is said with the award. */
    ACCEPTED,
    /** It came after its month was closed. */
    LATE,
    /** It came before the month that it is for. */
    EARLY,
    /** The provider has answered this tender already. */
    REPEATED,
    /** The month has no such tender in this shard. */
    UNKNOWN_TENDER,
    /** The run hears no bids from outside for such a provider. */
    NOT_EXTERNAL,
    /** The provider does not sell in the tender's city, or not yet. */
    NOT_SERVED,
    /** It bears no signature of the provider's registered bidder. */
    NOT_SIGNED
  }
}
