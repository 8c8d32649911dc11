package org.cloudmarket.model.tender;

import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.random.Draws;

/**
 * A tender in numbers, as {@link org.cloudmarket.model.message.TendersMessage.TenderPublished} has
 * it in words. It is filled anew for each tender, so that publishing one allocates nothing.
 * Providers, cities and policies are places in the scenario's sorted lists.
 */
public final class Tender {

  /** The month of it, as {@link org.cloudmarket.model.market.Months}. */
  public int month;

  /** The hash of the buyer's id; see {@link Draws#hash(String)}. */
  public long buyerHash;

  /** The number of the contract that is tendered, 1 and up. */
  public int contract;

  /** 0, and one more after each failure. */
  public int attempt;

  /** The buyer's kind. */
  public Segment segment;

  /** The data that the buyer holds. */
  public DataClass dataClass;

  /** The place of the buyer's city. */
  public int city;

  /** Volume, in units. */
  public long units;

  /** How long the contract will run. */
  public int termMonths;

  /** Whether public tender rules hold. */
  public boolean publicTender;

  /** Whether a policy ends the present contract before its time. */
  public boolean forced;

  /** Who holds the present contract; {@link Roster#NOBODY} where nobody does. */
  public int incumbent;

  /** What the incumbent charges for a unit and month; 0 where nobody does. */
  public long incumbentUnitPriceMilliFen;

  /** The policies that the buyer applies, as a set. */
  public long policies;

  /** What draws know the buyer by. */
  long buyerKey() {
    return Draws.mix(buyerHash);
  }

  /** What draws know this attempt at this contract by, among the buyer's. */
  long occasion() {
    return contract * 64L + attempt;
  }

  /** What digests know the tender by: the key of its id. */
  long key() {
    long hash = Draws.hash(Draws.hash(Draws.hash(buyerHash, '-'), 'c'), contract);
    return Draws.mix(
        attempt == 0 ? hash : Draws.hash(Draws.hash(Draws.hash(hash, '-'), 'r'), attempt));
  }

  /** The same, which stays as it is when this one is filled anew. */
  public Tender copy() {
    Tender copy = new Tender();
    copy.month = month;
    copy.buyerHash = buyerHash;
    copy.contract = contract;
    copy.attempt = attempt;
    copy.segment = segment;
    copy.dataClass = dataClass;
    copy.city = city;
    copy.units = units;
    copy.termMonths = termMonths;
    copy.publicTender = publicTender;
    copy.forced = forced;
    copy.incumbent = incumbent;
    copy.incumbentUnitPriceMilliFen = incumbentUnitPriceMilliFen;
    copy.policies = policies;
    return copy;
  }
}
