package org.cloudmarket.analysis.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.cloudmarket.analysis.published.Target;

/** Scorecards as people read them. */
public final class ScorecardText {

  private static final String BEGIN = "<!-- The scorecard begins: written by ./run validate. -->";

  /** Marks a published figure of which the range is not a range. */
  public static final String STAR = "*";

  private static final String END = "<!-- The scorecard ends. -->";

  private ScorecardText() {}

  /** How many rows are inside, in words. */
  public static String sum(Scorecard scorecard) {
    return scorecard.inside() + " of " + scorecard.rows().size() + " rows inside";
  }

  /**
   * The cells of a table for a terminal: whether it is inside, which row, what is published (with a
   * star where the range is of another kind), where it should be, where it is, and the unit.
   */
  public static List<List<String>> cells(Scorecard scorecard) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(List.of("", "row", "published", "range", ours(scorecard), "unit"));
    for (Result row : scorecard.rows()) {
      cells.add(
          List.of(
              row.inside() ? "in" : "OUT",
              row.id(),
              figure(row) + (elsewhere(row) ? STAR : ""),
              row.range().text(),
              ours(row),
              row.unit()));
    }
    return cells;
  }

  /** How many seeds, in words. */
  public static String seeds(Scorecard scorecard) {
    return scorecard.seeds() == 1 ? "1 seed" : scorecard.seeds() + " seeds";
  }

  /** What stands over our figures: one seed has no interval. */
  private static String ours(Scorecard scorecard) {
    return scorecard.seeds() == 1 ? "ours" : "ours (95%)";
  }

  private static String ours(Result row) {
    Interval ours = row.ours();
    if (row.values().size() == 1) {
      return Rounding.text(ours.mean());
    }
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
    text.append("**" + sum(scorecard) + "**, over " + seeds(scorecard) + ".\n\n");
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

  /** What is published of a row, with its unit and quality. */
  public static String published(Result row) {
    Target first = row.published().getFirst();
    return figure(row)
        + (sign(first) ? "" : " " + first.unit())
        + ", "
        + first.quality().id()
        + (elsewhere(row) ? "; see below" : "");
  }

  private static String figure(Result row) {
    Target first = row.published().getFirst();
    if (sign(first)) {
      return "a sign";
    }
    String range =
        first.low().isPresent()
            ? Rounding.exact(first.low().getAsDouble())
                + " to "
                + Rounding.exact(first.high().orElseThrow())
            : "";
    if (first.value().isEmpty()) {
      return range;
    }
    String figure = Rounding.exact(first.value().getAsDouble());
    return range.isEmpty() ? figure : figure + " (" + range + ")";
  }

  private static boolean sign(Target target) {
    return target.value().isEmpty() && target.low().isEmpty();
  }

  /** Whether a figure is published and the range is not a range of it. */
  private static boolean elsewhere(Result row) {
    return row.derived() && !sign(row.published().getFirst());
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
