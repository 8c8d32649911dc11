package org.cloudmarket.analysis.experiment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.cloudmarket.analysis.outcome.Measured;

/** What is known of the runs of an experiment. It is asked by trial only, in the design's order. */
public final class Trials {

  private final Map<Trial, Measured> known = new HashMap<>();

  /** Adds what a run has shown. */
  public void add(Trial trial, Measured measured) {
    known.put(trial, measured);
  }

  /** How many are known. */
  public int size() {
    return known.size();
  }

  /** Those of some trials that are not known yet, in their order. */
  List<Trial> unknown(List<Trial> wanted) {
    return wanted.stream().filter(trial -> !known.containsKey(trial)).toList();
  }

  /**
   * What a run has shown.
   *
   * @throws IllegalStateException where it is not known
   */
  public Measured get(Trial trial) {
    Measured measured = known.get(trial);
    if (measured == null) {
      throw new IllegalStateException("not run yet: " + trial);
    }
    return measured;
  }

  /**
   * A number of each run of a variant, in the order of the seeds.
   *
   * @param seeds in their order
   */
  double[] each(Variant variant, long[] seeds, ToDoubleFunction<Measured> number) {
    return LongStream.of(seeds)
        .mapToDouble(seed -> number.applyAsDouble(get(new Trial(variant, seed))))
        .toArray();
  }
}
