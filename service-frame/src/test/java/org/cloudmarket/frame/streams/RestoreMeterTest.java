package org.cloudmarket.frame.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoreMeterTest {

  private static final String STORE = "policy-facts";
  private static final TopicPartition ONE = new TopicPartition("changelog", 1);
  private static final TopicPartition TWO = new TopicPartition("changelog", 2);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final RestoreMeter meter = new RestoreMeter(registry);

  private double remaining() {
    return registry.get(RestoreMeter.NAME).gauge().value();
  }

  @Test
  void whatIsStillToBeRestoredIsCountedOverAllPartitions() {
    meter.onRestoreStart(ONE, STORE, 100, 400);
    meter.onRestoreStart(TWO, STORE, 0, 50);
    assertThat(remaining()).isEqualTo(350);

    meter.onBatchRestored(ONE, STORE, 299, 180);

    assertThat(remaining()).isEqualTo(150);
  }

  @Test
  void whatIsRestoredOrGivenUpLeavesNothing() {
    meter.onRestoreStart(ONE, STORE, 100, 400);
    meter.onRestoreStart(TWO, STORE, 0, 50);

    meter.onRestoreEnd(ONE, STORE, 300);
    meter.onRestoreSuspended(TWO, STORE, 10);

    assertThat(remaining()).isZero();
  }
}
