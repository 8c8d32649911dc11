package org.cloudmarket.analysis.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.cloudmarket.analysis.published.Target;

/** Scorecards as people read them. */
public final class ScorecardText {

  private static final String BEGIN = "<!-- The scorecard begins: written by ./run validate. -->";
  private static final String END = "<!-- The scorecard ends. -->";

  private ScorecardText() {}

  /** How many rows are inside, in words. */
  public static String sum(Scorecard scorecard) {
    return scorecard.inside() + " of " + scorecard.rows().size() + " rows inside";
  }

  /**
   * The cells of a table for a terminal: whether it is inside, which row, where it should be, where
   * it is, and the unit.
   */
  public static List<List<String>> cells(Scorecard scorecard) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(List.of("", "row", "range", "ours (95%)", "unit"));
    for (Result row : scorecard.rows()) {
      cells.add(
          List.of(
              row.inside() ? "in" : "OUT", row.id(), row.range().text(), ours(row), row.unit()));
    }
    return cells;
  }

  private static String ours(Result row) {
    Interval ours = row.ours();
    return Rounding.text(ours.mean())
        + " ("
        + Rounding.text(ours.low())
        + " to "
        + Rounding.text(ours.high())
        + ")";
  }

  /**
   * A document with the scorecard between its marks, in place of what is there.
   *
   * @throws IllegalArgumentException where the document has no such marks
   */
  public static String in(String document, Scorecard scorecard) {
    int begin = document.indexOf(BEGIN);
    int end = document.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException("there are no lines '" + BEGIN + "' and '" + END + "'");
    }
    return document.substring(0, begin + BEGIN.length())
        + "\n\n"
        + markdown(scorecard)
        + "\n"
        + document.substring(end);
  }

  private static String markdown(Scorecard scorecard) {
    StringBuilder text = new StringBuilder();
    text.append("**" + sum(scorecard) + "**, over " + scorecard.seeds() + " seeds.\n\n");
    text.append("| row | what | published | range | ours, 95% | inside |\n");
    text.append("|---|---|---|---|---|---|\n");
    for (Result row : scorecard.rows()) {
      text.append(
          "| `%s` | %s | %s | %s | %s %s | %s |\n"
              .formatted(
                  row.id(),
                  row.what(),
                  published(row),
                  row.range().text(),
                  ours(row),
                  row.unit(),
                  row.inside() ? "yes" : "**no**"));
    }
    text.append("\n### Outside, and why\n\n");
    scorecard.rows().stream()
        .filter(row -> !row.inside())
        .forEach(row -> text.append("- `%s`: %s\n".formatted(row.id(), row.reason())));
    text.append("\n### What is measured, and how it is compared\n\n");
    for (Result row : scorecard.rows()) {
      text.append(
          "- `%s`: %s. Compared: %s. Runs: %s. Source: %s.\n"
              .formatted(
                  row.id(),
                  row.measure(),
                  row.comparison(),
                  row.studies().stream()
                      .map(study -> "`" + study + "`")
                      .collect(Collectors.joining(" and ")),
                  sources(row)));
    }
    return text.toString();
  }

  private static String published(Result row) {
    Target first = row.published().getFirst();
    String figure =
        first.value().isPresent()
            ? Rounding.exact(first.value().getAsDouble())
            : first.low().isPresent() ? "" : "a sign";
    String range =
        first.low().isPresent()
            ? Rounding.exact(first.low().getAsDouble())
                + " to "
                + Rounding.exact(first.high().orElseThrow())
            : "";
    String both = figure.isEmpty() ? range : range.isEmpty() ? figure : figure + " (" + range + ")";
    return both + ", " + first.quality().id();
  }

  private static String sources(Result row) {
    return row.published().stream()
        .map(
            target ->
                target.file() + ", " + target.id().replace("|", "/") + " (" + target.source() + ")")
        .distinct()
        .collect(Collectors.joining("; "));
  }
}
