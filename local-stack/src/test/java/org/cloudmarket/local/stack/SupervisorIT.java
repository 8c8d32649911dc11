package org.cloudmarket.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.cloudmarket.local.process.Child;
import org.cloudmarket.local.process.ChildSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorIT {

  @TempDir private Path folder;

  @Test
  void aProcessThatKeepsDyingIsStartedFiveTimesAgainAndThenLeft() throws InterruptedException {
    // Given
    var restarts = new AtomicInteger();
    var givenUp = new CountDownLatch(1);
    var supervisor = new Supervisor(true, counting(restarts, givenUp), InstantSource.system());
    var child = new Child(dyingWithStatus7(), supervisor::died);
    supervisor.watch(child);

    // When
    child.launch();

    // Then
    assertThat(givenUp.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(restarts).hasValue(5);
    assertThat(child.isAlive()).isFalse();
  }

  private ChildSpec dyingWithStatus7() {
    return new ChildSpec(
        "mayfly",
        "nowhere",
        List.of("/bin/sh", "-c", "exit 7"),
        Map.of(),
        folder,
        folder.resolve("mayfly.log"),
        () -> true);
  }

  private static Progress counting(AtomicInteger restarts, CountDownLatch givenUp) {
    return new Progress() {
      @Override
      public void restarting(String name, int status, String cause, Path log) {
        assertThat(status).isEqualTo(7);
        restarts.incrementAndGet();
      }

      @Override
      public void givenUp(String name, int status, String cause, Path log) {
        givenUp.countDown();
      }
    };
  }
}
