package org.cloudmarket.frame.streams;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;

/**
 * How far the desk is behind: the records of its partitions that it has not fetched yet, one number
 * for the process. Kafka's own meters tell it for each partition.
 */
@Singleton
final class LagMeter {

  /** The meter's name. */
  static final String NAME = "cloudmarket.desk.lag";

  private static final String GROUP = "consumer-fetch-manager-metrics";
  private static final String LAG = "records-lag";

  /** The consumers that restore have a name of their own; they are not behind, they start late. */
  private static final String RESTORING = "-restore-consumer";

  /** Quarkus says when the engine is there, before it starts. */
  void measure(@Observes KafkaStreams streams, MeterRegistry registry) {
    Gauge.builder(NAME, streams, each -> behind(each.metrics()))
        .description("Records on the desk's partitions that it has not fetched yet")
        .register(registry);
  }

  static double behind(Map<MetricName, ? extends Metric> metrics) {
    return metrics.entrySet().stream()
        .filter(each -> isLag(each.getKey()))
        .mapToDouble(each -> ((Number) each.getValue().metricValue()).doubleValue())
        .filter(Double::isFinite)
        .sum();
  }

  private static boolean isLag(MetricName name) {
    return name.name().equals(LAG)
        && name.group().equals(GROUP)
        && !name.tags().getOrDefault("client-id", "").endsWith(RESTORING);
  }
}
