package org.cloudmarket.model.figures;

import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.AwardsMessage;
import org.cloudmarket.model.message.AwardsMessage.AwardsClosed;
import org.cloudmarket.model.message.AwardsMessage.BidsAccepted;
import org.cloudmarket.model.message.AwardsMessage.ComplaintFiled;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.ContractExtended;
import org.cloudmarket.model.message.AwardsMessage.ContractsCounted;
import org.cloudmarket.model.message.AwardsMessage.Procedure;
import org.cloudmarket.model.message.AwardsMessage.TenderFailed;
import org.cloudmarket.model.message.Holding;

/** What each outcome of a run counts for, whoever adds it up: outcomes in words. */
public final class Counting {

  private final Book book;

  /** Counts into a book. */
  public Counting(Book book) {
    this.book = book;
  }

  /** Where things are added up, by month, city, segment and provider. */
  @FunctionalInterface
  public interface Book {

    /**
     * The line of a cell.
     *
     * @param provider its id; empty where there is none
     */
    Line line(int month, String city, Segment segment, String provider);
  }

  /** Counts one outcome. */
  public void count(AwardsMessage message) {
    switch (message) {
      case ContractsCounted counted ->
          counted.holdings().forEach(holding -> count(counted.month(), holding));
      case ContractAwarded award -> award(award);
      case TenderFailed failed ->
          book.line(failed.month(), failed.city(), failed.segment(), failed.incumbent())
              .add(Measure.FAILED, 1);
      case ContractExtended extended ->
          book.line(extended.month(), extended.city(), extended.segment(), extended.incumbent())
              .add(Measure.EXTENDED, 1);
      case ComplaintFiled complaint ->
          book.line(
                  complaint.month(), complaint.city(), complaint.segment(), complaint.complainant())
              .add(Measure.COMPLAINTS, 1);
      case BidsAccepted _, AwardsClosed _ -> {}
    }
  }

  private void count(int month, Holding holding) {
    AwardCount.opening(
        holding, book.line(month, holding.city(), holding.segment(), holding.provider()));
  }

  private void award(ContractAwarded award) {
    long counterfactualFen = award.counterfactual().priceFen();
    String incumbent = award.replaced().incumbent();
    new AwardCount(
            award.win().baseFen(),
            award.replaced().baseFen(),
            award.client().baseUnits(),
            award.win().annualValueFen(),
            award.need().units(),
            award.win().portingFen(),
            counterfactualFen * Months.A_YEAR / award.need().termMonths(),
            award.counterfactual().portingFen(),
            award.migration(),
            award.displaced(),
            award.need().forced(),
            award.win().procedure() == Procedure.SINGLE_SOURCE,
            !award.policies().isEmpty() && counterfactualFen > 0)
        .add(
            of(award, award.win().provider()),
            incumbent.isEmpty() ? Line.NONE : of(award, incumbent),
            award.displaced() ? of(award, award.counterfactual().winner()) : Line.NONE);
  }

  private Line of(ContractAwarded award, String provider) {
    return book.line(award.month(), award.client().city(), award.client().segment(), provider);
  }
}
