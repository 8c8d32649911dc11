package org.cloudmarket.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StackOptionsTest {

  @Test
  void onTwoProcessorsTheDesksOfAServiceHaveOneThread() {
    assertThat(StackOptions.threads(Map.of(), 2)).containsExactly(Map.entry("DESK_THREADS", "1"));
    assertThat(StackOptions.threads(Map.of(), 3)).isEmpty();
  }

  @Test
  void whatTheUserHasChosenStays() {
    assertThat(StackOptions.threads(Map.of("DESK_THREADS", "4"), 2)).isEmpty();
  }
}
