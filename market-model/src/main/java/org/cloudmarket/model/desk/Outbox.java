package org.cloudmarket.model.desk;

import org.cloudmarket.model.message.Message;

/** Where a desk puts what follows from a message. All of it happens, or nothing. */
public interface Outbox {

  /** Sends a message on. */
  void say(Message message);

  /**
   * Whether anybody hears messages of a kind. A message that nobody hears need not be made.
   *
   * @param kind the interface of what is said on a topic
   */
  default boolean hears(Class<? extends Message> kind) {
    return true;
  }

  /** Whether facts are kept. One that is not kept need not be made. */
  default boolean remembers() {
    return true;
  }

  /**
   * Keeps a fact in place of the one with the same key, so that a desk built anew can go on from
   * it.
   */
  void remember(Fact fact);

  /** Forgets all facts of this desk: its run is over. */
  void forget();
}
