package org.cloudmarket.frame.streams;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Leaves out what Kafka Streams counts for every task, node and store: thousands of series that
 * nobody looks at, where those of threads, consumers and producers tell the same.
 */
final class FewMeters {

  private static final List<String> LEFT_OUT =
      List.of(
          "kafka.stream.processor.node.",
          "kafka.stream.task.",
          "kafka.stream.state.",
          "kafka.stream.topic.",
          "kafka.stream.record.cache.",
          "kafka.consumer.node.",
          "kafka.producer.node.",
          "kafka.admin.client.node.");

  @Produces
  @Singleton
  MeterFilter filter() {
    return new MeterFilter() {
      @Override
      public MeterFilterReply accept(Meter.Id id) {
        return LEFT_OUT.stream().anyMatch(id.getName()::startsWith)
            ? MeterFilterReply.DENY
            : MeterFilterReply.NEUTRAL;
      }
    };
  }
}
