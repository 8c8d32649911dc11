package org.cloudmarket.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RestartBudgetTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final RestartBudget budget = new RestartBudget(2, Duration.ofMinutes(10));

  @Test
  void allowsSoManyRestartsAndNoMore() {
    assertThat(budget.spend(NOON)).isTrue();
    assertThat(budget.spend(NOON.plusSeconds(1))).isTrue();
    assertThat(budget.spend(NOON.plusSeconds(2))).isFalse();
  }

  @Test
  void forgetsRestartsOfLongAgo() {
    budget.spend(NOON);
    budget.spend(NOON.plusSeconds(1));

    assertThat(budget.spend(NOON.plus(Duration.ofMinutes(11)))).isTrue();
  }
}
