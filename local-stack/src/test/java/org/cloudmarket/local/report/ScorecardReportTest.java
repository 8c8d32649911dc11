package org.cloudmarket.local.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cloudmarket.analysis.validation.Result;
import org.cloudmarket.analysis.validation.Scorecard;
import org.junit.jupiter.api.Test;

class ScorecardReportTest {

  private static final Scorecard KEPT = Scorecard.kept();

  private final List<String> lines = ScorecardReport.of(KEPT);

  @Test
  void itFitsATerminalOfAHundredColumns() {
    assertThat(lines).allMatch(line -> line.length() <= 100);
  }

  @Test
  void theLastLineSaysHowManyRowsAreInside() {
    assertThat(lines.getLast())
        .isEqualTo(KEPT.inside() + " of " + KEPT.rows().size() + " rows inside");
  }

  @Test
  void everyRowIsThereAndWhatIsOutsideSaysWhy() {
    assertThat(lines)
        .filteredOn(line -> line.startsWith("  in ") || line.startsWith("  OUT "))
        .hasSize(KEPT.rows().size());
    assertThat(lines)
        .containsAll(
            KEPT.rows().stream()
                .filter(row -> !row.inside())
                .map(Result::id)
                .map(id -> "  " + id)
                .toList());
  }
}
