package org.cloudmarket.model.message;

import java.util.List;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.scenario.AcceptedBids;

/** What buyers decided. Those that are {@link Decided} make the digest. */
public sealed interface AwardsMessage extends ShardMessage {

  /** The month of it. */
  int month();

  /** An outcome of which the digest is made. */
  sealed interface Decided extends AwardsMessage {
    /** The tender, or the contract that is extended without one. */
    String tender();

    /** The digest of this outcome. Run id and shard are not in it. */
    Digest digest();
  }

  /** How a contract was awarded. */
  enum Procedure implements Kebab {
    /** The best of the bids. */
    COMPETITION,
    /** Policy left too few bidders: negotiated with those that it left. */
    SINGLE_SOURCE,
    /** Tenders failed again and again: negotiated with whoever could. */
    NEGOTIATION,
    /** Given to the buyer's own centre without competition. */
    DIRECT,
    /** Given to the buyer's own centre because the tender failed. */
    LAST_RESORT;

    private final String id = Kebab.super.id();

    @Override
    public String id() {
      return id;
    }
  }

  /**
   * Contracts that run when the simulation begins. For the record.
   *
   * @param holdings sorted by city, segment and provider
   */
  record ContractsCounted(String run, int shard, int month, List<Holding> holdings)
      implements AwardsMessage {
    public ContractsCounted {
      holdings = List.copyOf(holdings);
    }
  }

  /**
   * A contract is awarded.
   *
   * @param client who asked
   * @param need what was asked
   * @param replaced the contract before
   * @param win who got the contract, and for what
   * @param policies ids of the policies that the buyer applied
   * @param counterfactual what would have been without any policy
   * @param ranking how the bids were scored
   */
  record ContractAwarded(
      String run,
      int shard,
      int month,
      String tender,
      Client client,
      Need need,
      Replaced replaced,
      Win win,
      List<String> policies,
      Counterfactual counterfactual,
      Ranking ranking)
      implements Decided {

    /**
     * Who asked.
     *
     * @param baseUnits the volume at the start
     */
    public record Client(
        String id, Segment segment, String city, DataClass dataClass, long baseUnits) {}

    /**
     * What was asked.
     *
     * @param units volume
     * @param ceilingFen the budget of the whole term; 0 where an open field could make no offer
     * @param forced whether a policy ended the contract before its time
     */
    public record Need(long units, int termMonths, long ceilingFen, boolean forced) {}

    /**
     * The contract before.
     *
     * @param incumbent who held it; empty where there was none
     * @param baseFen its annual value at the start's volume; 0 where there was none
     */
    public record Replaced(String incumbent, long baseFen) {}

    /**
     * Who got the contract, and for what.
     *
     * @param annualValueFen price of a year
     * @param priceFen price of the whole term
     * @param portingFen what the buyer pays once to move to it; 0 where it stays, or had nobody
     * @param baseFen annual value at the start's volume: running spend is this times the segment's
     *     growth since then
     */
    public record Win(
        String provider,
        Ownership ownership,
        Procedure procedure,
        long annualValueFen,
        long priceFen,
        long portingFen,
        long baseFen) {}

    /**
     * What would have been without any policy.
     *
     * @param winner who would have won, or kept the contract; empty for nobody
     * @param priceFen at what price, for the same volume and term; 0 where nobody would have won
     * @param portingFen what the buyer would have paid once for a move
     * @param displacedBy empty where the winner is the same; else every policy whose removal alone
     *     restores it, or {@link #JOINT}
     */
    public record Counterfactual(
        String winner, long priceFen, long portingFen, List<String> displacedBy) {
      public Counterfactual {
        displacedBy = List.copyOf(displacedBy);
      }
    }

    /**
     * How the bids were scored.
     *
     * @param bidders how many valid bids there were
     * @param scores the winner's
     * @param runnerUp who came second; empty where nobody did
     * @param runnerUpTotal its points, in millionths
     */
    public record Ranking(int bidders, Scores scores, String runnerUp, long runnerUpTotal) {}

    /** Stands for policies that only together displaced an award. */
    public static final String JOINT = "joint";

    public ContractAwarded {
      policies = List.copyOf(policies);
    }

    /** Whether policy gave the contract to another than would have had it. */
    public boolean displaced() {
      return !counterfactual.displacedBy().isEmpty();
    }

    /** Whether the buyer leaves a provider. */
    public boolean migration() {
      return !replaced.incumbent().isEmpty() && !replaced.incumbent().equals(win.provider());
    }

    @Override
    public Digest digest() {
      Scores scores = ranking.scores();
      Digest.Builder digest =
          new Digest.Builder()
              .add(1)
              .add(tender)
              .add(month)
              .add(win.provider())
              .add(win.priceFen())
              .add(counterfactual.winner())
              .add(counterfactual.priceFen())
              .add(scores.price())
              .add(scores.quality())
              .add(scores.security())
              .add(scores.standing())
              .add(scores.continuity())
              .add(scores.ecosystem())
              .add(scores.policy())
              .add(scores.taste());
      for (String policy : counterfactual.displacedBy()) {
        digest.add(policy);
      }
      if (win.portingFen() != 0 || counterfactual.portingFen() != 0) {
        digest.add(win.portingFen()).add(counterfactual.portingFen());
      }
      return digest.build();
    }
  }

  /**
   * A tender brings no contract.
   *
   * @param bidders how many valid bids there were
   * @param incumbent who held the contract; empty where nobody did
   * @param policies ids of the policies that the buyer applied
   */
  record TenderFailed(
      String run,
      int shard,
      int month,
      String tender,
      String buyer,
      Segment segment,
      String city,
      int bidders,
      String incumbent,
      List<String> policies)
      implements Decided {
    public TenderFailed {
      policies = List.copyOf(policies);
    }

    @Override
    public Digest digest() {
      return new Digest.Builder().add(2).add(tender).add(month).add(bidders).add(incumbent).build();
    }
  }

  /** Why a contract goes on. */
  enum ExtensionReason implements Kebab {
    /** The tender for its successor failed. */
    TENDER_FAILED,
    /** A mandate's grace bridges the move. */
    GRACE;

    private final String id = Kebab.super.id();

    @Override
    public String id() {
      return id;
    }
  }

  /** The incumbent's contract goes on for some months. */
  record ContractExtended(
      String run,
      int shard,
      int month,
      String tender,
      String buyer,
      Segment segment,
      String city,
      String incumbent,
      int months,
      ExtensionReason reason)
      implements Decided {
    @Override
    public Digest digest() {
      return new Digest.Builder()
          .add(3)
          .add(tender)
          .add(month)
          .add(incumbent)
          .add(months)
          .add(reason.id())
          .build();
    }
  }

  /**
   * A shut-out provider that would have won complains.
   *
   * @param against ids of the policies that shut it out
   */
  record ComplaintFiled(
      String run,
      int shard,
      int month,
      String tender,
      Segment segment,
      String city,
      String complainant,
      List<String> against)
      implements Decided {
    public ComplaintFiled {
      against = List.copyOf(against);
    }

    @Override
    public Digest digest() {
      Digest.Builder digest = new Digest.Builder().add(4).add(tender).add(month).add(complainant);
      for (String policy : against) {
        digest.add(policy);
      }
      return digest.build();
    }
  }

  /**
   * The bids from outside that count in the month, before its outcomes: with them the run can be
   * repeated. Months without any have none of it. Bids of 0, which decline, are not in it.
   */
  record BidsAccepted(String run, int shard, int month, AcceptedBids bids)
      implements AwardsMessage {}

  /**
   * All outcomes of the month are out.
   *
   * @param count how many outcomes there were
   * @param digest their sum
   */
  record AwardsClosed(String run, int shard, int month, int count, Digest digest)
      implements AwardsMessage {}
}
