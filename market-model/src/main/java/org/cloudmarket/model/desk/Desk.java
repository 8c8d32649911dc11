package org.cloudmarket.model.desk;

import org.cloudmarket.model.message.Message;

/**
 * One of the three decisions that make the market. A desk takes one message, changes its own state
 * and hands back what follows. It does no I/O, reads no clock, shares nothing and never depends on
 * the order of a hash: the same messages give the same answers, wherever it runs.
 *
 * @param <M> what it hears
 * @param <F> what it must not forget
 */
public interface Desk<M extends Message, F extends Fact> {

  /** Hears one message; what follows goes to the outbox. */
  void hear(M message, Outbox outbox);

  /**
   * Takes back one fact that this desk had remembered, before it hears anything. Facts come in the
   * order of their keys.
   */
  void recall(F fact);

  /** The kind of facts that this desk remembers. */
  Class<F> facts();

  /**
   * Takes back a fact as a store has it, which does not know whose it is.
   *
   * @throws ClassCastException where it is of another kind of desk
   */
  default void recallStored(Fact fact) {
    recall(facts().cast(fact));
  }
}
