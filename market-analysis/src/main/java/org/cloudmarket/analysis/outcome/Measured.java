package org.cloudmarket.analysis.outcome;

import java.util.List;

/**
 * What was measured of one run.
 *
 * @param digest of the run, after its last month
 * @param byMonth for each outcome, in the order in which they were asked for, a value a month
 */
public record Measured(String digest, List<double[]> byMonth) {
  public Measured {
    byMonth = List.copyOf(byMonth);
  }
}
