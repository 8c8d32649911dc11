package org.cloudmarket.procurement.experiment;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cloudmarket.analysis.outcome.Measured;
import org.cloudmarket.analysis.outcome.Outcome;

/**
 * Runs that were made a short while ago: who changes one policy after another asks for the same
 * baseline each time. Equal keys have equal runs, to the bit, so nothing that is remembered is ever
 * out of date. Not for several threads at once.
 */
final class KnownRuns {

  private final long mostNumbers;
  private final Map<Key, Measured> runs = new LinkedHashMap<>(16, 0.75f, true);
  private long numbers;

  /**
   * @param mostNumbers that are kept, eight bytes each; those that were asked for longest ago go
   *     first
   */
  KnownRuns(long mostNumbers) {
    this.mostNumbers = mostNumbers;
  }

  /**
   * Which run it is.
   *
   * @param market as {@link org.cloudmarket.procurement.store.experiment.Markets} tells markets
   *     apart
   * @param outcomes that are measured
   */
  record Key(String market, long seed, List<Outcome> outcomes) {
    Key {
      outcomes = List.copyOf(outcomes);
    }
  }

  Optional<Measured> find(Key key) {
    return Optional.ofNullable(runs.get(key));
  }

  void add(Key key, Measured run) {
    if (runs.put(key, run) == null) {
      numbers += size(run);
    }
    Iterator<Measured> oldest = runs.values().iterator();
    while (numbers > mostNumbers) {
      numbers -= size(oldest.next());
      oldest.remove();
    }
  }

  private static long size(Measured run) {
    return run.numbers().stream().mapToLong(each -> each.length).sum();
  }
}
