package org.cloudmarket.local.report;

import java.util.ArrayList;
import java.util.List;
import org.cloudmarket.analysis.validation.Result;
import org.cloudmarket.analysis.validation.Scorecard;
import org.cloudmarket.analysis.validation.ScorecardText;

/** A scorecard for a terminal of 120 columns. */
public final class ScorecardReport {

  private static final int WIDTH = 118;
  private static final String INDENT = "      ";

  private ScorecardReport() {}

  /** Its lines: the table, why rows are outside, and how many are inside. */
  public static List<String> of(Scorecard scorecard) {
    Table table = new Table(2);
    List<List<String>> cells = ScorecardText.cells(scorecard);
    cells.forEach(table::row);
    List<String> lines = new ArrayList<>();
    lines.add(
        "Published figures beside ours over "
            + ScorecardText.seeds(scorecard)
            + "; sources and measures: docs/validation.md");
    lines.add("");
    lines.addAll(table.lines());
    if (cells.stream().flatMap(List::stream).anyMatch(cell -> cell.endsWith(ScorecardText.STAR))) {
      lines.add(
          "  "
              + ScorecardText.STAR
              + " The range is not a range of this figure: docs/validation.md says how the two are"
              + " compared.");
    }
    lines.add("");
    scorecard.rows().stream()
        .filter(row -> !row.inside())
        .forEach(row -> lines.addAll(outside(row)));
    lines.add(ScorecardText.sum(scorecard));
    return lines;
  }

  private static List<String> outside(Result row) {
    List<String> lines = new ArrayList<>();
    lines.add("  " + row.id());
    StringBuilder line = new StringBuilder(INDENT);
    for (String word : row.reason().split(" ", -1)) {
      if (line.length() + word.length() > WIDTH) {
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder(INDENT);
      }
      line.append(word).append(' ');
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }
}
