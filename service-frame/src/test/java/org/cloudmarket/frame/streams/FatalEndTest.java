package org.cloudmarket.frame.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class FatalEndTest {

  @Test
  void oneLineTellsTheWholeChainOfCauses() {
    Throwable failure =
        new IllegalStateException("task 0_1", new IllegalArgumentException("no such shard"));

    assertThat(FatalEnd.chain(failure))
        .isEqualTo("IllegalStateException: task 0_1 <- IllegalArgumentException: no such shard");
  }

  @Test
  void aNameThatTwoProcessesHaveIsSaidAsThat() {
    Throwable fenced = new StreamsException(new FencedInstanceIdException("fenced"));

    assertThat(FatalEnd.why(fenced)).contains("SERVICE_INSTANCE");
    assertThat(FatalEnd.why(new IllegalStateException("a fault of ours")))
        .isEqualTo("Kafka Streams cannot go on");
  }
}
