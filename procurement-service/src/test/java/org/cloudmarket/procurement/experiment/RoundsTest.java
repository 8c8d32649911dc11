package org.cloudmarket.procurement.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cloudmarket.analysis.experiment.Evaluation;
import org.cloudmarket.analysis.experiment.Experiment;
import org.cloudmarket.analysis.experiment.LocalWork;
import org.cloudmarket.analysis.experiment.ResultJson;
import org.cloudmarket.analysis.experiment.Trial;
import org.cloudmarket.analysis.experiment.Trials;
import org.cloudmarket.procurement.Experiments;
import org.cloudmarket.procurement.store.experiment.Task;
import org.cloudmarket.procurement.store.experiment.TaskStore.Finished;
import org.cloudmarket.procurement.store.experiment.TaskStore.Next;
import org.cloudmarket.procurement.store.experiment.TaskStore.Round;
import org.junit.jupiter.api.Test;

class RoundsTest {

  /** A hundred buyers and what a month takes without any, eighteen months. */
  private static final double FIVE_RUNS_A_SECOND = 5.0 * (100 + Workload.BUYERS_OF_ANY_MONTH) * 18;

  private static String local(Experiment experiment) {
    return ResultJson.text(Evaluation.of(experiment, LocalWork.run(experiment, 2, (_, _) -> {})));
  }

  @Test
  void everyRunIsInOneTask() {
    Experiment experiment = Experiments.comparison(100);

    List<Task> tasks = Rounds.first("experiment-one", experiment, FIVE_RUNS_A_SECOND);

    assertThat(tasks.stream().flatMap(task -> task.trials().stream()))
        .containsExactlyElementsOf(experiment.next(new Trials()));
    assertThat(tasks).allMatch(task -> task.experiment().equals("experiment-one"));
    assertThat(tasks).extracting(Task::task).doesNotHaveDuplicates();
  }

  @Test
  void aTaskIsWorkForASecond() {
    List<Task> tasks =
        Rounds.first("experiment-one", Experiments.comparison(100), FIVE_RUNS_A_SECOND);

    assertThat(tasks).hasSize(200 / 5).allMatch(task -> task.runs().size() == 5);
  }

  @Test
  void fewRunsAreCutFinerSoThatAllHaveSomethingToDo() {
    List<Task> tasks =
        Rounds.first("experiment-one", Experiments.comparison(8), 100 * FIVE_RUNS_A_SECOND);

    assertThat(tasks).hasSize(16);
  }

  @Test
  void aRunThatTakesLongIsATaskOfItsOwn() {
    List<Task> tasks = Rounds.first("experiment-one", Experiments.comparison(20), 1);

    assertThat(tasks).hasSize(40);
  }

  @Test
  void whatIsFoldedInAnyOrderIsWhatOneProcessFinds() {
    Experiment experiment = Experiments.comparison(4);
    List<Trial> order = new ArrayList<>(experiment.next(new Trials()));
    Collections.reverse(order);
    Trials known = new Trials();
    order.forEach(trial -> known.add(trial, experiment.run(trial)));

    Next next = Rounds.next("experiment-one", experiment, known, FIVE_RUNS_A_SECOND);

    assertThat(next).isEqualTo(new Finished(local(experiment)));
  }

  @Test
  void aPilotIsFollowedByTheRunsThatItAsksFor() {
    Experiment experiment = Experiments.toHalfWidth("0.0001", 6);
    Set<Long> numbers = new HashSet<>();
    Trials known = new Trials();
    List<Task> tasks = Rounds.first("experiment-one", experiment, FIVE_RUNS_A_SECOND);
    List<Integer> rounds = new ArrayList<>();
    Next next = new Round(tasks);
    while (next instanceof Round round) {
      rounds.add(round.tasks().stream().mapToInt(task -> task.runs().size()).sum());
      for (Task task : round.tasks()) {
        assertThat(numbers.add(task.task())).as("task %d is new", task.task()).isTrue();
        task.trials().forEach(trial -> known.add(trial, experiment.run(trial)));
      }
      next = Rounds.next("experiment-one", experiment, known, FIVE_RUNS_A_SECOND);
    }

    assertThat(rounds).containsExactly(8, 4);
    assertThat(next).isEqualTo(new Finished(local(experiment)));
  }

  @Test
  void whatIsExpectedIsTheMostWhereAPilotDecides() {
    assertThat(Workload.expected(Experiments.toHalfWidth("0.01", 50).design(), 8)).isEqualTo(100);
    assertThat(Workload.expected(Experiments.comparison(4).design(), 8)).isEqualTo(8);
  }
}
