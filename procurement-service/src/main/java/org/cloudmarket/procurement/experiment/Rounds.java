package org.cloudmarket.procurement.experiment;

import java.util.ArrayList;
import java.util.List;
import org.cloudmarket.analysis.experiment.Evaluation;
import org.cloudmarket.analysis.experiment.Experiment;
import org.cloudmarket.analysis.experiment.ResultJson;
import org.cloudmarket.analysis.experiment.Trial;
import org.cloudmarket.analysis.experiment.Trials;
import org.cloudmarket.procurement.store.experiment.Task;
import org.cloudmarket.procurement.store.experiment.TaskStore;

/**
 * The rounds of an experiment: pure, so that it does not matter which process says what is next.
 */
final class Rounds {

  /** A round of few runs is cut finer, so that all have something to do. */
  private static final int FEWEST_TASKS = 16;

  private Rounds() {}

  /** The tasks of the first round. */
  static List<Task> first(String id, Experiment experiment, double buyerMonthsPerSecond) {
    return tasks(id, experiment, experiment.next(new Trials()), 0, buyerMonthsPerSecond);
  }

  /** What follows from the runs that are known: more of them, or the result. */
  static TaskStore.Next next(
      String id, Experiment experiment, Trials known, double buyerMonthsPerSecond) {
    List<Trial> next = experiment.next(known);
    return next.isEmpty()
        ? new TaskStore.Finished(ResultJson.text(Evaluation.of(experiment, known)))
        : new TaskStore.Round(tasks(id, experiment, next, known.size(), buyerMonthsPerSecond));
  }

  /**
   * Cuts runs into tasks.
   *
   * @param first the number of the first task: how many runs there were before, so that no number
   *     comes twice
   */
  private static List<Task> tasks(
      String id,
      Experiment experiment,
      List<Trial> trials,
      int first,
      double buyerMonthsPerSecond) {
    int most = Workload.of(experiment).runsOfASecond(buyerMonthsPerSecond);
    int size = Math.clamp((trials.size() + FEWEST_TASKS - 1) / FEWEST_TASKS, 1, most);
    List<Task> tasks = new ArrayList<>();
    for (int from = 0; from < trials.size(); from += size) {
      List<Trial> some = trials.subList(from, Math.min(from + size, trials.size()));
      tasks.add(Task.of(id, first + tasks.size(), some));
    }
    return tasks;
  }
}
