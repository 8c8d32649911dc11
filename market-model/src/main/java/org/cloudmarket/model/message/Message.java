package org.cloudmarket.model.message;

/**
 * What travels round the ring. Every message belongs to a run; each kind of them has a topic. Ids
 * are kebab-case; an empty id means "none". Months are {@link org.cloudmarket.model.market.Months}.
 */
public sealed interface Message permits RunsMessage, ShardMessage {

  /** The run's id. */
  String run();
}
