package org.cloudmarket.analysis.statistics;

import java.util.stream.IntStream;
import org.cloudmarket.model.random.Draws;

/**
 * Resampling of rows with replacement (Efron 1979, "Bootstrap methods: another look at the
 * jackknife", Annals of Statistics 7). Each choice is a keyed draw of the seed, the resample and
 * the place in it, so it is the same on every machine and in any order.
 */
public final class Bootstrap {

  /** How many resamples there are: enough for percentiles of 95 percent. */
  public static final int RESAMPLES = 1000;

  private final long stem;
  private final int rows;

  /**
   * @param rows that are resampled, at least 1
   */
  public Bootstrap(long seed, int rows) {
    new Faults().unless(rows >= 1, "there must be a row to resample").raise();
    this.stem = Draws.with(Draws.mix(seed), Draws.key("bootstrap"));
    this.rows = rows;
  }

  /**
   * The rows of one resample, as many as there are rows.
   *
   * @param resample from 0 to {@link #RESAMPLES} - 1
   */
  public int[] rows(int resample) {
    long one = Draws.with(stem, resample);
    return IntStream.range(0, rows).map(row -> Draws.below(Draws.with(one, row), rows)).toArray();
  }
}
