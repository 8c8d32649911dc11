package org.cloudmarket.procurement.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LowPriorityTest {

  private static final int SCHED_IDLE = 5;

  @Test
  @EnabledOnOs(OS.LINUX)
  void suchAThreadRunsWhereAProcessorIsIdleAndLeavesItsParentAsItIs() throws Exception {
    int before = policy();
    CompletableFuture<Integer> its = new CompletableFuture<>();

    LowPriority.thread("low", () -> its.complete(policy())).start();

    assertThat(its.get()).isEqualTo(SCHED_IDLE);
    assertThat(policy()).isEqualTo(before).isNotEqualTo(SCHED_IDLE);
  }

  /** The 41st field of what the system says of a thread; its name, the second, may have spaces. */
  private static int policy() {
    try {
      String said = Files.readString(Path.of("/proc/thread-self/stat"));
      String[] fields = said.substring(said.lastIndexOf(')') + 2).split(" ", -1);
      return Integer.parseInt(fields[41 - 3]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
