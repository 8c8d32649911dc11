package org.cloudmarket.analysis.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Bars that lie, each with a whisker for its interval. Places across are percentages of the width,
 * so that text keeps its size on screens of any width.
 *
 * @param id unlike that of any other picture of the page
 * @param title what is seen
 * @param description the same in words, for who cannot see it
 * @param axis of the values
 * @param form of its ticks
 */
record BarChart(
    String id, String title, String description, Axis axis, Units.Form form, List<Row> rows) {

  private static final int AXIS = 40;
  private static final int LINE = 18;
  private static final int BAR = 12;
  private static final int GAP = 14;
  private static final int NARROW_LETTERS = 46;
  private static final double MARGIN_PERCENT = 4;

  /**
   * A row.
   *
   * @param name of what the bars are of
   * @param number in words
   */
  record Row(String name, String number, List<Bar> bars) {

    /** Where both would not fit on a narrow screen, the number has a line of its own. */
    private int lines() {
      return name.length() + number.length() > NARROW_LETTERS ? 2 : 1;
    }

    private int height() {
      return lines() * LINE + bars.size() * BAR + GAP;
    }
  }

  /**
   * A bar, with a whisker.
   *
   * @param style its class in the style sheet
   */
  record Bar(String style, double from, double to, double low, double high) {}

  /** An axis that holds all bars, their whiskers and 0. */
  static Axis axis(List<Row> rows, double unit) {
    double[] values =
        DoubleStream.concat(
                DoubleStream.of(0),
                rows.stream()
                    .flatMap(row -> row.bars().stream())
                    .flatMapToDouble(
                        bar -> DoubleStream.of(bar.from(), bar.to(), bar.low(), bar.high())))
            .toArray();
    return Axis.around(
        DoubleStream.of(values).min().orElseThrow(),
        DoubleStream.of(values).max().orElseThrow(),
        4,
        unit);
  }

  void write(Markup page) {
    int height = AXIS + rows.stream().mapToInt(Row::height).sum();
    page.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "width",
        "100%",
        "height",
        Integer.toString(height),
        "role",
        "img",
        "aria-labelledby",
        id + "-title " + id + "-desc");
    page.leaf("title", title, "id", id + "-title").leaf("desc", description, "id", id + "-desc");
    ticks(page, height);
    int y = AXIS;
    for (Row row : rows) {
      write(page, row, y);
      y += row.height();
    }
    page.close();
  }

  private void ticks(Markup page, int height) {
    page.leaf("text", form.name(), "class", "tick", "x", "0", "y", "13");
    axis.ticks()
        .forEach(
            tick -> {
              page.empty(
                  "line",
                  "class",
                  tick == 0 ? "zero" : "grid",
                  "x1",
                  x(tick),
                  "x2",
                  x(tick),
                  "y1",
                  Integer.toString(AXIS - 4),
                  "y2",
                  Integer.toString(height - 4));
              page.leaf(
                  "text",
                  axis.form(form).signed(tick),
                  "class",
                  "tick middle",
                  "x",
                  x(tick),
                  "y",
                  Integer.toString(AXIS - 9));
            });
  }

  private void write(Markup page, Row row, int top) {
    page.leaf("text", row.name(), "class", "label", "x", "0", "y", Integer.toString(top + 13));
    page.leaf(
        "text",
        row.number(),
        "class",
        row.lines() == 1 ? "number end" : "number",
        "x",
        row.lines() == 1 ? "100%" : "0",
        "y",
        Integer.toString(top + 13 + (row.lines() - 1) * LINE));
    int y = top + row.lines() * LINE;
    for (Bar bar : row.bars()) {
      write(page, bar, y);
      y += BAR;
    }
  }

  private void write(Markup page, Bar bar, int y) {
    double left = percent(Math.min(bar.from(), bar.to()));
    double right = percent(Math.max(bar.from(), bar.to()));
    page.empty(
        "rect",
        "class",
        "bar " + bar.style(),
        "x",
        text(left),
        "y",
        Integer.toString(y + 1),
        "width",
        text(right - left),
        "height",
        Integer.toString(BAR - 2));
    whisker(page, x(bar.low()), x(bar.high()), y + BAR / 2, y + BAR / 2);
    whisker(page, x(bar.low()), x(bar.low()), y + 2, y + BAR - 2);
    whisker(page, x(bar.high()), x(bar.high()), y + 2, y + BAR - 2);
  }

  private static void whisker(Markup page, String x1, String x2, int y1, int y2) {
    page.empty(
        "line",
        "class",
        "whisker",
        "x1",
        x1,
        "x2",
        x2,
        "y1",
        Integer.toString(y1),
        "y2",
        Integer.toString(y2));
  }

  private String x(double value) {
    return text(percent(value));
  }

  private double percent(double value) {
    return MARGIN_PERCENT + (100 - 2 * MARGIN_PERCENT) * axis.place(value);
  }

  private static String text(double percent) {
    return String.format(Locale.ROOT, "%.2f%%", percent);
  }
}
