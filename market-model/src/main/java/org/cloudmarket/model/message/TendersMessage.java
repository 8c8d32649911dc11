package org.cloudmarket.model.message;

import java.util.List;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Spell;
import org.cloudmarket.model.scenario.Scenario;

/** What buyers say to providers. */
public sealed interface TendersMessage extends ShardMessage {

  /** Providers learn which market they are in; before the first {@link MarketOpened}. */
  record MarketAnnounced(String run, int shard, long seed, Scenario scenario)
      implements TendersMessage {}

  /**
   * People have changed the market's policies; before the {@link MarketOpened} of the month from
   * which on these are all that there are.
   *
   * @param policies those too that have ended, sorted by id
   */
  record RulesAmended(String run, int shard, int month, List<Policy> policies)
      implements TendersMessage {
    public RulesAmended {
      policies = List.copyOf(policies);
    }
  }

  /**
   * What providers must know of a month.
   *
   * @param inForce ids of the policies that bind or that buyers may act on already, sorted
   * @param spells when policies have been in force so far, this month included, sorted
   * @param lastMonth the market's totals of the month before
   */
  record MarketOpened(
      String run,
      int shard,
      int month,
      List<String> inForce,
      List<Spell> spells,
      List<ProviderTotals> lastMonth)
      implements TendersMessage {
    public MarketOpened {
      inForce = List.copyOf(inForce);
      spells = List.copyOf(spells);
      lastMonth = List.copyOf(lastMonth);
    }
  }

  /**
   * A buyer asks for bids.
   *
   * @param tender its id: the buyer's id and the number of the contract
   * @param contract the number of the contract that is tendered, 1 and up; with the buyer, the
   *     occasion of all draws
   * @param attempt 0, and one more after each failure
   * @param units volume, in units
   * @param termMonths how long the contract will run
   * @param publicTender whether public tender rules hold
   * @param forced whether a policy ends the present contract before its time
   * @param incumbent who holds the present contract; empty where nobody does
   * @param incumbentUnitPriceMilliFen what the incumbent charges for a unit and month; 0 where
   *     nobody does
   * @param policies ids of the policies that this buyer applies, sorted
   */
  record TenderPublished(
      String run,
      int shard,
      int month,
      String tender,
      String buyer,
      int contract,
      int attempt,
      Segment segment,
      String city,
      DataClass dataClass,
      long units,
      int termMonths,
      boolean publicTender,
      boolean forced,
      String incumbent,
      long incumbentUnitPriceMilliFen,
      List<String> policies)
      implements TendersMessage {
    public TenderPublished {
      policies = List.copyOf(policies);
    }

    /**
     * Refuses what cannot go together with another tender.
     *
     * @throws IllegalArgumentException where that is not of the same month of the same shard
     */
    void requireBeside(TenderPublished other) {
      if (month != other.month || shard != other.shard || !run.equals(other.run)) {
        throw new IllegalArgumentException(
            tender + " is of another month, shard or run than those before it");
      }
    }
  }

  /**
   * Several buyers of a shard ask for bids, as many as government said at the run's start. Where a
   * month waits for bids from outside, each {@link TenderPublished} comes by itself.
   *
   * @param tenders of one month of one shard, at least one
   */
  record TendersPublished(List<TenderPublished> tenders) implements TendersMessage {

    public TendersPublished {
      tenders = List.copyOf(tenders);
      if (tenders.isEmpty()) {
        throw new IllegalArgumentException("no tender is published");
      }
      for (TenderPublished tender : tenders) {
        tender.requireBeside(tenders.getFirst());
      }
    }

    @Override
    public String run() {
      return tenders.getFirst().run();
    }

    @Override
    public int shard() {
      return tenders.getFirst().shard();
    }

    /** The month that is open. */
    public int month() {
      return tenders.getFirst().month();
    }
  }

  /** All tenders of the month are out. */
  record TendersClosed(String run, int shard, int month, int count) implements TendersMessage {}

  /**
   * The clock: the month waits no longer for bids from outside. Comes late, or twice, without harm.
   */
  record BidsDue(String run, int shard, int month) implements TendersMessage {}

  /**
   * Somebody bids for an external provider from now on, and signs. May come before {@link
   * MarketAnnounced}, and may take the place of an earlier one.
   *
   * @param month that was open when it was asked for; the first where none was
   * @param publicKey whose private key signs the provider's bids: RSA, as X.509 has it, in Base64
   *     for addresses and without padding
   */
  record BidderRegistered(String run, int shard, int month, String provider, String publicKey)
      implements TendersMessage {}

  /** The run is over; providers forget it. */
  record MarketEnded(String run, int shard, int month) implements TendersMessage {}
}
