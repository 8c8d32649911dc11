package org.cloudmarket.model.figures;

import java.util.List;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.AwardsMessage.Procedure;
import org.cloudmarket.model.message.Holding;
import org.cloudmarket.model.policy.PolicySet;
import org.cloudmarket.model.procurement.ProcurementDesk;
import org.cloudmarket.model.tender.Outcome;
import org.cloudmarket.model.tender.Roster;
import org.cloudmarket.model.tender.Tender;

/**
 * What each outcome of a run counts for: outcomes in numbers, for those who count many runs. Sums
 * are those of {@link Counting}.
 */
public final class NumberCounting implements ProcurementDesk.Ledger {

  private final Book book;

  /** Counts into a book. */
  public NumberCounting(Book book) {
    this.book = book;
  }

  /** Where things are added up, by month, city, segment and provider. */
  public interface Book {

    /** The line of contracts that run when the simulation begins. */
    Line line(int month, Holding holding);

    /**
     * The line of a cell.
     *
     * @param city its place in the scenario
     * @param provider its place in the scenario; {@link Roster#NOBODY} where there is none
     */
    Line line(int month, int city, Segment segment, int provider);
  }

  @Override
  public void open(int month, List<Holding> holdings) {
    holdings.forEach(holding -> AwardCount.opening(holding, book.line(month, holding)));
  }

  @Override
  public void enter(Tender tender, Outcome outcome, long replacedBaseFen, long baseUnits) {
    switch (outcome.kind) {
      case AWARDED -> award(tender, outcome, replacedBaseFen, baseUnits);
      case FAILED -> of(tender, tender.incumbent).add(Measure.FAILED, 1);
      case BRIDGED -> {}
    }
    if (outcome.extensionMonths > 0) {
      of(tender, tender.incumbent).add(Measure.EXTENDED, 1);
    }
    if (outcome.against != PolicySet.NONE) {
      of(tender, outcome.complainant).add(Measure.COMPLAINTS, 1);
    }
  }

  private void award(Tender tender, Outcome outcome, long replacedBaseFen, long baseUnits) {
    boolean replaces = tender.incumbent != Roster.NOBODY;
    new AwardCount(
            outcome.baseFen,
            replaces ? replacedBaseFen : 0,
            baseUnits,
            outcome.annualFen,
            tender.units,
            outcome.portingFen,
            outcome.counterfactualPriceFen * Months.A_YEAR / tender.termMonths,
            outcome.counterfactualPortingFen,
            replaces && tender.incumbent != outcome.winner,
            outcome.displaced(),
            tender.forced,
            outcome.procedure() == Procedure.SINGLE_SOURCE,
            tender.policies != PolicySet.NONE && outcome.counterfactualPriceFen > 0)
        .add(
            of(tender, outcome.winner),
            replaces ? of(tender, tender.incumbent) : Line.NONE,
            outcome.displaced() ? of(tender, outcome.counterfactualWinner) : Line.NONE);
  }

  private Line of(Tender tender, int provider) {
    return book.line(tender.month, tender.city, tender.segment, provider);
  }
}
