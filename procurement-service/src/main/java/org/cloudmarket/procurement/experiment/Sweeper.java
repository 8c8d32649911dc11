package org.cloudmarket.procurement.experiment;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.cloudmarket.analysis.experiment.Experiment;
import org.cloudmarket.analysis.experiment.Trials;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.procurement.store.experiment.ExperimentStore;
import org.cloudmarket.procurement.store.experiment.TaskStore;
import org.cloudmarket.procurement.store.experiment.TaskStore.Live;
import org.jboss.logging.Logger;

/**
 * Keeps experiments going: each second, and whenever a task is stored or an experiment ordered, it
 * sends what is to be sent and goes on behind rounds that are over. Every replica does so, from
 * what the database has, so it does not matter which of them dies where.
 */
@Singleton
public final class Sweeper {

  private static final Logger LOG = Logger.getLogger(Sweeper.class);
  private static final int PAUSE_MILLIS = 1_000;

  private final TaskStore tasks;
  private final ExperimentStore experiments;
  private final Documents documents;
  private final TaskSender sender;
  private final WorkRate rate;
  private final Semaphore wakes = new Semaphore(0);
  private volatile boolean ending;

  @Inject
  Sweeper(
      TaskStore tasks,
      ExperimentStore experiments,
      Documents documents,
      TaskSender sender,
      WorkRate rate) {
    this.tasks = tasks;
    this.experiments = experiments;
    this.documents = documents;
    this.sender = sender;
    this.rate = rate;
  }

  void begin(@Observes StartupEvent event) {
    Thread.ofPlatform().daemon().name("experiment-sweeper").start(this::work);
  }

  void end(@Observes ShutdownEvent event) {
    ending = true;
    wake();
  }

  /** Lets it look at once. */
  void wake() {
    wakes.release();
  }

  private void work() {
    try {
      while (!ending) {
        sweep();
        if (wakes.tryAcquire(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
          wakes.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sweep() {
    try {
      for (Live live : tasks.live()) {
        if (live.roundOver()) {
          goOn(live);
        }
        sender.send(live.id());
      }
    } catch (RuntimeException e) {
      // A database or a broker that is away is told by health; the next look is in a second.
      LOG.debugf("Experiments do not go on now: %s", e.getMessage());
    }
  }

  private void goOn(Live live) {
    try {
      Optional<Experiment> experiment = documents.of(live.id());
      if (experiment.isPresent()
          && tasks.goOn(live, experiment.get(), known -> next(live, experiment.get(), known))) {
        LOG.infof("Experiment %s: round %d is over", live.id(), live.round());
      }
    } catch (InvalidScenario | Unfinishable e) {
      LOG.warnf("Experiment %s failed: %s", live.id(), e.getMessage());
      experiments.fail(live.id(), String.valueOf(e.getMessage()));
    }
  }

  private TaskStore.Next next(Live live, Experiment experiment, Trials known) {
    try {
      return Rounds.next(live.id(), experiment, known, rate.buyerMonthsPerSecond());
    } catch (RuntimeException e) {
      throw new Unfinishable(e);
    }
  }

  /** What was run does not come to a result. */
  private static final class Unfinishable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unfinishable(RuntimeException because) {
      super("its runs do not come to a result: " + because.getMessage(), because);
    }
  }
}
