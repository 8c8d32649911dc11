package org.cloudmarket.model.tender;

import org.cloudmarket.model.message.AwardsMessage.Procedure;
import org.cloudmarket.model.message.Scores;

/** What comes of a tender under some rules. It is filled anew for each. */
final class Decision {

  /** The winner's place on the roster; {@link Roster#NOBODY} where the tender fails. */
  int winner;

  /** What the winner gets for the whole contract; 0 where the tender fails. */
  long priceFen;

  /** How it was awarded. */
  Procedure procedure;

  /** How many valid bids there were, the fringe counting for several. */
  int bidders;

  /** The winner's points. */
  final Points points = new Points();

  /** Who came second; {@link Roster#NOBODY} where nobody did. */
  int runnerUp;

  /** The runner-up's points, in millionths. */
  long runnerUpTotal;

  /** Points in millionths; see {@link Scores}. */
  static final class Points {
    long price;
    long quality;
    long security;
    long standing;
    long continuity;
    long ecosystem;
    long policy;
    long taste;

    long total() {
      return price + quality + security + standing + continuity + ecosystem + policy + taste;
    }

    Scores scores() {
      return new Scores(price, quality, security, standing, continuity, ecosystem, policy, taste);
    }
  }

  boolean fails() {
    return winner == Roster.NOBODY;
  }

  void failed(int validBids) {
    winner = Roster.NOBODY;
    priceFen = 0;
    procedure = Procedure.COMPETITION;
    bidders = validBids;
    runnerUp = Roster.NOBODY;
    runnerUpTotal = 0;
  }
}
