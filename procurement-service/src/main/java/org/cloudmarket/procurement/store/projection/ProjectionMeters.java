package org.cloudmarket.procurement.store.projection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import org.cloudmarket.frame.runs.LeftOut;
import org.cloudmarket.model.figures.MarketFigures;
import org.cloudmarket.model.figures.Measure;
import org.cloudmarket.model.message.PolicyMessage.Outcome;
import org.cloudmarket.procurement.store.deadletter.DeadLetter;
import org.cloudmarket.wire.streams.DeskObserver;

/** Counts what this process has projected. */
@Singleton
final class ProjectionMeters {

  private static final String STARTED = "cloudmarket.runs.started";

  private static final Measure[] COUNTED = {
    Measure.AWARDS, Measure.DISPLACED_TO, Measure.FAILED, Measure.EXTENDED, Measure.COMPLAINTS
  };

  private final MeterRegistry registry;
  private final DeskObserver setAside;
  private final LeftOut leftOut;

  @Inject
  ProjectionMeters(MeterRegistry registry, DeskObserver setAside, LeftOut leftOut) {
    this.registry = registry;
    this.setAside = setAside;
    this.leftOut = leftOut;
    for (Measure measure : COUNTED) {
      registry.counter(name(measure));
    }
    // From none on, so that the first of its kind is an increase.
    registry.counter(STARTED);
    for (Outcome outcome : Outcome.values()) {
      ended(outcome);
    }
  }

  void count(ProjectionBatch fold) {
    Map<Measure, Long> totals = new EnumMap<>(Measure.class);
    for (MarketFigures figures : fold.figures().values()) {
      for (Map<Measure, Long> cell : figures.cells().values()) {
        for (Measure measure : COUNTED) {
          totals.merge(measure, cell.getOrDefault(measure, 0L), Long::sum);
        }
      }
    }
    totals.forEach((measure, total) -> registry.counter(name(measure)).increment(total));
    registry.counter(STARTED).increment(fold.started().size());
    fold.ended().forEach(run -> ended(run.outcome()).increment());
    fold.leftOut()
        .forEach((records, count) -> leftOut.count(records.topic(), records.why(), count));
    fold.deadLetters().stream()
        .filter(letter -> letter.desk().equals(DeadLetter.PROJECTION))
        .forEach(
            letter ->
                setAside.setAside(letter.desk(), letter.topic(), letter.reason(), letter.detail()));
  }

  private Counter ended(Outcome outcome) {
    return registry.counter("cloudmarket.runs.ended", "outcome", outcome.id());
  }

  private static String name(Measure measure) {
    return "cloudmarket."
        + switch (measure) {
          case AWARDS -> "awards";
          case DISPLACED_TO -> "awards.displaced";
          case FAILED -> "tenders.failed";
          case EXTENDED -> "contracts.extended";
          case COMPLAINTS -> "complaints";
          default -> throw new IllegalArgumentException("not counted: " + measure);
        };
  }
}
