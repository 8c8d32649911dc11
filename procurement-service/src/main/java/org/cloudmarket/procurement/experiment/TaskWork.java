package org.cloudmarket.procurement.experiment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.cloudmarket.analysis.experiment.Experiment;
import org.cloudmarket.analysis.experiment.Trial;
import org.cloudmarket.analysis.outcome.Measured;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.procurement.store.experiment.ExperimentStore;
import org.cloudmarket.procurement.store.experiment.Task;
import org.cloudmarket.procurement.store.experiment.TaskStore;
import org.cloudmarket.procurement.store.experiment.TaskStore.Made;
import org.jboss.logging.Logger;

/**
 * What is done with a task: it is begun, run and stored, and its experiment fails where it cannot.
 */
@Singleton
final class TaskWork {

  private static final Logger LOG = Logger.getLogger(TaskWork.class);

  /** A task that was begun so often and never stored ends the process that runs it. */
  private static final int MOST_BEGINNINGS = 8;

  private static final double NANOS = 1e9;

  private final Documents documents;
  private final ExperimentStore experiments;
  private final TaskStore tasks;
  private final WorkRate rate;
  private final ExperimentMeters meters;

  @Inject
  TaskWork(
      Documents documents,
      ExperimentStore experiments,
      TaskStore tasks,
      WorkRate rate,
      ExperimentMeters meters) {
    this.documents = documents;
    this.experiments = experiments;
    this.tasks = tasks;
    this.rate = rate;
    this.meters = meters;
  }

  /** A run that cannot be made. */
  static final class Impossible extends RuntimeException {
    private static final long serialVersionUID = 1;

    Impossible(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The worker ends before its task does. */
  static final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1;

    Ended() {
      super("this worker ends", null, false, false);
    }
  }

  /** Whether a task is to be done: it may have come twice, or its experiment may have ended. */
  boolean begin(Task task) {
    int begun = tasks.begin(task.experiment(), task.task());
    if (begun > MOST_BEGINNINGS) {
      fail(task, "a process that makes these runs ends each time: " + task.runs());
    }
    if (begun == 0 || begun > MOST_BEGINNINGS) {
      meters.leftOut();
      return false;
    }
    return true;
  }

  /** Takes back that a task was begun: it is left behind by a worker that was healthy. */
  void giveBack(Task task) {
    try {
      tasks.giveBack(task.experiment(), task.task());
    } catch (RuntimeException e) {
      LOG.debugf("A beginning of a task stays counted: %s", e.getMessage());
    }
  }

  /**
   * The experiment of a task; empty where it was deleted.
   *
   * @throws InvalidScenario where this release cannot read it any more
   */
  Optional<Experiment> experiment(Task task) {
    return documents.surely(task.experiment());
  }

  /**
   * Makes the runs of a task, on this thread.
   *
   * @param ending whether to stop before the next run
   * @throws Impossible where one cannot be made
   * @throws Ended where the worker ended first
   */
  List<Made> run(Experiment experiment, Task task, BooleanSupplier ending) {
    meters.begun();
    try {
      List<Made> made = new ArrayList<>();
      for (Trial trial : task.trials()) {
        if (ending.getAsBoolean()) {
          throw new Ended();
        }
        Stopwatch watch = Stopwatch.started();
        made.add(new Made(trial, run(experiment, trial)));
        meters.ran();
        Stopwatch taken = watch.stopped();
        LockSupport.parkNanos(taken.restNanos());
        rate.add(
            Workload.buyerMonths(experiment.design().scenario(trial.variant())),
            (taken.wallNanos() + taken.restNanos()) / NANOS);
      }
      return made;
    } finally {
      meters.ended();
    }
  }

  private Measured run(Experiment experiment, Trial trial) {
    try {
      return experiment.run(trial);
    } catch (RuntimeException | StackOverflowError e) {
      throw new Impossible(
          "the run of '"
              + trial.variant().text()
              + "' with seed "
              + trial.seed()
              + " cannot be made: "
              + e.getMessage(),
          e);
    }
  }

  /** Stores what was made. */
  void store(Task task, List<Made> made) {
    if (tasks.store(task.experiment(), task.task(), made)) {
      meters.stored();
    } else {
      meters.leftOut();
    }
  }

  /** Ends the experiment of a task, with a reason. */
  void fail(Task task, String why) {
    meters.failed();
    if (experiments.fail(task.experiment(), why)) {
      LOG.warnf("Experiment %s failed: %s", task.experiment(), why);
    }
  }
}
