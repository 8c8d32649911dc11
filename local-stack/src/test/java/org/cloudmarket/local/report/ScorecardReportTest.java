package org.cloudmarket.local.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cloudmarket.analysis.validation.Result;
import org.cloudmarket.analysis.validation.Scorecard;
import org.cloudmarket.analysis.validation.ScorecardText;
import org.cloudmarket.analysis.validation.Validation;
import org.junit.jupiter.api.Test;

class ScorecardReportTest {

  private static final Scorecard KEPT = Scorecard.kept();

  private final List<String> lines = ScorecardReport.of(KEPT);

  @Test
  void itFitsATerminalOf120Columns() {
    assertThat(lines).allMatch(line -> line.length() <= 120);
  }

  @Test
  void whatIsPublishedStandsBesideTheRangeWithAStarWhereItIsNoRangeOfIt() {
    assertThat(lines)
        .anyMatch(line -> line.matches("  in +share-alibaba-2019 +43 +42 to 44 .*"))
        .anyMatch(line -> line.matches("  in +leader-first +43\\* +100 .*"))
        .anyMatch(line -> line.matches("  in +complaint-rare +a sign +0 to 5 .*"))
        .anyMatch(line -> line.startsWith("  * The range is not a range of this figure"));
  }

  @Test
  void aSingleSeedHasNoInterval() {
    Scorecard single =
        Validation.shipped().only(id -> id.equals("marion-cost")).run(1, (_, _) -> {});

    assertThat(ScorecardReport.of(single))
        .anyMatch(line -> line.startsWith("Published figures beside ours over 1 seed;"))
        .anyMatch(line -> line.matches("  in +marion-cost .* 3.5 to 3.8 +[0-9.]+ +percent of cost"))
        .noneMatch(line -> line.contains("95%") || line.contains(ScorecardText.STAR));
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
