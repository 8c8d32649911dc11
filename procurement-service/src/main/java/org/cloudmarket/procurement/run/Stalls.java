package org.cloudmarket.procurement.run;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.cloudmarket.frame.log.RunLog;
import org.cloudmarket.procurement.config.ProcurementSettings;
import org.cloudmarket.procurement.store.run.Standstills;
import org.cloudmarket.procurement.store.run.Standstills.Standstill;
import org.jboss.logging.Logger;

/** Watches for runs that do not move, and says of each once what it waits for. */
@Singleton
public final class Stalls {

  private static final Logger LOG = Logger.getLogger(Stalls.class);

  /** For so long what was found in the log is believed, if the tables say nothing new. */
  private static final Duration GOOD_FOR = Duration.ofMinutes(1);

  private final Standstills standstills;
  private final Whereabouts whereabouts;
  private final ProcurementSettings.Stalls settings;
  private final BackgroundLoop loop = new BackgroundLoop();
  private volatile Map<String, Look> known = Map.of();

  /**
   * What was found in the log.
   *
   * @param still for what it was looked up
   * @param nanos when
   */
  private record Look(Standstill still, Stall stall, long nanos) {
    private boolean good(Standstill now) {
      return still.equals(now) && System.nanoTime() - nanos < GOOD_FOR.toNanos();
    }
  }

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
    loop.begin("stalls", settings.pause(), this::look);
  }

  void end(@Observes ShutdownEvent event) {
    loop.end();
  }

  /** Since when a run stands still, and for what; empty where it moves. */
  public Optional<Stall> of(String run) {
    return Optional.ofNullable(known.get(run)).map(Look::stall);
  }

  private void look() {
    try {
      Map<String, Look> now = new HashMap<>();
      for (Standstill each : standstills.longer(settings.after())) {
        Look before = known.get(each.run());
        now.put(
            each.run(),
            before != null && before.good(each)
                ? before
                : new Look(each, whereabouts.stall(each), System.nanoTime()));
      }
      now.forEach(
          (run, look) -> {
            Stall stall = look.stall();
            if (!Optional.of(stall).equals(of(run))) {
              RunLog.of(
                  run,
                  stall.month(),
                  () ->
                      LOG.warnf(
                          "Run %s stands still since %s: it waits for %s",
                          run, stall.since(), stall.waitingFor()));
            }
          });
      known = Map.copyOf(now);
    } catch (RuntimeException e) {
      LOG.debugf("It cannot be seen now which runs stand still: %s", e.getMessage());
    }
  }
}
