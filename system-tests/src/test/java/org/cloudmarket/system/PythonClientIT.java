package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.cloudmarket.local.stack.Service;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client for Python, by its own tests, where there is a Python. */
@Tag("long")
class PythonClientIT {

  private static final Path CLIENT = Path.of("..", "clients", "python");

  @Test
  void theClientsOwnTestsPassAgainstTheStack(@TempDir Path folder)
      throws IOException, InterruptedException {
    assumeTrue(Programs.installed("python3"));
    Path said = folder.resolve("said");
    ProcessBuilder tests =
        new ProcessBuilder("python3", "-B", "-m", "unittest", "discover", "-s", "tests")
            .directory(CLIENT.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    tests.environment().put("CLOUDMARKET", Market.stack().service(Service.PROCUREMENT).toString());

    Process python = tests.start();
    try {
      assertThat(python.waitFor(Market.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } finally {
      python.destroyForcibly();
    }

    String text = Files.readString(said, StandardCharsets.UTF_8);
    assertThat(python.exitValue()).as(text).isZero();
    assertThat(text).contains("OK").doesNotContain("skipped");
  }
}
