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

  @Test
  @EnabledOnOs(OS.LINUX)
  void suchAThreadIsTheNicestOfAllAndLeavesItsParentAsItIs() throws Exception {
    int before = nice();
    CompletableFuture<Integer> its = new CompletableFuture<>();

    LowPriority.thread("low", () -> its.complete(nice())).start();

    assertThat(its.get()).isEqualTo(19);
    assertThat(nice()).isEqualTo(before);
  }

  /** The 19th field of what the system says of a thread; its name, the second, may have spaces. */
  private static int nice() {
    try {
      String said = Files.readString(Path.of("/proc/thread-self/stat"));
      String[] fields = said.substring(said.lastIndexOf(')') + 2).split(" ", -1);
      return Integer.parseInt(fields[19 - 3]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
