package org.cloudmarket.frame.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.wire.codec.Trace;
import org.cloudmarket.wire.streams.DeskKey;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

/** What a line is about stands beside it, and goes with it. */
class RunLogTest {

  private final Map<String, Object> beside = new HashMap<>();

  @Test
  void aLineAboutAShardInAMonthSaysAllThree() {
    RunLog.of(
        new DeskKey("run-1", 3), OptionalInt.of(Months.of(2021, 9)), Optional.empty(), this::line);

    assertThat(beside).isEqualTo(Map.of("run", "run-1", "shard", "3", "month", "2021-09"));
    assertThat(MDC.getMap()).isEmpty();
  }

  @Test
  void aLineAboutAWholeRunSaysNoShard() {
    RunLog.of(
        new DeskKey("run-1", DeskKey.WHOLE_RUN), OptionalInt.empty(), Optional.empty(), this::line);

    assertThat(beside).isEqualTo(Map.of("run", "run-1"));
  }

  @Test
  void aLineAboutARunThatSomebodyFollowsSaysTheTrace() {
    Optional<Trace> trace = Trace.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    RunLog.of("run-1", trace, this::line);

    assertThat(beside)
        .isEqualTo(Map.of("run", "run-1", "traceId", "0af7651916cd43dd8448eb211c80319c"));
    assertThat(MDC.getMap()).isEmpty();

    beside.clear();
    RunLog.of(new DeskKey("run-1", 3), OptionalInt.of(Months.of(2021, 9)), trace, this::line);

    assertThat(beside).containsOnlyKeys("run", "shard", "month", "traceId");
  }

  @Test
  void aLineThatFailsLeavesNothingBehind() {
    try {
      RunLog.of(
          "run-1",
          Months.of(2021, 9),
          () -> {
            throw new IllegalStateException("no disk");
          });
    } catch (IllegalStateException expected) {
      line();
    }

    assertThat(beside).isEmpty();
  }

  private void line() {
    beside.putAll(MDC.getMap());
  }
}
