package org.cloudmarket.analysis.experiment;

import org.cloudmarket.analysis.outcome.Measured;
import org.cloudmarket.documents.library.DocumentLibrary;

/** Experiments on small markets, which take milliseconds a run. */
final class Markets {

  /** Three policies act in it within a year; two of them are alike, and one touches nobody. */
  static final String MARKET =
      """
      scenario: no-policy
      set:
        population.buyers: 40
        months: 12
        start: 2021-01
        policies:
          alike-one: {instrument: score-preference, ownerships: [state], bonusPoints: 4,
            effective: 2021-02, enforcement: 1}
          alike-two: {instrument: score-preference, ownerships: [state], bonusPoints: 4,
            effective: 2021-02, enforcement: 1}
          idle: {instrument: score-preference, ownerships: [state], bonusPoints: 9,
            effective: 2021-02, enforcement: 0}
      """;

  private Markets() {}

  static Experiment read(String... parts) {
    return ExperimentReader.read(String.join("", parts), DocumentLibrary.shipped());
  }

  static Result result(Experiment experiment) {
    return Evaluation.of(experiment, run(experiment));
  }

  static Trials run(Experiment experiment) {
    return LocalWork.run(experiment, 2, (_, _) -> {});
  }

  static double[] only(Measured measured) {
    return measured.byMonth().getFirst();
  }
}
