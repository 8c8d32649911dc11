package org.cloudmarket.analysis.attribution;

import org.cloudmarket.analysis.statistics.Estimate;
import org.cloudmarket.analysis.statistics.Faults;

/** Values by coalition and replication. */
final class CoalitionValues {

  private CoalitionValues() {}

  /**
   * Refuses what is not a full table of finite numbers.
   *
   * @return how many replications there are
   */
  static int replications(double[][] values, long[] coalitions) {
    Faults faults =
        new Faults()
            .unless(
                values.length == coalitions.length,
                "there must be values of "
                    + coalitions.length
                    + " coalitions, not "
                    + values.length);
    int replications = values.length == 0 ? 0 : values[0].length;
    faults.unless(replications > 0, "there must be a replication");
    for (int i = 0; i < Math.min(values.length, coalitions.length); i++) {
      faults.unlessFinite(
          values[i], replications, "coalition " + Long.toBinaryString(coalitions[i]) + " value");
    }
    faults.raise();
    return replications;
  }

  /** The effect of all players, from the values of all and of nobody by replication. */
  static Estimate whole(double[] all, double[] nobody) {
    double[] effects = new double[all.length];
    for (int r = 0; r < all.length; r++) {
      effects[r] = all[r] - nobody[r];
    }
    return Estimate.ofMean(effects);
  }
}
