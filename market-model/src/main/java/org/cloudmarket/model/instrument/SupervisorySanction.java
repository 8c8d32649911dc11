package org.cloudmarket.model.instrument;

import java.util.List;
import java.util.Set;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.policy.Instrument;
import org.cloudmarket.model.policy.RulesDraft;
import org.cloudmarket.model.policy.Spell;
import org.cloudmarket.model.policy.Surroundings;

/**
 * A provider falls from grace: its political standing is lower for some months and then recovers,
 * and its owner group's other providers lose a part of the same. Nobody is shut out. Modelled on a
 * ministry's suspension of the private leader in December 2021.
 *
 * @param provider the id of who is sanctioned
 * @param standingFallPpm how far its standing falls, 1..1,000,000
 * @param months how long it stays there, 1..60, unless the policy ends before
 * @param recoveryMonths e-folding time of the recovery after that, 1..120
 * @param groupSpilloverPpm the part of the fall that others of its owner group take, 0..1,000,000
 */
public record SupervisorySanction(
    String provider, int standingFallPpm, int months, int recoveryMonths, int groupSpilloverPpm)
    implements Instrument {

  /** The name of the kind. */
  public static final String TYPE = "supervisory-sanction";

  /** What is left of a fall no longer acts below this part of it. An assumption. */
  private static final int FADED_PPM = 20_000;

  public SupervisorySanction {
    Ids.check("provider", provider);
    Ranges.within("standingFall", standingFallPpm, 1, Ranges.PPM);
    Ranges.within("months", months, 1, 60);
    Ranges.within("recoveryMonths", recoveryMonths, 1, 120);
    Ranges.within("groupSpillover", groupSpilloverPpm, 0, Ranges.PPM);
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public boolean fades() {
    return true;
  }

  /**
   * How much of the fall is left in a month: all of it while the policy binds, for its months at
   * most; from then on e^(-k / recoveryMonths) in the k-th month, whether the policy binds or not.
   *
   * <p>Who acts on what is only announced acts on all of it.
   */
  @Override
  public int leftPpm(List<Spell> spells, int month) {
    int most = spells.isEmpty() ? Ranges.PPM : 0;
    for (Spell spell : spells) {
      most = Math.max(most, month < spell.from() ? 0 : leftPpm(spell, month));
    }
    return most;
  }

  private int leftPpm(Spell spell, int month) {
    long recovers = Math.min((long) spell.from() + months, spell.until());
    if (month < recovers) {
      return Ranges.PPM;
    }
    double left = StrictMath.exp(-(double) (month - recovers + 1) / recoveryMonths);
    int leftPpm = (int) StrictMath.rint(left * Ranges.PPM);
    return leftPpm < FADED_PPM ? 0 : leftPpm;
  }

  @Override
  public void shape(RulesDraft rules) {
    rules.lowerStanding(
        provider, standingFallPpm, (int) Ranges.scale(standingFallPpm, groupSpilloverPpm));
  }

  @Override
  public Set<String> namedProviders() {
    return Set.of(provider);
  }

  @Override
  public void examine(Surroundings in) {
    in.provider(provider)
        .filter(sanctioned -> sanctioned.ownership() == Ownership.IN_HOUSE)
        .ifPresent(
            sanctioned ->
                in.warn(
                    "provider",
                    "'"
                        + sanctioned.id()
                        + "' is an in-house centre, which nobody evaluates: the policy touches"
                        + " nobody"));
  }
}
