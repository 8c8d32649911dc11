package org.cloudmarket.procurement.run;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.cloudmarket.frame.log.RunLog;
import org.cloudmarket.frame.runs.Orders;
import org.cloudmarket.frame.streams.RareLine;
import org.cloudmarket.procurement.config.ProcurementSettings;
import org.cloudmarket.procurement.store.audit.AuditLedger;
import org.cloudmarket.procurement.store.experiment.ExperimentStore;
import org.cloudmarket.procurement.store.run.Deletions;
import org.cloudmarket.procurement.store.run.ExpiredRuns;
import org.jboss.logging.Logger;

/**
 * Deletes runs and experiments that ended longer ago than the settings keep them. It keeps them for
 * good where the settings say nothing. Of several replicas one deletes a run, and others the next.
 */
@Singleton
public final class Retention {

  private static final Logger LOG = Logger.getLogger(Retention.class);

  /** In less time nobody could look at a result. */
  private static final Duration SHORTEST = Duration.ofHours(1);

  /** Whoever has taken a run and did not delete it in this time leaves it to another. */
  private static final Duration LEASE = Duration.ofMinutes(2);

  private static final String METER = "cloudmarket.retention.deleted";

  private final ExpiredRuns runs;
  private final AuditLedger audits;
  private final Deletions deletions;
  private final ExperimentStore experiments;
  private final MeterRegistry registry;
  private final Optional<Duration> runsKept;
  private final Optional<Duration> experimentsKept;
  private final Duration pause;
  private final RareLine failures = new RareLine(LOG::warn);
  private final BackgroundLoop loop = new BackgroundLoop();

  /**
   * Deletes what the settings say.
   *
   * @throws IllegalArgumentException where something is to be kept for less than an hour, or the
   *     pause is none
   */
  @Inject
  Retention(
      ExpiredRuns runs,
      AuditLedger audits,
      Deletions deletions,
      ExperimentStore experiments,
      MeterRegistry registry,
      ProcurementSettings settings) {
    this.runs = runs;
    this.audits = audits;
    this.deletions = deletions;
    this.experiments = experiments;
    this.registry = registry;
    runsKept = kept("runs", settings.retention().runs());
    experimentsKept = kept("experiments", settings.retention().experiments());
    pause = settings.retention().pause();
    if (!pause.isPositive()) {
      throw new IllegalArgumentException(
          "procurement.retention.pause is " + pause + "; it can be anything longer than nothing");
    }
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
      loop.begin("retention", pause, this::deleteExpired);
    }
  }

  void end(@Observes ShutdownEvent event) {
    loop.end();
  }

  private void deleteExpired() {
    runsKept.ifPresent(kept -> each(() -> runs.ended(kept), run -> deleteRun(run, kept)));
    experimentsKept.ifPresent(
        kept -> each(() -> experiments.ended(kept), each -> deleteExperiment(each, kept)));
  }

  /** What cannot be deleted now is found again the next time, and holds up nothing else. */
  private void each(Supplier<List<String>> expired, Consumer<String> deletion) {
    try {
      for (String id : expired.get()) {
        if (loop.ended()) {
          return;
        }
        try {
          deletion.accept(id);
        } catch (RuntimeException e) {
          failures.write(id + " has expired and cannot be deleted now: " + e.getMessage());
        }
      }
    } catch (RuntimeException e) {
      // Health tells of a database that is away.
      LOG.debugf("What has expired is not known now: %s", e.getMessage());
    }
  }

  private void deleteRun(String run, Duration kept) {
    if (!audits.reserve(run, LEASE)) {
      return;
    }
    try {
      deletions.delete(run);
    } catch (Orders.NotAcknowledged e) {
      throw new IllegalStateException("the broker did not say that it has the deletion", e);
    }
    registry.counter(METER, "what", "run").increment();
    RunLog.of(run, () -> LOG.infof("Deleted %s: it ended longer ago than %s", run, kept));
  }

  private void deleteExperiment(String experiment, Duration kept) {
    if (experiments.delete(experiment)) { // Not by another replica meanwhile.
      registry.counter(METER, "what", "experiment").increment();
      LOG.infof("Deleted %s: it ended longer ago than %s", experiment, kept);
    }
  }
}
