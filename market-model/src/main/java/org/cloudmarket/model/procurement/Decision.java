package org.cloudmarket.model.procurement;

import org.cloudmarket.model.message.AwardsMessage.Procedure;
import org.cloudmarket.model.message.Scores;

/**
 * What comes of a tender.
 *
 * @param winner the winner's place; -1 where the tender fails
 * @param priceFen what the winner gets; 0 where the tender fails
 * @param bidders how many valid bids there were
 */
record Decision(
    int winner,
    long priceFen,
    Procedure procedure,
    int bidders,
    Scores scores,
    int runnerUp,
    long runnerUpTotal) {

  static final int NOBODY = -1;

  static Decision failed(int bidders) {
    return new Decision(NOBODY, 0, Procedure.COMPETITION, bidders, Scores.NONE, NOBODY, 0);
  }

  boolean fails() {
    return winner == NOBODY;
  }
}
