package org.cloudmarket.model.figures;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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

/**
 * Adds the outcomes of a run up by month, city, segment and provider. Every figure that people see
 * is made of these.
 */
public final class MarketFigures {

  private final SortedMap<Cell, Map<Measure, Long>> cells = new TreeMap<>();

  /** Takes one outcome in. */
  public void add(AwardsMessage message) {
    switch (message) {
      case ContractsCounted counted ->
          counted.holdings().forEach(holding -> count(counted.month(), holding));
      case ContractAwarded award -> award(award);
      case TenderFailed failed ->
          add(
              failed.month(),
              failed.city(),
              failed.segment(),
              failed.incumbent(),
              Measure.FAILED,
              1);
      case ContractExtended extended ->
          add(
              extended.month(),
              extended.city(),
              extended.segment(),
              extended.incumbent(),
              Measure.EXTENDED,
              1);
      case ComplaintFiled complaint ->
          add(
              complaint.month(),
              complaint.city(),
              complaint.segment(),
              complaint.complainant(),
              Measure.COMPLAINTS,
              1);
      case AwardsClosed closed -> {}
    }
  }

  private void count(int month, Holding holding) {
    add(
        month,
        holding.city(),
        holding.segment(),
        holding.provider(),
        Measure.RUNNING_BASE_FEN,
        holding.baseFen());
    add(
        month,
        holding.city(),
        holding.segment(),
        holding.provider(),
        Measure.RUNNING_BASE_UNITS,
        holding.baseUnits());
  }

  private void award(ContractAwarded award) {
    to(award, award.winner(), Measure.RUNNING_BASE_FEN, award.baseFen());
    to(award, award.winner(), Measure.RUNNING_BASE_UNITS, award.baseUnits());
    to(award, award.winner(), Measure.AWARDS, 1);
    to(award, award.winner(), Measure.AWARDED_FEN, award.annualValueFen());
    to(award, award.winner(), Measure.AWARDED_UNITS, award.units());
    if (!award.incumbent().isEmpty()) {
      to(award, award.incumbent(), Measure.RUNNING_BASE_FEN, -award.incumbentBaseFen());
      to(award, award.incumbent(), Measure.RUNNING_BASE_UNITS, -award.baseUnits());
    }
    if (award.migration()) {
      to(award, award.winner(), Measure.MIGRATED_TO, 1);
      to(award, award.incumbent(), Measure.MIGRATED_FROM, 1);
    }
    if (award.displaced()) {
      to(award, award.winner(), Measure.DISPLACED_TO, 1);
      to(award, award.winner(), Measure.DISPLACED_TO_FEN, award.annualValueFen());
      to(award, award.counterfactualWinner(), Measure.DISPLACED_FROM, 1);
      to(award, award.counterfactualWinner(), Measure.DISPLACED_FROM_FEN, award.annualValueFen());
    }
    if (award.forced()) {
      to(award, award.winner(), Measure.FORCED, 1);
    }
    if (award.procedure() == Procedure.SINGLE_SOURCE) {
      to(award, award.winner(), Measure.SINGLE_SOURCE, 1);
    }
    if (!award.policies().isEmpty() && award.counterfactualPriceFen() > 0) {
      to(award, award.winner(), Measure.TOUCHED, 1);
      to(award, award.winner(), Measure.TOUCHED_FEN, award.annualValueFen());
      to(
          award,
          award.winner(),
          Measure.TOUCHED_COUNTERFACTUAL_FEN,
          award.counterfactualPriceFen() * 12 / award.termMonths());
    }
  }

  private void to(ContractAwarded award, String provider, Measure measure, long value) {
    add(award.month(), award.city(), award.segment(), provider, measure, value);
  }

  private void add(
      int month, String city, Segment segment, String provider, Measure measure, long value) {
    add(new Cell(month, city, segment, provider), measure, value);
  }

  /** Adds a value that was counted before, as a store gives it back. */
  public void add(Cell cell, Measure measure, long value) {
    cells.computeIfAbsent(cell, _ -> new EnumMap<>(Measure.class)).merge(measure, value, Long::sum);
  }

  /** All that was counted, by month, city, segment and provider; a measure that is absent is 0. */
  public SortedMap<Cell, Map<Measure, Long>> cells() {
    return Collections.unmodifiableSortedMap(cells);
  }

  /** Forgets what was counted, to count anew. */
  public void clear() {
    cells.clear();
  }
}
