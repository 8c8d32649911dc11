package org.cloudmarket.model.policy;

/**
 * What happens to the demand of whole segments. Nobody complies with it, and no award can be laid
 * to it alone: its effect is the difference of paired runs.
 */
public interface DemandChange extends Instrument {

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

  /**
   * Whether it can raise demand, after so many months of which it has done all that it does; 0
   * where it only lowers it.
   */
  default int risesInMonths() {
    return 0;
  }

  @Override
  default boolean bindsBuyers() {
    return false;
  }
}
