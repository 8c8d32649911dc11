package org.cloudmarket.procurement.run;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.cloudmarket.procurement.config.ProcurementSettings;
import org.cloudmarket.procurement.run.Stall.Hop;
import org.cloudmarket.procurement.store.Standstills;
import org.cloudmarket.procurement.store.Standstills.Standstill;
import org.jboss.logging.Logger;

/** Watches for runs that do not move, and says of each once what it waits for. */
@Singleton
public final class Stalls {

  private static final Logger LOG = Logger.getLogger(Stalls.class);

  private final Standstills standstills;
  private final ProcurementSettings.Stalls settings;
  private final CountDownLatch ending = new CountDownLatch(1);
  private volatile Map<String, Stall> known = Map.of();

  @Inject
  Stalls(Standstills standstills, ProcurementSettings settings, MeterRegistry registry) {
    this.standstills = standstills;
    this.settings = settings.stalls();
    Gauge.builder("cloudmarket.runs.stalled", this, stalls -> stalls.known.size())
        .description("Runs that do not move; every replica says the same")
        .register(registry);
  }

  void begin(@Observes StartupEvent event) {
    Thread.ofPlatform().daemon().name("stalls").start(this::watch);
  }

  void end(@Observes ShutdownEvent event) {
    ending.countDown();
  }

  /** Since when a run stands still, and for what; empty where it moves. */
  public Optional<Stall> of(String run) {
    return Optional.ofNullable(known.get(run));
  }

  private void watch() {
    try {
      while (!ending.await(settings.pause().toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      Map<String, Stall> now = new HashMap<>();
      for (Standstill each : standstills.longer(settings.after())) {
        now.put(each.run(), stall(each));
      }
      now.forEach(
          (run, stall) -> {
            if (!stall.equals(known.get(run))) {
              LOG.warnf(
                  "Run %s stands still since %s: it waits for %s",
                  run, stall.since(), stall.waitingFor());
            }
          });
      known = Map.copyOf(now);
    } catch (RuntimeException e) {
      LOG.debugf("It cannot be seen now which runs stand still: %s", e.getMessage());
    }
  }

  private static Stall stall(Standstill still) {
    if (still.over()) {
      return new Stall(still.since(), Hop.PROJECTION, still.month(), still.behind());
    }
    if (still.opened() && !still.behind().isEmpty()) {
      return new Stall(still.since(), Hop.AWARDS, still.month(), still.behind());
    }
    int next = still.opened() ? still.month() + 1 : still.month();
    return new Stall(still.since(), Hop.RULES, next, List.of());
  }
}
