package org.cloudmarket.model.message;

/** A message that belongs to one shard of a run. */
public sealed interface ShardMessage extends Message
    permits PolicyMessage, TendersMessage, BidsMessage, AwardsMessage, ExternalBid, BidAnswered {

  /** The shard, 0 and up. */
  int shard();
}
