package org.cloudmarket.model.tender;

import org.cloudmarket.model.message.AwardsMessage.Procedure;
import org.cloudmarket.model.policy.PolicySet;
import org.cloudmarket.model.random.Digest;

/**
 * What came of a tender, or of a contract at its end, in numbers. It is filled anew for each.
 * Providers and policies are places in the scenario's sorted lists.
 */
public final class Outcome {

  /** What happened. */
  public enum Kind {
    /** Somebody has the contract; a complaint may have come with it. */
    AWARDED,
    /** The tender brought no contract; the present one goes on for a while, if there is one. */
    FAILED,
    /** A mandate's grace bridges the present contract, without a tender. */
    BRIDGED
  }

  /** What happened. */
  public Kind kind;

  /** How many outcomes that is: an award and a complaint are two. */
  public int outcomes;

  /** The sum of their digests. */
  public final Digest.Sum digest = new Digest.Sum();

  /** How it was decided, where it was tendered. */
  final Decision decision = new Decision();

  /** Who has it now; {@link Roster#NOBODY} where nobody won it. */
  public int winner;

  /** The price of a year. */
  public long annualFen;

  /** The same at the start's volume. */
  public long baseFen;

  /** What a unit costs a month. */
  public long unitPriceMilliFen;

  /** Who would have won, or kept the contract, without any policy. */
  public int counterfactualWinner;

  /** At what price, for the same volume and term; 0 where nobody would have won. */
  public long counterfactualPriceFen;

  /** Providers that bid, as a set of places 0..63. */
  public long biddersLow;

  /** The same for places 64..127. */
  public long biddersHigh;

  /** Who complained; {@link Roster#NOBODY} for nobody. */
  public int complainant;

  /** The policies complained of, as a set. */
  public long against;

  /** Policies in whose scope the buyer is, as a set. */
  public long inScope;

  /** Policies that it applied, as a set; without a tender, those that bridge the contract. */
  public long applied;

  /** Policies that alone displaced the award, as a set. */
  public long displacedBy;

  /**
   * What the award costs the buyer a year beyond the counterfactual; 0 where nobody would have won.
   */
  public long costFen;

  /** What the buyer pays once to move to the winner; 0 where it stays or had nobody. */
  public long portingFen;

  /** What it would have paid once for a move without any policy. */
  public long counterfactualPortingFen;

  /** For how many months the present contract goes on; 0 where it does not. */
  public int extensionMonths;

  /** How many months later the next tender is due. */
  public int monthsToNext;

  /** Whether a tender was decided. */
  public boolean tendered() {
    return kind != Kind.BRIDGED;
  }

  /** How it was awarded, where it was tendered. */
  public Procedure procedure() {
    return decision.procedure;
  }

  /** Whether policy gave the contract to another than would have had it. */
  public boolean displaced() {
    return kind == Kind.AWARDED && counterfactualWinner != winner;
  }

  /** Nothing of this kind is known yet. */
  void begin(Kind what) {
    kind = what;
    outcomes = 0;
    digest.clear();
    winner = Roster.NOBODY;
    annualFen = 0;
    baseFen = 0;
    unitPriceMilliFen = 0;
    counterfactualWinner = Roster.NOBODY;
    counterfactualPriceFen = 0;
    biddersLow = 0;
    biddersHigh = 0;
    complainant = Roster.NOBODY;
    against = PolicySet.NONE;
    inScope = PolicySet.NONE;
    applied = PolicySet.NONE;
    displacedBy = PolicySet.NONE;
    costFen = 0;
    portingFen = 0;
    counterfactualPortingFen = 0;
    extensionMonths = 0;
    monthsToNext = 0;
  }
}
