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
  void aWriteThatTheSocketRefusedIsAClientThatHasGoneWhateverTheResponseKnows() {
    IOException reset = new IOException("Connection reset by peer");
    reset.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("sun.nio.ch.SocketChannelImpl", "write", null, -1),
          new StackTraceElement("io.netty.channel.socket.nio.NioSocketChannel", "doWrite", null, -1)
        });

    assertThat(ProblemResponses.gone(reset, false)).isTrue();
  }

  @Test
  void anyOtherFailureIsOursUnlessTheResponseIsClosed() {
    assertThat(ProblemResponses.gone(new IOException("reset"), false)).isFalse();
    assertThat(ProblemResponses.gone(new IOException("reset"), true)).isTrue();
    assertThat(ProblemResponses.gone(new VertxException("closed", true), true)).isTrue();
    assertThat(ProblemResponses.gone(new IllegalStateException(), true)).isFalse();
  }
}
