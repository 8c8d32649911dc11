package org.cloudmarket.frame.runs;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.cloudmarket.frame.streams.RareLine;
import org.jboss.logging.Logger;

/** Tells of records that a projection does not take in. */
@Singleton
public final class LeftOut {

  private static final Logger LOG = Logger.getLogger(LeftOut.class);

  private final MeterRegistry registry;
  private final RareLine line = new RareLine(LOG::warn);

  /** Counts in a registry. */
  @Inject
  public LeftOut(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Some records say nothing new, or come behind a gap that was told before. */
  public void count(String topic, Verdict.Kind why, int records) {
    count(topic, why.id(), records);
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

  /**
   * A record would make what is projected wrong. It is no dead letter here: the market's projection
   * reads the same record, and writes one.
   *
   * @param verdict that it is refused
   */
  public void refuse(String topic, Verdict verdict) {
    count(topic, verdict.reason(), 1);
    line.write("Refused a record of " + topic + ": " + verdict.detail());
  }

  private void count(String topic, String why, int records) {
    registry.counter("cloudmarket.records.left.out", "topic", topic, "why", why).increment(records);
  }
}
