package org.cloudmarket.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StackOptionsTest {

  @Test
  void onTwoProcessorsTheDesksOfAServiceHaveOneThread() {
    assertThat(StackOptions.threads(Map.of(), 2)).containsExactly(Map.entry("DESK_THREADS", "1"));
    assertThat(StackOptions.threads(Map.of(), 3)).isEmpty();
  }

  @Test
  void furtherSettingsLeaveThoseBeforeThem() {
    var options =
        StackOptions.standard(Path.of("."))
            .withSettings(_ -> Map.of("A", "1", "B", "1"))
            .withSettings(_ -> Map.of("B", "2"));

    assertThat(options.settings().apply(Service.POLICY))
        .containsAllEntriesOf(Map.of("A", "1", "B", "2"))
        .containsAllEntriesOf(StackOptions.standard(Path.of(".")).settings().apply(Service.POLICY));
  }

  @Test
  void whatTheUserHasChosenStays() {
    assertThat(StackOptions.threads(Map.of("DESK_THREADS", "4"), 2)).isEmpty();
  }
}
