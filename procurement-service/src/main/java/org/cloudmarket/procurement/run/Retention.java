package org.cloudmarket.procurement.run;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.cloudmarket.frame.log.RunLog;
import org.cloudmarket.frame.runs.Orders;
import org.cloudmarket.procurement.config.ProcurementSettings;
import org.cloudmarket.procurement.store.experiment.ExperimentStore;
import org.cloudmarket.procurement.store.run.Deletions;
import org.cloudmarket.procurement.store.run.ExpiredRuns;
import org.jboss.logging.Logger;

/**
 * Deletes runs and experiments that ended longer ago than the settings keep them. It keeps them for
 * good where the settings say nothing. To delete twice does no harm, so each replica does it for
 * itself.
 */
@Singleton
public final class Retention {

  private static final Logger LOG = Logger.getLogger(Retention.class);

  /** Nobody can look at a result in less. */
  private static final Duration SHORTEST = Duration.ofHours(1);

  private static final String METER = "cloudmarket.retention.deleted";

  private final ExpiredRuns runs;
  private final Deletions deletions;
  private final ExperimentStore experiments;
  private final MeterRegistry registry;
  private final Optional<Duration> runsKept;
  private final Optional<Duration> experimentsKept;
  private final Duration pause;
  private final CountDownLatch ending = new CountDownLatch(1);

  /**
   * What ends after how long, as the settings say.
   *
   * @throws IllegalArgumentException where something is to be kept for less than an hour
   */
  @Inject
  Retention(
      ExpiredRuns runs,
      Deletions deletions,
      ExperimentStore experiments,
      MeterRegistry registry,
      ProcurementSettings settings) {
    this.runs = runs;
    this.deletions = deletions;
    this.experiments = experiments;
    this.registry = registry;
    runsKept = kept("runs", settings.retention().runs());
    experimentsKept = kept("experiments", settings.retention().experiments());
    pause = settings.retention().pause();
    for (String what : new String[] {"run", "experiment"}) {
      registry.counter(METER, "what", what);
    }
  }

  private static Optional<Duration> kept(String what, Optional<Duration> kept) {
    kept.filter(each -> each.compareTo(SHORTEST) < 0)
        .ifPresent(
            each -> {
              throw new IllegalArgumentException(
                  String.format(
                      "procurement.retention.%s is %s; it can be %s at the least",
                      what, each, SHORTEST));
            });
    return kept;
  }

  void begin(@Observes StartupEvent event) {
    if (runsKept.isPresent() || experimentsKept.isPresent()) {
      Thread.ofPlatform().daemon().name("retention").start(this::work);
    }
  }

  void end(@Observes ShutdownEvent event) {
    ending.countDown();
  }

  private void work() {
    try {
      while (!ending.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        deleteExpired();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void deleteExpired() {
    try {
      if (runsKept.isPresent()) {
        deleteRuns(runsKept.get());
      }
      experimentsKept.ifPresent(this::deleteExperiments);
    } catch (Orders.NotAcknowledged | RuntimeException e) {
      // What is left is found again the next time. Health tells of a broker or a database that is
      // away.
      LOG.debugf("What has expired cannot be deleted now: %s", e.getMessage());
    }
  }

  private void deleteRuns(Duration kept) throws Orders.NotAcknowledged {
    for (String run : runs.ended(kept)) {
      if (ending.getCount() == 0) {
        return;
      }
      deletions.delete(run);
      registry.counter(METER, "what", "run").increment();
      RunLog.of(run, () -> LOG.infof("Deleted %s: it ended longer ago than %s", run, kept));
    }
  }

  private void deleteExperiments(Duration kept) {
    for (String experiment : experiments.ended(kept)) {
      if (ending.getCount() == 0) {
        return;
      }
      if (experiments.delete(experiment)) { // Not by somebody else meanwhile.
        registry.counter(METER, "what", "experiment").increment();
        LOG.infof("Deleted %s: it ended longer ago than %s", experiment, kept);
      }
    }
  }
}
