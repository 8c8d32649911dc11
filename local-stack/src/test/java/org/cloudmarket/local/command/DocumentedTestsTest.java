package org.cloudmarket.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where a document names the test that shows something, that test is there. */
class DocumentedTestsTest {

  private static final Path HOME = Path.of("..");
  private static final Pattern NAMED =
      Pattern.compile("`(?<class>[A-Z][A-Za-z]+(?:IT|Test))(?:[.#](?<method>[a-z][A-Za-z]+))?`");

  @Test
  void theTestsThatDocumentsNameAreThere() throws IOException {
    Map<String, Path> sources = sources();
    List<MatchResult> named =
        DocumentedCommandsTest.lines().flatMap(line -> NAMED.matcher(line).results()).toList();

    assertThat(named).hasSizeGreaterThan(50);
    for (MatchResult each : named) {
      String name = each.group("class");
      assertThat(sources).containsKey(name);
      if (each.group("method") != null) {
        assertThat(Files.readString(sources.get(name)))
            .as(name)
            .contains("void " + each.group("method") + "(");
      }
    }
  }

  /** The files of tests, by their class. */
  static Map<String, Path> sources() throws IOException {
    Map<String, Path> sources = new TreeMap<>();
    try (Stream<Path> modules = Files.list(HOME)) {
      for (Path tests : modules.map(module -> module.resolve("src/test/java")).toList()) {
        if (Files.isDirectory(tests)) {
          try (Stream<Path> files = Files.walk(tests)) {
            files
                .filter(file -> file.toString().endsWith(".java"))
                .forEach(
                    file -> sources.put(file.getFileName().toString().replace(".java", ""), file));
          }
        }
      }
    }
    return sources;
  }
}
