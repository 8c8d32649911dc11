package org.cloudmarket.analysis.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cloudmarket.analysis.outcome.Measured;

/** Makes the runs of an experiment in this process, on some threads. */
public final class LocalWork {

  private LocalWork() {}

  /** Told how far it is, on the thread that waits. */
  @FunctionalInterface
  public interface Progress {

    /**
     * So many runs are made.
     *
     * @param planned how many there are, as far as the design can tell now
     */
    void made(int runs, int planned);
  }

  /**
   * Makes all runs that an experiment wants. What comes of it does not depend on the threads.
   *
   * @throws FailedRun where a run cannot be made
   */
  public static Trials run(Experiment experiment, int threads, Progress progress) {
    Trials trials = new Trials();
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      List<Trial> next = experiment.next(trials);
      while (!next.isEmpty()) {
        round(experiment, next, trials, workers, progress);
        next = experiment.next(trials);
      }
    }
    return trials;
  }

  /**
   * Makes some runs of an experiment.
   *
   * @throws FailedRun as above
   */
  public static Trials run(
      Experiment experiment, List<Trial> some, int threads, Progress progress) {
    Trials trials = new Trials();
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      round(experiment, some, trials, workers, progress);
    }
    return trials;
  }

  private static void round(
      Experiment experiment,
      List<Trial> round,
      Trials trials,
      ExecutorService workers,
      Progress progress) {
    int before = trials.size();
    List<Future<Measured>> results = new ArrayList<>();
    for (Trial trial : round) {
      results.add(workers.submit(() -> experiment.run(trial)));
    }
    try {
      for (int i = 0; i < round.size(); i++) {
        trials.add(round.get(i), made(round.get(i), results.get(i)));
        progress.made(before + i + 1, before + round.size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      results.forEach(each -> each.cancel(true));
    }
  }

  private static Measured made(Trial trial, Future<Measured> result) throws InterruptedException {
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw new FailedRun(trial.variant().text() + ", seed " + trial.seed(), e.getCause());
    }
  }
}
