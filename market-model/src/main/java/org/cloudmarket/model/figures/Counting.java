package org.cloudmarket.model.figures;

import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.AwardsMessage;
import org.cloudmarket.model.message.AwardsMessage.AwardsClosed;
import org.cloudmarket.model.message.AwardsMessage.ComplaintFiled;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.ContractExtended;
import org.cloudmarket.model.message.AwardsMessage.ContractsCounted;
import org.cloudmarket.model.message.AwardsMessage.Procedure;
import org.cloudmarket.model.message.AwardsMessage.TenderFailed;
import org.cloudmarket.model.message.Holding;

/** What each outcome of a run counts for, whoever adds it up. */
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

  /** The sums of one cell. */
  @FunctionalInterface
  public interface Line {

    /** Adds to a sum. */
    void add(Measure measure, long value);
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
      case AwardsClosed _ -> {}
    }
  }

  private void count(int month, Holding holding) {
    Line held = book.line(month, holding.city(), holding.segment(), holding.provider());
    held.add(Measure.RUNNING_BASE_FEN, holding.baseFen());
    held.add(Measure.RUNNING_BASE_UNITS, holding.baseUnits());
  }

  private void award(ContractAwarded award) {
    Line won = of(award, award.win().provider());
    won.add(Measure.RUNNING_BASE_FEN, award.win().baseFen());
    won.add(Measure.RUNNING_BASE_UNITS, award.client().baseUnits());
    won.add(Measure.AWARDS, 1);
    won.add(Measure.AWARDED_FEN, award.win().annualValueFen());
    won.add(Measure.AWARDED_UNITS, award.need().units());
    if (!award.replaced().incumbent().isEmpty()) {
      Line left = of(award, award.replaced().incumbent());
      left.add(Measure.RUNNING_BASE_FEN, -award.replaced().baseFen());
      left.add(Measure.RUNNING_BASE_UNITS, -award.client().baseUnits());
    }
    if (award.migration()) {
      won.add(Measure.MIGRATED_TO, 1);
      won.add(Measure.PORTING_FEN, award.win().portingFen());
      of(award, award.replaced().incumbent()).add(Measure.MIGRATED_FROM, 1);
    }
    if (award.displaced()) {
      won.add(Measure.DISPLACED_TO, 1);
      won.add(Measure.DISPLACED_TO_FEN, award.win().annualValueFen());
      Line without = of(award, award.counterfactual().winner());
      without.add(Measure.DISPLACED_FROM, 1);
      without.add(Measure.DISPLACED_FROM_FEN, award.win().annualValueFen());
    }
    if (award.need().forced()) {
      won.add(Measure.FORCED, 1);
    }
    if (award.win().procedure() == Procedure.SINGLE_SOURCE) {
      won.add(Measure.SINGLE_SOURCE, 1);
    }
    if (!award.policies().isEmpty() && award.counterfactual().priceFen() > 0) {
      won.add(Measure.TOUCHED, 1);
      won.add(Measure.TOUCHED_FEN, award.win().annualValueFen());
      won.add(
          Measure.TOUCHED_COUNTERFACTUAL_FEN,
          award.counterfactual().priceFen() * Months.A_YEAR / award.need().termMonths());
      won.add(Measure.TOUCHED_PORTING_FEN, award.win().portingFen());
      won.add(Measure.TOUCHED_COUNTERFACTUAL_PORTING_FEN, award.counterfactual().portingFen());
    }
  }

  private Line of(ContractAwarded award, String provider) {
    return book.line(award.month(), award.client().city(), award.client().segment(), provider);
  }
}
