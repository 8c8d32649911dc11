package org.cloudmarket.local.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.api.Test;

/** Holds the sample of the README to what is printed. */
class ReadmeTest {

  private static final String INDENT = "    ";

  /** The sample is shortened: it leaves lines out, and changes none. */
  @Test
  void theSampleOfTheReadmeIsWhatIsPrinted() throws IOException {
    DocumentLibrary shipped = DocumentLibrary.shipped();
    Scenario scenario = shipped.resolve(shipped.get("tianjin-mandate"), Optional.empty(), Map.of());
    ReferenceView with = ReferenceView.of(scenario, 1, 4);
    ReferenceView without = ReferenceView.of(scenario.withPolicies(List.of(), List.of()), 1, 4);

    List<String> sample = sample("Rules", "Proof");

    assertThat(sample).contains("Rules").anyMatch(line -> line.startsWith("Cost to buyers"));
    assertThat(EffectReport.of(with, without, false)).containsSubsequence(sample);
    assertThat(Files.readString(Path.of("..", "README.md")))
        .contains(with.digest(), without.digest());
  }

  @Test
  void theEffectOfTheReadmeIsWhatFortyPairsGive() throws IOException {
    DocumentLibrary shipped = DocumentLibrary.shipped();
    Scenario scenario = shipped.resolve(shipped.get("tianjin-mandate"), Optional.empty(), Map.of());
    List<String> sample = sample("Effect over", "Rules");

    assertThat(sample).hasSizeGreaterThan(4);
    assertThat(
            PairsReport.of(scenario, scenario.withPolicies(List.of(), List.of()), 1, (_, _) -> {}))
        .containsSubsequence(sample);
  }

  /**
   * The lines of the sample from one that begins with some words to one that begins with others.
   */
  private static List<String> sample(String from, String to) throws IOException {
    return Files.readAllLines(Path.of("..", "README.md")).stream()
        .dropWhile(line -> !line.startsWith(INDENT + from))
        .takeWhile(line -> !line.startsWith(INDENT + to))
        .filter(line -> !line.isBlank())
        .map(line -> line.substring(INDENT.length()))
        .toList();
  }
}
