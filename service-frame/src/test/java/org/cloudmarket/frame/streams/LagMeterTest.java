package org.cloudmarket.frame.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class LagMeterTest {

  private record Measured(MetricName metricName, Object metricValue) implements Metric {}

  private static Map.Entry<MetricName, Measured> metric(
      String name, String client, String partition, Object value) {
    MetricName metric =
        new MetricName(
            name,
            "consumer-fetch-manager-metrics",
            "",
            Map.of("client-id", client, "topic", "tenders", "partition", partition));
    return Map.entry(metric, new Measured(metric, value));
  }

  @Test
  void theLagIsThatOfEveryPartitionOfEveryThreadThatHears() {
    assertThat(
            LagMeter.behind(
                Map.ofEntries(
                    metric("records-lag", "provider-service-StreamThread-1-consumer", "0", 7.0),
                    metric("records-lag", "provider-service-StreamThread-1-consumer", "1", 5.0),
                    metric("records-lag", "provider-service-StreamThread-2-consumer", "2", 1.0))))
        .isEqualTo(13);
  }

  @Test
  void whatWasNeverFetchedAndWhatRestoresAndWhatIsNoLagDoNotCount() {
    assertThat(
            LagMeter.behind(
                Map.ofEntries(
                    metric("records-lag", "s-StreamThread-1-consumer", "0", Double.NaN),
                    metric("records-lag", "s-StreamThread-1-restore-consumer", "1", 9.0),
                    metric("records-lag-max", "s-StreamThread-1-consumer", "2", 9.0),
                    metric("records-lag", "s-StreamThread-1-consumer", "3", 2.0))))
        .isEqualTo(2);
  }
}
