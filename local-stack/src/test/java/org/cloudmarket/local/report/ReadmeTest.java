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

    List<String> sample =
        Files.readAllLines(Path.of("..", "README.md")).stream()
            .dropWhile(line -> !line.equals(INDENT + "Rules"))
            .takeWhile(line -> !line.startsWith(INDENT + "Proof"))
            .filter(line -> !line.isBlank())
            .map(line -> line.substring(INDENT.length()))
            .toList();

    assertThat(sample).contains("Rules").anyMatch(line -> line.startsWith("Cost to buyers"));
    assertThat(EffectReport.of(with, without)).containsSubsequence(sample);
    assertThat(Files.readString(Path.of("..", "README.md")))
        .contains(with.digest(), without.digest());
  }
}
