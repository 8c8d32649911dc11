package org.cloudmarket.model.tender;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.market.Weights;
import org.cloudmarket.model.message.AwardsMessage.Procedure;
import org.cloudmarket.model.message.Bid;
import org.cloudmarket.model.message.Scores;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;

/**
 * Why a tender came out as it did: all that its decision was made of, and what it would have come
 * to under other rules.
 *
 * @param tender as it was published; of a contract that a mandate bridges, as it would have been
 * @param ceilingFen the budget for the whole contract; 0 where an open field could make no offer,
 *     or nobody was asked
 * @param portingFen what it costs once to move to another provider, whoever bears it; 0 where
 *     nobody holds the present contract
 * @param actual how it came out
 * @param counterfactual how it would have without any policy; as the actual one where none is
 *     applied
 * @param rules what each policy in whose scope the buyer is makes of it, sorted by policy
 * @param without for each policy that the buyer applies, who would have won without it alone
 */
public record Explanation(
    TenderPublished tender,
    long ceilingFen,
    long portingFen,
    Contest actual,
    Contest counterfactual,
    List<Rule> rules,
    List<Without> without) {

  public Explanation {
    rules = List.copyOf(rules);
    without = List.copyOf(without);
  }

  /** How a tender ends. */
  public enum Ending implements Kebab {
    /** Somebody gets the contract. */
    AWARDED,
    /** Nobody does: the present contract goes on for a while, if there is one. */
    FAILED,
    /** There is no tender yet: a mandate's grace bridges the present contract. */
    BRIDGED,
    /** There would have been no award: the incumbent goes on at its present price. */
    STAYS
  }

  /**
   * A tender under some rules.
   *
   * @param procedure how it was awarded; empty where it was not
   * @param winner who has the contract then; empty for nobody
   * @param priceFen what the winner gets for the whole term; 0 where it was not awarded to anybody
   * @param portingFen what the buyer pays once to move to the winner; 0 where it stays, or had
   *     nobody
   * @param bidders how many valid bids there were, the fringe counting for several
   * @param requiredBidders with how many there is a competition
   * @param requiredCertification the certification that the data demand
   * @param weights the most points that each criterion gives
   * @param field every provider that serves the city, sorted by id; empty where nobody was asked
   */
  public record Contest(
      Ending ending,
      Optional<Procedure> procedure,
      String winner,
      long priceFen,
      long portingFen,
      int bidders,
      int requiredBidders,
      int requiredCertification,
      Weights weights,
      List<Entrant> field) {
    public Contest {
      field = List.copyOf(field);
    }
  }

  /**
   * A provider in a contest.
   *
   * @param answer a bid, or why not; empty where it could make no offer under rules that nobody
   *     asked it under
   * @param because the policy behind {@link Bid.Answer#NOT_ELIGIBLE}; empty otherwise
   * @param participationPpm with which chance it takes part, before a second call; empty for those
   *     who may not bid, and for in-house centres, which are called
   * @param expectedPpm what it can expect of the tender: its chance to win times the field's
   *     markup, as a part of its cost; empty where that is, and where all take part with the same
   *     chance, whatever they can expect
   * @param priceFen what it asks, or would in a negotiation; 0 where it can make no offer
   * @param evaluatedFen the price that is evaluated, after deductions; 0 where it was not
   * @param scores its points; empty where it was not evaluated: it made no offer that counts, or
   *     too few did
   */
  public record Entrant(
      String provider,
      Optional<Bid.Answer> answer,
      String because,
      OptionalInt participationPpm,
      OptionalInt expectedPpm,
      long priceFen,
      long evaluatedFen,
      Optional<Scores> scores) {}

  /**
   * What a policy makes of a tender in its scope, by itself.
   *
   * @param standing whether it binds, is only known, or fades
   * @param conduct whether the buyer applies it, or why not
   * @param ends whether it ends the present contract before its time
   * @param bridges whether it may bridge the present contract, or has
   * @param excludes those of the field that it shuts out, sorted
   * @param bonusMicroPoints points that it adds, by provider of the field
   * @param deductionPpm parts of prices that evaluation leaves out, by provider of the field
   * @param costReductionPpm parts of costs that somebody else bears, by provider of the field
   * @param standingFallPpm how far political standing is lower, by provider of the field
   * @param continuitySparedMicroPoints points for continuity that the incumbent loses, in
   *     millionths
   * @param portingSparedFen what somebody else bears of the cost of a move
   * @param requiredCertification the certification that the data demand under it
   * @param weights the most points that each criterion gives under it
   * @param direct who gets the contract without competition; empty for nobody
   * @param lastResort who gets it when the tender fails; empty for nobody
   */
  public record Rule(
      String policy,
      Standing standing,
      Conduct conduct,
      boolean ends,
      boolean bridges,
      List<String> excludes,
      SortedMap<String, Long> bonusMicroPoints,
      SortedMap<String, Integer> deductionPpm,
      SortedMap<String, Integer> costReductionPpm,
      SortedMap<String, Integer> standingFallPpm,
      long continuitySparedMicroPoints,
      long portingSparedFen,
      int requiredCertification,
      Weights weights,
      String direct,
      String lastResort) {
    public Rule {
      excludes = List.copyOf(excludes);
    }

    /** Whether the buyer applies it. */
    public boolean applied() {
      return conduct == Conduct.APPLIES;
    }
  }

  /**
   * The same tender without one policy.
   *
   * @param winner who would have the contract; empty for nobody
   * @param priceFen at what price for the whole term; 0 for nobody
   * @param portingFen what the buyer would have paid once to move to it
   * @param restores whether that is the counterfactual winner
   */
  public record Without(
      String policy, String winner, long priceFen, long portingFen, boolean restores) {}
}
