package org.cloudmarket.model.instrument;

import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.policy.DemandChange;
import org.cloudmarket.model.policy.RulesDraft;
import org.cloudmarket.model.policy.Spell;

/**
 * Government makes demand of segments rise, by equal steps over some months, and for good: where it
 * ends sooner, what has risen stays. Modelled on China's new-infrastructure plan.
 *
 * @param volumeRisePpm the part by which the volume of contracts rises; 0..{@value #MOST_RISE_PPM}
 * @param entryRisePpm the part by which the number of buyers rises, of those that there would be;
 *     0..{@value #MOST_RISE_PPM}
 * @param rampMonths in how many months it has risen; 1..{@value #MAX_RAMP_MONTHS}
 */
public record DemandProgramme(int volumeRisePpm, int entryRisePpm, int rampMonths)
    implements DemandChange {

  /** The name of the kind. */
  public static final String TYPE = "demand-programme";

  /** Threefold. */
  public static final int MOST_RISE_PPM = 2_000_000;

  /** The longest ramp. */
  public static final int MAX_RAMP_MONTHS = 120;

  private static final double MILLION = Ranges.PPM;

  public DemandProgramme {
    Ranges.within("volumeRise", volumeRisePpm, 0, MOST_RISE_PPM);
    Ranges.within("entryRise", entryRisePpm, 0, MOST_RISE_PPM);
    Ranges.within("rampMonths", rampMonths, 1, MAX_RAMP_MONTHS);
    if (volumeRisePpm == 0 && entryRisePpm == 0) {
      throw new IllegalArgumentException(
          "a demand programme makes volume rise, or the number of buyers");
    }
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public double volumeFactor(Spell spell, int month) {
    return 1 + volumeRisePpm / MILLION * risen(spell, month);
  }

  @Override
  public double buyersFactor(Spell spell, int month) {
    return 1 + entryRisePpm / MILLION * risen(spell, month);
  }

  /** How much of it has risen, 0..1. */
  private double risen(Spell spell, int month) {
    int inForce = Math.min(month + 1, spell.until()) - spell.from();
    return Math.clamp((double) inForce / rampMonths, 0, 1);
  }

  @Override
  public int risesInMonths() {
    return MAX_RAMP_MONTHS;
  }

  @Override
  public void shape(RulesDraft rules) {}
}
