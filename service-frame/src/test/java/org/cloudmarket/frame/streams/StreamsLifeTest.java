package org.cloudmarket.frame.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;

class StreamsLifeTest {

  private final StreamsLife life = new StreamsLife();
  private State state = State.CREATED;

  private void becomes(State next) {
    life.onChange(next, state);
    state = next;
  }

  @Test
  void aServiceThatOnlyWaitsForItsFirstPartitionsLivesAndIsNotReady() {
    becomes(State.REBALANCING);

    assertThat(life.alive()).isTrue();
    assertThat(life.ready()).isFalse();
  }

  @Test
  void onceItHasRunARebalanceDoesNotMakeItLessReady() {
    becomes(State.REBALANCING);
    becomes(State.RUNNING);
    assertThat(life.ready()).isTrue();

    becomes(State.REBALANCING);

    assertThat(life.ready()).isTrue();
    assertThat(life.alive()).isTrue();
  }

  @Test
  void whatEndsIsNeitherReadyNorAlive() {
    becomes(State.REBALANCING);
    becomes(State.RUNNING);
    becomes(State.PENDING_ERROR);

    assertThat(life.ready()).isFalse();

    becomes(State.ERROR);

    assertThat(life.alive()).isFalse();
  }
}
