package org.cloudmarket.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LauncherIT {

  private static final Path FOLDER = Path.of("target", "stack-launched");
  private static final int SECONDS = 20;

  @Test
  void noProcessSurvivesALauncherThatWasKilled() throws Exception {
    // Given
    var launcher = launch();
    var children = launcher.descendants().toList();
    assertThat(children).hasSizeGreaterThan(2);

    // When
    launcher.destroyForcibly().waitFor();

    // Then
    assertAllEnd(children);
  }

  @Test
  void aLauncherThatIsToldToEndEndsItsProcessesFirst() throws Exception {
    // Given
    var launcher = launch();
    var children = launcher.descendants().toList();

    // When
    launcher.destroy();

    // Then
    assertThat(launcher.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(children).noneMatch(ProcessHandle::isAlive);
    assertThat(FOLDER.resolve("kafka")).doesNotExist();
    assertThat(Files.readString(FOLDER.resolve("logs").resolve("postgresql.log")))
        .contains("database system is shut down");
  }

  private static Process launch() throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(List.of(java, Launcher.class.getName(), FOLDER.toString()))
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    var launcher = builder.start();
    assertThat(launcher.inputReader().readLine()).startsWith(Launcher.READY);
    return launcher;
  }

  private static void assertAllEnd(List<ProcessHandle> children) {
    for (var child : children) {
      assertThat(child.onExit().orTimeout(SECONDS, TimeUnit.SECONDS))
          .describedAs("process %s", child.info())
          .succeedsWithin(Duration.ofSeconds(SECONDS));
    }
  }
}
