package org.cloudmarket.procurement.experiment;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/** What this process does for experiments. */
@Singleton
final class ExperimentMeters {

  private final Counter runs;
  private final Counter stored;
  private final Counter leftOut;
  private final Counter failed;
  private final AtomicInteger working = new AtomicInteger();

  @Inject
  ExperimentMeters(MeterRegistry registry, WorkRate rate) {
    runs = registry.counter("cloudmarket.experiment.runs");
    stored = tasks("stored", registry);
    leftOut = tasks("left-out", registry);
    failed = tasks("failed", registry);
    Gauge.builder("cloudmarket.experiment.working", working, AtomicInteger::get)
        .description("Workers that are making runs")
        .register(registry);
    Gauge.builder("cloudmarket.experiment.rate", rate, WorkRate::buyerMonthsPerSecond)
        .description("Buyers times months a second that one worker of this process runs")
        .register(registry);
  }

  private static Counter tasks(String result, MeterRegistry registry) {
    return registry.counter("cloudmarket.experiment.tasks", "result", result);
  }

  void begun() {
    working.incrementAndGet();
  }

  void ended() {
    working.decrementAndGet();
  }

  void ran() {
    runs.increment();
  }

  void stored() {
    stored.increment();
  }

  void leftOut() {
    leftOut.increment();
  }

  void failed() {
    failed.increment();
  }
}
