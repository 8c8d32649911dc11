package org.cloudmarket.analysis.experiment;

import java.util.Comparator;
import java.util.List;
import org.cloudmarket.analysis.outcome.Measured;
import org.cloudmarket.analysis.outcome.Measurement;
import org.cloudmarket.analysis.outcome.Outcome;
import org.cloudmarket.model.market.Ids;

/**
 * A question to the model: which markets are run, and what is measured of them.
 *
 * @param name kebab-case
 * @param title one line for people
 * @param design which runs it needs
 * @param outcomes what is measured, each with its own id; sorted by it, so that the order in which
 *     a document names them changes nothing
 */
public record Experiment(String name, String title, Design design, List<Outcome> outcomes) {

  public Experiment {
    Ids.check("experiment", name);
    outcomes = outcomes.stream().sorted(Comparator.comparing(Outcome::id)).toList();
  }

  /** The runs that are still to be made; none where the experiment is over. */
  public List<Trial> next(Trials known) {
    return design.next(known, outcomes);
  }

  /** Makes a run on this thread. */
  public Measured run(Trial trial) {
    return Measurement.of(design.scenario(trial.variant()), trial.seed(), outcomes);
  }
}
