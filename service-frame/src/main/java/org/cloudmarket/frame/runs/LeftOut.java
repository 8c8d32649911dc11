package org.cloudmarket.frame.runs;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.cloudmarket.frame.streams.RareLine;
import org.cloudmarket.log.streams.DeskObserver;
import org.jboss.logging.Logger;

/** Tells of records that a projection does not take in. */
@Singleton
public final class LeftOut {

  /** Stands for a desk where it is the projection that sets a record aside. */
  public static final String PROJECTION = "projection";

  private static final Logger LOG = Logger.getLogger(LeftOut.class);

  private final MeterRegistry registry;
  private final DeskObserver refused;
  private final RareLine line = new RareLine(LOG::warn);

  /** Counts in a registry, and tells an observer of what is refused. */
  @Inject
  public LeftOut(MeterRegistry registry, DeskObserver refused) {
    this.registry = registry;
    this.refused = refused;
  }

  /** Some records say nothing new, or come behind a gap that was told before. */
  public void count(String topic, Verdict.Kind why, int records) {
    registry
        .counter("cloudmarket.records.left.out", "topic", topic, "why", why.id())
        .increment(records);
    line.write(
        "Left "
            + records
            + (records == 1 ? " record of " : " records of ")
            + topic
            + " out: "
            + (why == Verdict.Kind.REPEATED
                ? "said again, and projected already"
                : "what comes before is missing"));
  }

  /** A record would make what is projected wrong. */
  public void refuse(String topic, String reason, String detail) {
    refused.setAside(PROJECTION, topic, reason, detail);
  }
}
