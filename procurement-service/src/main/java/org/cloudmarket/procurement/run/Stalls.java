package org.cloudmarket.procurement.run;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.cloudmarket.procurement.config.ProcurementSettings;
import org.cloudmarket.procurement.store.Standstills;
import org.cloudmarket.procurement.store.Standstills.Standstill;
import org.jboss.logging.Logger;

/** Watches for runs that do not move, and says of each once what it waits for. */
@Singleton
public final class Stalls {

  private static final Logger LOG = Logger.getLogger(Stalls.class);

  private final Standstills standstills;
  private final Whereabouts whereabouts;
  private final ProcurementSettings.Stalls settings;
  private final CountDownLatch ending = new CountDownLatch(1);
  private volatile Map<String, Stall> known = Map.of();

  @Inject
  Stalls(
      Standstills standstills,
      Whereabouts whereabouts,
      ProcurementSettings settings,
      MeterRegistry registry) {
    this.standstills = standstills;
    this.whereabouts = whereabouts;
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
        now.put(each.run(), whereabouts.stall(each));
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
}
