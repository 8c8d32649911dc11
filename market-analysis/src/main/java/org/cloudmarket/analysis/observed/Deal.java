package org.cloudmarket.analysis.observed;

import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded.Client;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded.Counterfactual;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded.Need;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded.Win;
import org.cloudmarket.model.message.Scores;

/**
 * One award, kept small: a seed's studies hold a million of them.
 *
 * @param publicTender whether public tender rules held
 * @param incumbent who held the contract before; empty where nobody did
 * @param touched whether the buyer applied a policy
 * @param contest how near it was
 * @param field who else there was
 */
public record Deal(
    int month,
    boolean publicTender,
    Client client,
    Need need,
    String incumbent,
    Win win,
    boolean touched,
    Counterfactual otherwise,
    Contest contest,
    Field field) {

  /**
   * How near an award was.
   *
   * @param bidders how many valid bids there were
   * @param leadMicroPoints how far the winner was ahead; {@link Long#MAX_VALUE} of nobody
   * @param continuityMicroPoints what the winner had for holding the contract
   */
  public record Contest(int bidders, long leadMicroPoints, long continuityMicroPoints) {
    static Contest of(ContractAwarded.Ranking ranking) {
      Scores scores = ranking.scores();
      long lead =
          ranking.runnerUp().isEmpty() ? Long.MAX_VALUE : scores.total() - ranking.runnerUpTotal();
      return new Contest(ranking.bidders(), lead, scores.continuity());
    }
  }

  /**
   * What bids tell of a tender; all is 0 where they are not looked at.
   *
   * @param eligible how many bidders could have bid
   * @param eligibleOtherwise how many could have without any policy
   * @param lost how many bids lost
   * @param lostFen the sum of their prices
   * @param steadyFen the sum of the bids by those who would also have bid without any policy
   * @param steadyOtherwiseFen what these would have asked without
   */
  public record Field(
      int eligible,
      int eligibleOtherwise,
      int lost,
      long lostFen,
      long steadyFen,
      long steadyOtherwiseFen) {
    static final Field UNSEEN = new Field(0, 0, 0, 0, 0, 0);
  }

  /** The price of a unit and month, in fen. */
  public double unitPriceFen() {
    return (double) win.priceFen() / unitMonths();
  }

  /** What was bought: units times months. */
  public long unitMonths() {
    return need.units() * need.termMonths();
  }

  /** Whether somebody would have won without policy. */
  public boolean hadAnother() {
    return otherwise.priceFen() > 0;
  }

  /** Whether the buyer had a provider before. */
  public boolean renewable() {
    return !incumbent.isEmpty();
  }

  /** Whether the buyer stays with its provider. */
  public boolean renewed() {
    return incumbent.equals(win.provider());
  }

  /** Whether the winner is of an ownership. */
  public boolean wonBy(Ownership ownership) {
    return win.ownership() == ownership;
  }
}
