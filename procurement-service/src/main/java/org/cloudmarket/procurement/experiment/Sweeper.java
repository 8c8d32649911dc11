package org.cloudmarket.procurement.experiment;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.cloudmarket.analysis.experiment.Experiment;
import org.cloudmarket.analysis.experiment.Trials;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.frame.streams.RareLine;
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

  /** How long it rests between two looks. */
  private static final int REST_MILLIS = 100;

  /** For how long a process that says what comes behind a round has it to itself. */
  private static final Duration TO_ITSELF = Duration.ofMinutes(1);

  /** A round that was begun to be folded so often and never was ends the process that does so. */
  private static final int MOST_EVALUATIONS = 5;

  private final TaskStore tasks;
  private final ExperimentStore experiments;
  private final Documents documents;
  private final TaskSender sender;
  private final WorkRate rate;
  private final RareLine trouble = new RareLine(LOG::warn);
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
          // Tasks end in quick succession, and one look is enough for some of them.
          TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
          wakes.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sweep() {
    List<Live> all;
    try {
      all = tasks.live();
    } catch (RuntimeException e) {
      // A database that is away is told by health; the next look is in a second.
      LOG.debugf("Experiments do not go on now: %s", e.getMessage());
      return;
    }
    all.forEach(this::sweep);
  }

  /** What is wrong with one experiment is nothing to the others. */
  private void sweep(Live live) {
    try {
      if (live.roundOver()) {
        goOn(live);
      }
      sender.send(live.id());
    } catch (RuntimeException | Error e) {
      if (!ending) {
        trouble.write("Experiment " + live.id() + " does not go on now: " + e);
      }
    }
  }

  private void goOn(Live live) {
    int begun = tasks.evaluate(live, TO_ITSELF);
    if (begun == 0) {
      return;
    }
    if (begun > MOST_EVALUATIONS) {
      fail(live, "a process that folds its runs back ends each time");
      return;
    }
    try {
      Optional<Experiment> experiment = documents.of(live.id());
      if (experiment.isPresent() && tasks.goOn(live, next(live, experiment.get()))) {
        LOG.infof("Experiment %s: round %d is over", live.id(), live.round());
      }
    } catch (InvalidScenario | Unfinishable e) {
      fail(live, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // The database, which has nothing to do with the experiment. Its round is tried again at
      // once.
      tasks.giveBack(live);
      throw e;
    }
  }

  private void fail(Live live, String why) {
    if (experiments.fail(live.id(), why)) {
      LOG.warnf("Experiment %s failed: %s", live.id(), why);
    }
  }

  /** What comes behind a round, reckoned outside of any transaction: it may take long. */
  private TaskStore.Next next(Live live, Experiment experiment) {
    return next(live, experiment, experiments.trials(live.id(), experiment));
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
