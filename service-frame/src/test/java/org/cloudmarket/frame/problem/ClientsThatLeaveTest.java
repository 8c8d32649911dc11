package org.cloudmarket.frame.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.VertxException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;

class ClientsThatLeaveTest {

  @Test
  void aClosedChannelIsAClientThatHasGoneWhateverTheResponseKnows() {
    assertThat(ProblemResponses.gone(new ClosedChannelException(), false)).isTrue();
    assertThat(ProblemResponses.gone(new ClosedChannelException(), true)).isTrue();
  }

  @Test
  void anyOtherFailureIsOursUnlessTheResponseIsClosed() {
    assertThat(ProblemResponses.gone(new IOException("reset"), false)).isFalse();
    assertThat(ProblemResponses.gone(new IOException("reset"), true)).isTrue();
    assertThat(ProblemResponses.gone(new VertxException("closed", true), true)).isTrue();
    assertThat(ProblemResponses.gone(new IllegalStateException(), true)).isFalse();
  }
}
