package org.cloudmarket.procurement.run;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.cloudmarket.frame.log.RunLog;
import org.cloudmarket.frame.store.Database;
import org.cloudmarket.procurement.config.ProcurementSettings;
import org.cloudmarket.procurement.store.audit.AuditLedger;
import org.cloudmarket.procurement.store.audit.RunAudit;
import org.jboss.logging.Logger;

/**
 * Audits runs that have ended, in the background: soon after their end and later again, one at a
 * time, and for a part of the time alone. All replicas share the work.
 */
@Singleton
public final class Auditor {

  private static final Logger LOG = Logger.getLogger(Auditor.class);
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final long KEEP_AFTER = TimeUnit.SECONDS.toNanos(20);

  private final AuditLedger ledger;
  private final Database database;
  private final MeterRegistry registry;
  private final ProcurementSettings.Audit settings;
  private final BackgroundLoop loop = new BackgroundLoop();
  private volatile long different;

  @Inject
  Auditor(
      AuditLedger ledger, Database database, MeterRegistry registry, ProcurementSettings settings) {
    this.ledger = ledger;
    this.database = database;
    this.registry = registry;
    this.settings = settings.audit();
    for (String result : new String[] {"equal", "different"}) {
      registry.counter("cloudmarket.audited.runs", "result", result);
    }
    Gauge.builder("cloudmarket.runs.different", this, auditor -> auditor.different)
        .description("Runs whose last audit found a difference; every replica says the same")
        .register(registry);
  }

  void begin(@Observes StartupEvent event) {
    if (settings.enabled()) {
      loop.begin("auditor", settings.pause(), this::auditAll);
    }
  }

  void end(@Observes ShutdownEvent event) {
    loop.end();
  }

  private void auditAll() throws InterruptedException {
    try {
      different = ledger.different();
      Optional<AuditLedger.Ended> next = ledger.take(settings.every(), LEASE);
      while (next.isPresent() && audit(next.get())) {
        next = ledger.take(settings.every(), LEASE);
      }
    } catch (RuntimeException e) {
      // A database that is away is told by health; the audit is taken up again when its lease ends.
      LOG.debugf("No run can be audited now: %s", e.getMessage());
    }
  }

  /** Whether there is time for another. */
  private boolean audit(AuditLedger.Ended run) throws InterruptedException {
    RunAudit audit = new RunAudit(run, database);
    Optional<String> difference = Optional.empty();
    long kept = System.nanoTime();
    while (difference.isEmpty() && !audit.done()) {
      long begun = System.nanoTime();
      difference = audit.step();
      long restNanos = (long) ((System.nanoTime() - begun) * (1 / settings.share() - 1));
      if (loop.endsWithin(Duration.ofNanos(restNanos))) {
        return false;
      }
      if (System.nanoTime() - kept > KEEP_AFTER) {
        if (!ledger.keep(run.run(), LEASE)) {
          return true; // Deleted meanwhile.
        }
        kept = System.nanoTime();
      }
    }
    ledger.finish(run.run(), difference);
    difference.ifPresent(
        what ->
            RunLog.of(
                run.run(),
                () ->
                    LOG.warnf(
                        "What is stored of run %s is not what was said of it: %s",
                        run.run(), what)));
    registry
        .counter(
            "cloudmarket.audited.runs", "result", difference.isPresent() ? "different" : "equal")
        .increment();
    different = ledger.different();
    return true;
  }
}
