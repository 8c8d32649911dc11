package org.cloudmarket.frame.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FatalEndTest {

  @Test
  void oneLineTellsTheWholeChainOfCauses() {
    Throwable failure =
        new IllegalStateException("task 0_1", new IllegalArgumentException("no such shard"));

    assertThat(FatalEnd.chain(failure))
        .isEqualTo("IllegalStateException: task 0_1 <- IllegalArgumentException: no such shard");
  }
}
