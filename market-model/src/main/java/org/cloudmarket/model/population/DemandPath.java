package org.cloudmarket.model.population;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.cloudmarket.model.market.MarketParameters;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.market.SegmentProfile;
import org.cloudmarket.model.policy.DemandChange;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Spell;
import org.cloudmarket.model.scenario.Course;
import org.cloudmarket.model.scenario.Scenario;

/**
 * How demand grows over a run, by segment: the volume of those who have a contract, and how many
 * enter without one.
 *
 * <p>Spend grows in month t by g(t) = (monthly + extra e^(-t / months)) x the segment's growth. The
 * entry part of it is newcomers, the rest is volume of running contracts. Policies that change
 * demand multiply what there would be. See docs/model.md, <i>Demand</i>.
 */
public final class DemandPath {

  private static final double MILLION = 1_000_000;

  /** Demand may not grow more than a thousandfold in a run: sums of money stay exact. */
  private static final double MOST = 1_000;

  /** All policies together: at most tenfold, and no less than a hundredth. */
  private static final double MOST_BY_POLICY = 10;

  private static final double LEAST_BY_POLICY = 0.01;

  private final List<Spell> spells;
  private final int start;
  private final Map<Segment, int[]> volumePpm = new EnumMap<>(Segment.class);
  private final Map<Segment, long[]> enteredPpm = new EnumMap<>(Segment.class);

  /**
   * The path that demand takes in a course: of the months so far, and of those to come as if no
   * policy came into force or ceased.
   *
   * @throws IllegalArgumentException where a segment grows more than a thousandfold by itself
   */
  public DemandPath(Course course) {
    Scenario scenario = course.scenario();
    spells = course.demandSpells();
    start = scenario.start();
    for (SegmentProfile profile : scenario.segments().values()) {
      path(profile, scenario.parameters(), scenario.months(), course);
    }
  }

  /** The path of a course that may have gone on: this one, unless demand has changed since. */
  public DemandPath in(Course course) {
    return course.demandSpells().equals(spells) ? this : new DemandPath(course);
  }

  private void path(
      SegmentProfile profile, MarketParameters parameters, int months, Course course) {
    int[] volumes = new int[months + 1];
    long[] entered = new long[months + 1];
    double entryPart = parameters.entryPartPpm() / MILLION;
    double spend = 1;
    double volume = 1;
    double newcomers = 0;
    for (int t = 0; t <= months; t++) {
      if (t > 0) {
        double rate =
            profile.growthPpm()
                / MILLION
                * (parameters.monthlyGrowthPpm()
                    + parameters.extraGrowthPpm()
                        * StrictMath.exp(-(double) (t - 1) / parameters.extraGrowthMonths()))
                / MILLION;
        volume = volume * (1 + (1 - entryPart) * rate);
        newcomers = newcomers + entryPart * rate * spend / volume;
        spend = spend * (1 + rate);
        if (spend > MOST) {
          throw new IllegalArgumentException(
              "segment "
                  + profile.segment().id()
                  + " grows more than a thousandfold in "
                  + t
                  + " months");
        }
      }
      double byPolicy = factor(course, profile.segment(), start + t, DemandChange::volumeFactor);
      volumes[t] = (int) StrictMath.rint(Math.min(MOST, volume * byPolicy) * MILLION);
      double more = factor(course, profile.segment(), start + t, DemandChange::buyersFactor);
      // So many times those at the start and the newcomers, less those at the start.
      entered[t] = (long) StrictMath.rint((newcomers * more + (more - 1)) * MILLION);
    }
    volumePpm.put(profile.segment(), volumes);
    enteredPpm.put(profile.segment(), entered);
  }

  /** What a policy in force, or one that was, makes of demand in a month. */
  private interface Factor {
    double of(DemandChange change, Spell spell, int month);
  }

  private double factor(Course course, Segment segment, int month, Factor each) {
    double factor = 1;
    for (Spell spell : spells) {
      Policy policy = course.policy(spell);
      if (spell.from() <= month
          && (policy.scope().segments().isEmpty() || policy.scope().segments().contains(segment))) {
        factor *= each.of((DemandChange) policy.instrument(), spell, month);
      }
    }
    return Math.clamp(factor, LEAST_BY_POLICY, MOST_BY_POLICY);
  }

  /** Volume of a contract in a month relative to the first month, in parts per million. */
  public int volumePpm(Segment segment, int month) {
    return volumePpm.get(segment)[month - start];
  }

  /**
   * Buyers that have entered up to a month, relative to those at the start, in parts per million.
   */
  public long enteredPpm(Segment segment, int month) {
    return enteredPpm.get(segment)[month - start];
  }
}
