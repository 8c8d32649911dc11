package org.cloudmarket.model.policy;

/**
 * What happens to the demand of whole segments. Nobody complies with it, and no award can be laid
 * to it alone: its effect is the difference of paired runs.
 */
public sealed interface DemandChange extends Instrument permits DemandProgramme, OverseasShock {

  /**
   * By what the volume of contracts is multiplied in a month.
   *
   * @param spell a time in force that began by then
   */
  double volumeFactor(Spell spell, int month);

  /**
   * By what the number of buyers, of those that there would be, is multiplied in a month. Nobody
   * goes away: it never falls.
   *
   * @param spell a time in force that began by then
   */
  double buyersFactor(Spell spell, int month);

  @Override
  default boolean bindsBuyers() {
    return false;
  }
}
