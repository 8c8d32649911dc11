package org.cloudmarket.model.figures;

import org.cloudmarket.model.message.Holding;

/**
 * What an award counts for, whether it came in words or in numbers.
 *
 * @param baseFen its annual value at the start's volume
 * @param replacedBaseFen that of the contract before; 0 where there was none
 * @param baseUnits the buyer's volume at the start
 * @param annualFen price of a year
 * @param units volume
 * @param portingFen what the buyer pays once to move
 * @param counterfactualAnnualFen price of a year without any policy
 * @param counterfactualPortingFen what the buyer would have paid once to move
 * @param migrates whether the buyer leaves a provider
 * @param displaced whether policy gave it to another than would have had it
 * @param forced whether a policy ended the contract before its time
 * @param singleSource whether it was negotiated with those that policy left
 * @param touched whether a policy applied, and somebody would have won without it
 */
record AwardCount(
    long baseFen,
    long replacedBaseFen,
    long baseUnits,
    long annualFen,
    long units,
    long portingFen,
    long counterfactualAnnualFen,
    long counterfactualPortingFen,
    boolean migrates,
    boolean displaced,
    boolean forced,
    boolean singleSource,
    boolean touched) {

  /** Counts contracts that run when the simulation begins. */
  static void opening(Holding holding, Line held) {
    held.add(Measure.RUNNING_BASE_FEN, holding.baseFen());
    held.add(Measure.RUNNING_BASE_UNITS, holding.baseUnits());
  }

  /**
   * Counts it.
   *
   * @param won the line of the winner
   * @param left that of the incumbent; none where there was none
   * @param without that of who would have won; asked for a displaced award only
   */
  void add(Line won, Line left, Line without) {
    won.add(Measure.RUNNING_BASE_FEN, baseFen);
    won.add(Measure.RUNNING_BASE_UNITS, baseUnits);
    won.add(Measure.AWARDS, 1);
    won.add(Measure.AWARDED_FEN, annualFen);
    won.add(Measure.AWARDED_UNITS, units);
    left.add(Measure.RUNNING_BASE_FEN, -replacedBaseFen);
    left.add(Measure.RUNNING_BASE_UNITS, -baseUnits);
    if (migrates) {
      won.add(Measure.MIGRATED_TO, 1);
      won.add(Measure.PORTING_FEN, portingFen);
      left.add(Measure.MIGRATED_FROM, 1);
    }
    if (displaced) {
      won.add(Measure.DISPLACED_TO, 1);
      won.add(Measure.DISPLACED_TO_FEN, annualFen);
      without.add(Measure.DISPLACED_FROM, 1);
      without.add(Measure.DISPLACED_FROM_FEN, annualFen);
    }
    if (forced) {
      won.add(Measure.FORCED, 1);
    }
    if (singleSource) {
      won.add(Measure.SINGLE_SOURCE, 1);
    }
    if (touched) {
      won.add(Measure.TOUCHED, 1);
      won.add(Measure.TOUCHED_FEN, annualFen);
      won.add(Measure.TOUCHED_COUNTERFACTUAL_FEN, counterfactualAnnualFen);
      won.add(Measure.TOUCHED_PORTING_FEN, portingFen);
      won.add(Measure.TOUCHED_COUNTERFACTUAL_PORTING_FEN, counterfactualPortingFen);
    }
  }
}
