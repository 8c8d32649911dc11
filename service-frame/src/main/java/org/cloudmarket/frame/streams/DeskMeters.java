package org.cloudmarket.frame.streams;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.OptionalInt;
import org.cloudmarket.frame.log.RunLog;
import org.cloudmarket.wire.codec.Trace;
import org.cloudmarket.wire.streams.DeskKey;
import org.cloudmarket.wire.streams.DeskObserver;
import org.jboss.logging.Logger;

/** Counts what a desk could not hear, and where it could not go on. */
@Singleton
final class DeskMeters implements DeskObserver {

  private static final Logger LOG = Logger.getLogger(DeskMeters.class);

  private final MeterRegistry registry;
  private final RareLine setAside = new RareLine(LOG::warn);
  private final RareLine refused = new RareLine(LOG::warn);
  private final RareLine repeated = new RareLine(LOG::warn);

  @Inject
  DeskMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** A desk is at work: its failures are counted from none on, so that the first is an increase. */
  void atWork(String desk) {
    failed(desk);
  }

  @Override
  public void setAside(String desk, String topic, String reason, String detail) {
    registry
        .counter("cloudmarket.dead.letters", "desk", desk, "topic", topic, "reason", reason)
        .increment();
    setAside.write("Set a record of " + topic + " aside: " + reason + " (" + detail + ")");
  }

  @Override
  public void refused(String desk, String reason, String detail) {
    registry.counter("cloudmarket.external.bids.refused", "reason", reason).increment();
    refused.write("Left out a bid from outside: " + reason + " (" + detail + ")");
  }

  @Override
  public void repeated(String desk, String topic) {
    registry.counter("cloudmarket.desk.repeated.records", "desk", desk, "topic", topic).increment();
    repeated.write("Left out a record of " + topic + " that the desk had heard before");
  }

  @Override
  public void failed(
      String desk, DeskKey key, OptionalInt month, Optional<Trace> trace, Throwable cause) {
    failed(desk).increment();
    RunLog.of(
        key,
        month,
        trace,
        () -> LOG.errorf(cause, "The desk %s of %s cannot go on, and its run fails", desk, key));
  }

  private Counter failed(String desk) {
    return registry.counter("cloudmarket.desks.failed", "desk", desk);
  }
}
