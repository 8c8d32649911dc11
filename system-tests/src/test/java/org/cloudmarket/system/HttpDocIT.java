package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.cloudmarket.local.stack.Ports;
import org.cloudmarket.local.stack.ProjectHome;
import org.cloudmarket.local.stack.Replica;
import org.cloudmarket.local.stack.Service;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The session that the document shows is one that works, from its first line to its last. */
@Tag("long")
class HttpDocIT {

  private static final Path DOCUMENT = ProjectHome.find().resolve("docs/http.md");

  /** Commands, and behind them what the document says they print. */
  private static final Pattern STEP =
      Pattern.compile(
          "^```sh\n(.*?)^```\n(?:```\n(.*?)^```\n)?", Pattern.DOTALL | Pattern.MULTILINE);

  private static final String LEFT_OUT = "...";

  record Step(String commands, String output) {

    /** Spaces and ends of lines are for readers, and do not count. */
    Pattern expected() {
      return Pattern.compile(
          Arrays.stream(unspaced(output).split(Pattern.quote(LEFT_OUT), -1))
              .map(Pattern::quote)
              .collect(Collectors.joining(".*")),
          Pattern.DOTALL);
    }
  }

  @Test
  void everyCommandPrintsWhatTheDocumentSays(@TempDir Path folder)
      throws IOException, InterruptedException {
    assertThat(List.of("bash", "curl"))
        .as("what this machine needs to run the document")
        .allMatch(Programs::installed);
    List<Step> steps = steps();
    Path script = Files.writeString(folder.resolve("session"), script(steps));

    int exit = run(script);

    SoftAssertions.assertSoftly(
        all -> {
          for (int i = 0; i < steps.size(); i++) {
            all.assertThat(printed(folder, i))
                .as("what this prints:%n%s", steps.get(i).commands())
                .matches(steps.get(i).expected());
          }
        });
    assertThat(exit).as("exit code of the last commands").isZero();
  }

  private static List<Step> steps() throws IOException {
    String text = Files.readString(DOCUMENT);
    for (Service service : Service.values()) {
      String standard = "http://localhost:" + Ports.standard().of(new Replica(service, 1));
      text = text.replace(standard, Market.stack().service(service).toString());
    }
    Matcher found = STEP.matcher(text);
    List<Step> steps = new ArrayList<>();
    while (found.find()) {
      assertThat(found.group(2)).as("what comes out of:%n%s", found.group(1)).isNotNull();
      steps.add(new Step(found.group(1), found.group(2)));
    }
    assertThat(steps).isNotEmpty();
    return steps;
  }

  /** One shell for all, since later commands use what earlier ones found. */
  private static String script(List<Step> steps) {
    StringBuilder script = new StringBuilder("set -euo pipefail\n");
    for (int i = 0; i < steps.size(); i++) {
      script.append("exec > ").append(printed(i)).append(" 2>&1\n").append(steps.get(i).commands());
    }
    return script.toString();
  }

  private static String printed(int step) {
    return "step-" + step;
  }

  /** Without what is for readers; nothing where an earlier step failed. */
  private static String printed(Path folder, int step) {
    Path file = folder.resolve(printed(step));
    try {
      return Files.exists(file) ? unspaced(Files.readString(file)) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int run(Path script) throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder("bash", script.getFileName().toString())
            .directory(script.getParent().toFile())
            .start();
    try {
      assertThat(shell.waitFor(Market.PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .as("the session ends")
          .isTrue();
      return shell.exitValue();
    } finally {
      shell.descendants().forEach(ProcessHandle::destroyForcibly);
      shell.destroyForcibly();
    }
  }

  private static String unspaced(String text) {
    return text.replaceAll("\\s", "");
  }
}
