package org.cloudmarket.frame.runs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderedRunsTest {

  private static int status(int status, String body) {
    return OrderedRuns.whyUnknown("run-1", status, body).problem().status();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ordered", "running", "paused", "finished"})
  void aRunThatWasOrderedIsOnItsWay(String state) {
    assertThat(status(200, "{\"status\": \"" + state + "\"}")).isEqualTo(503);
  }

  @Test
  void aRunThatNeverBeganNeverComes() {
    assertThat(status(200, "{\"status\": \"failed\"}")).isEqualTo(409);
  }

  @Test
  void onlyWhatNobodyOrderedIsUnknown() {
    assertThat(status(404, "{}")).isEqualTo(404);
  }

  @Test
  void whoCannotBeAskedLeavesItOpen() {
    assertThat(status(503, "{}")).isEqualTo(503);
    assertThat(status(500, "")).isEqualTo(503);
    assertThat(status(200, "<html>")).isEqualTo(503);
  }
}
