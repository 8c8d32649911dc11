package org.cloudmarket.wire.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class IdleWaitTest {

  private static final Duration ENGINES = Duration.ofMillis(5);

  private final IdleWait wait = new IdleWait();

  @Test
  void aRingThatTurnsIsWaitedForAsTheEngineAsks() {
    assertThat(wait.of(ENGINES)).isEqualTo(ENGINES);

    wait.inVain(Duration.ofMillis(50));

    assertThat(wait.of(ENGINES)).isEqualTo(ENGINES);
  }

  @Test
  void anAlarmIsLateByATenthOfWhatItWaitedAndNoMore() {
    wait.inVain(Duration.ofMillis(300));
    wait.inVain(Duration.ofMillis(700));

    assertThat(wait.of(ENGINES)).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void nobodyWaitsForMoreThanHalfASecond() {
    wait.inVain(Duration.ofHours(1));

    assertThat(wait.of(ENGINES)).isEqualTo(Duration.ofMillis(500));
    assertThat(wait.of(Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void aWaitOfNothingStaysOne() {
    wait.inVain(Duration.ofHours(1));

    assertThat(wait.of(Duration.ZERO)).isZero();
  }

  @Test
  void aRecordEndsIt() {
    wait.inVain(Duration.ofHours(1));
    wait.over();

    assertThat(wait.of(ENGINES)).isEqualTo(ENGINES);
  }
}
