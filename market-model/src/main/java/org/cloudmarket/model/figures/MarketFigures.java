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
              at(failed.month(), failed.city(), failed.segment(), failed.incumbent()),
              Measure.FAILED,
              1);
      case ContractExtended extended ->
          add(
              at(extended.month(), extended.city(), extended.segment(), extended.incumbent()),
              Measure.EXTENDED,
              1);
      case ComplaintFiled complaint ->
          add(
              at(complaint.month(), complaint.city(), complaint.segment(), complaint.complainant()),
              Measure.COMPLAINTS,
              1);
      case AwardsClosed closed -> {}
    }
  }

  private void count(int month, Holding holding) {
    Map<Measure, Long> held = at(month, holding.city(), holding.segment(), holding.provider());
    add(held, Measure.RUNNING_BASE_FEN, holding.baseFen());
    add(held, Measure.RUNNING_BASE_UNITS, holding.baseUnits());
  }

  private void award(ContractAwarded award) {
    Map<Measure, Long> won = of(award, award.win().provider());
    add(won, Measure.RUNNING_BASE_FEN, award.win().baseFen());
    add(won, Measure.RUNNING_BASE_UNITS, award.client().baseUnits());
    add(won, Measure.AWARDS, 1);
    add(won, Measure.AWARDED_FEN, award.win().annualValueFen());
    add(won, Measure.AWARDED_UNITS, award.need().units());
    if (!award.replaced().incumbent().isEmpty()) {
      Map<Measure, Long> left = of(award, award.replaced().incumbent());
      add(left, Measure.RUNNING_BASE_FEN, -award.replaced().baseFen());
      add(left, Measure.RUNNING_BASE_UNITS, -award.client().baseUnits());
    }
    if (award.migration()) {
      add(won, Measure.MIGRATED_TO, 1);
      add(won, Measure.PORTING_FEN, award.win().portingFen());
      add(of(award, award.replaced().incumbent()), Measure.MIGRATED_FROM, 1);
    }
    if (award.displaced()) {
      add(won, Measure.DISPLACED_TO, 1);
      add(won, Measure.DISPLACED_TO_FEN, award.win().annualValueFen());
      Map<Measure, Long> without = of(award, award.counterfactual().winner());
      add(without, Measure.DISPLACED_FROM, 1);
      add(without, Measure.DISPLACED_FROM_FEN, award.win().annualValueFen());
    }
    if (award.need().forced()) {
      add(won, Measure.FORCED, 1);
    }
    if (award.win().procedure() == Procedure.SINGLE_SOURCE) {
      add(won, Measure.SINGLE_SOURCE, 1);
    }
    if (!award.policies().isEmpty() && award.counterfactual().priceFen() > 0) {
      add(won, Measure.TOUCHED, 1);
      add(won, Measure.TOUCHED_FEN, award.win().annualValueFen());
      add(
          won,
          Measure.TOUCHED_COUNTERFACTUAL_FEN,
          award.counterfactual().priceFen() * 12 / award.need().termMonths());
      add(won, Measure.TOUCHED_PORTING_FEN, award.win().portingFen());
      add(won, Measure.TOUCHED_COUNTERFACTUAL_PORTING_FEN, award.counterfactual().portingFen());
    }
  }

  private Map<Measure, Long> of(ContractAwarded award, String provider) {
    return at(award.month(), award.client().city(), award.client().segment(), provider);
  }

  private Map<Measure, Long> at(int month, String city, Segment segment, String provider) {
    return at(new Cell(month, city, segment, provider));
  }

  private Map<Measure, Long> at(Cell cell) {
    return cells.computeIfAbsent(cell, _ -> new EnumMap<>(Measure.class));
  }

  private static void add(Map<Measure, Long> counted, Measure measure, long value) {
    counted.merge(measure, value, Long::sum);
  }

  /** Adds a value that was counted before, as a store gives it back. */
  public void add(Cell cell, Measure measure, long value) {
    add(at(cell), measure, value);
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
