package org.cloudmarket.model.desk;

import org.cloudmarket.model.message.Message;

/** Where a desk puts what follows from a message. All of it happens, or nothing. */
public interface Outbox {

  /** Sends a message on. */
  void say(Message message);

  /**
   * Keeps a fact in place of the one with the same key, so that a desk built anew can go on from
   * it.
   */
  void remember(Fact fact);

  /** Forgets all facts of this desk: its run is over. */
  void forget();
}
