package org.cloudmarket.model.population;

import java.util.EnumMap;
import java.util.Map;
import org.cloudmarket.model.market.MarketParameters;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.market.SegmentProfile;
import org.cloudmarket.model.scenario.Scenario;

/**
 * How demand grows over a run, by segment: the volume of those who have a contract, and how many
 * enter without one.
 *
 * <p>Spend grows in month t by g(t) = (monthly + extra e^(-t / months)) x the segment's growth. The
 * entry part of it is newcomers, the rest is volume of running contracts. See docs/model.md,
 * <i>Demand</i>.
 */
public final class DemandPath {

  private static final double MILLION = 1_000_000;

  /** Demand may not grow more than a thousandfold in a run: sums of money stay exact. */
  private static final double MOST = 1_000;

  private final int start;
  private final Map<Segment, int[]> volumePpm = new EnumMap<>(Segment.class);
  private final Map<Segment, long[]> enteredPpm = new EnumMap<>(Segment.class);

  /**
   * The path of a scenario; a pure function of it.
   *
   * @throws IllegalArgumentException where a segment grows more than a thousandfold
   */
  public DemandPath(Scenario scenario) {
    start = scenario.start();
    for (SegmentProfile profile : scenario.segments().values()) {
      path(profile, scenario.parameters(), scenario.months());
    }
  }

  private void path(SegmentProfile profile, MarketParameters parameters, int months) {
    int[] volumes = new int[months + 1];
    long[] entered = new long[months + 1];
    double entryPart = parameters.entryPartPpm() / MILLION;
    double spend = 1;
    double volume = 1;
    double newcomers = 0;
    volumes[0] = Ranges.PPM;
    for (int t = 1; t <= months; t++) {
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
      volumes[t] = (int) StrictMath.rint(volume * MILLION);
      entered[t] = (long) StrictMath.rint(newcomers * MILLION);
    }
    volumePpm.put(profile.segment(), volumes);
    enteredPpm.put(profile.segment(), entered);
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
