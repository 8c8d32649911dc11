package org.cloudmarket.analysis.experiment;

import java.util.List;
import java.util.stream.LongStream;
import org.cloudmarket.analysis.outcome.Outcome;
import org.cloudmarket.model.scenario.Scenario;

/** Which runs an experiment needs. It decides by what is known and by nothing else. */
public sealed interface Design permits Comparison, PolicyAttribution, Sensitivity {

  /** What people call this kind of experiment. */
  String kind();

  /**
   * All runs that it needs as far as it can tell, in its order: those too that are known. More may
   * follow from what they show.
   */
  List<Trial> wanted(Trials known, List<Outcome> outcomes);

  /** The scenario of a run. */
  Scenario scenario(Variant variant);

  /** A market of it, for what all of them have in common: the months and the names. */
  Scenario specimen();

  /** The markets that it is made of, before any of them is varied. */
  default List<Arm> arms() {
    return List.of(new Arm("market", specimen().title(), specimen()));
  }

  /** The most runs that it can need. */
  long mostRuns();

  /** How often each market is run; of what is known, where it depends on that. */
  int replications(Trials known, List<Outcome> outcomes);

  /** The runs that are still to be made; none where the experiment is over. */
  default List<Trial> next(Trials known, List<Outcome> outcomes) {
    return known.unknown(wanted(known, outcomes));
  }

  /** So many seeds, one after another. */
  static long[] seeds(long first, int count) {
    return LongStream.range(first, first + count).toArray();
  }
}
