package org.cloudmarket.analysis.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.cloudmarket.analysis.outcome.Measured;
import org.cloudmarket.analysis.outcome.Measurement;
import org.cloudmarket.analysis.outcome.Outcome;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.policy.Horizon;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.soundness.Fault;
import org.cloudmarket.model.soundness.Soundness;

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

  /**
   * What can be run and is probably not meant: a policy that never acts, say. Pointers lead into
   * the scenario, and what is of some arms only names them.
   */
  public List<Fault> warnings() {
    Map<Fault, List<String>> armsOf = new LinkedHashMap<>();
    List<Arm> arms = design.arms();
    for (Arm arm : arms) {
      Soundness.findingsIn(arm.scenario())
          .warnings()
          .forEach(found -> armsOf.computeIfAbsent(found, _ -> new ArrayList<>()).add(arm.id()));
    }
    List<Fault> warnings = new ArrayList<>();
    armsOf.forEach(
        (found, some) ->
            warnings.add(
                some.size() == arms.size()
                    ? found
                    : new Fault(
                        found.pointer(),
                        found.detail() + " (in " + String.join(", ", some) + ")")));
    if (arms.stream().allMatch(arm -> firstMonthOfPolicy(arm.scenario()).isEmpty())) {
      warnings.add(new Fault("", "no policy acts in these months, so there is no effect to find"));
    }
    return List.copyOf(warnings);
  }

  /** The first month of a run in which a policy binds; empty where none does. */
  public static OptionalInt firstMonthOfPolicy(Scenario scenario) {
    return scenario.policies().stream()
        .filter(policy -> policy.bindsIn(new Horizon(scenario.start(), scenario.months())))
        .mapToInt(policy -> Math.max(policy.effective(), scenario.start()))
        .min();
  }

  /** Makes a run on this thread. */
  public Measured run(Trial trial) {
    return Measurement.of(design.scenario(trial.variant()), trial.seed(), outcomes);
  }
}
