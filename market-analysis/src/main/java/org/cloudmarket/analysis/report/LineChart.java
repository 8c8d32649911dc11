package org.cloudmarket.analysis.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.cloudmarket.model.market.Months;

/**
 * Lines over months, each with its label at its end, and the period shaded.
 *
 * @param id unlike that of any other picture of the page
 * @param title what is seen
 * @param description the same in words, for who cannot see it
 * @param months such as 2021-09
 * @param from the period's first month
 * @param to its last
 * @param axis of the values
 * @param form of its ticks
 * @param band that lies under the lines
 */
record LineChart(
    String id,
    String title,
    String description,
    List<String> months,
    String from,
    String to,
    Axis axis,
    Units.Form form,
    List<Line> lines,
    Optional<Band> band) {

  private static final int WIDTH = 400;
  private static final int HEIGHT = 230;
  private static final int LEFT = 58;
  private static final int RIGHT = 390;
  private static final int TOP = 30;
  private static final int BOTTOM = 200;
  private static final int MOST_MONTH_TICKS = 5;
  private static final int LETTER = 7;
  private static final int TEXT = 15;
  private static final int ABOVE = 7;
  private static final int[] MONTH_STEPS = {1, 2, 3, 6, 12, 24, 36, 60, 120, 240};

  /**
   * A line.
   *
   * @param style its class in the style sheet
   */
  record Line(String label, String style, List<Double> values) {}

  /** An interval by month. */
  record Band(List<Double> low, List<Double> high) {}

  void write(Markup page) {
    page.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 " + WIDTH + " " + HEIGHT,
        "role",
        "img",
        "aria-labelledby",
        id + "-title " + id + "-desc");
    page.leaf("title", title, "id", id + "-title").leaf("desc", description, "id", id + "-desc");
    shade(page);
    valueTicks(page);
    monthTicks(page);
    band.ifPresent(
        each -> {
          for (int[] stretch : stretches(each.low())) {
            page.empty(
                "polygon",
                "class",
                "band",
                "points",
                points(each.low(), stretch) + " " + back(each.high(), stretch));
          }
        });
    lines.forEach(
        line -> {
          for (int[] stretch : stretches(line.values())) {
            page.empty(
                "polyline",
                "class",
                "line " + line.style(),
                "points",
                points(line.values(), stretch));
          }
        });
    labels(page);
    page.close();
  }

  private void shade(Markup page) {
    double half = (x(1) - x(0)) / 2;
    double left = Math.max(LEFT, x(months.indexOf(from)) - half);
    double right = Math.min(RIGHT, x(months.indexOf(to)) + half);
    page.empty(
        "rect",
        "class",
        "period",
        "x",
        text(left),
        "y",
        text(TOP),
        "width",
        text(right - left),
        "height",
        text(BOTTOM - TOP));
  }

  private void valueTicks(Markup page) {
    axis.ticks()
        .forEach(
            tick -> {
              String style = tick == 0 ? "zero" : "grid";
              page.empty(
                  "line",
                  "class",
                  style,
                  "x1",
                  text(LEFT),
                  "x2",
                  text(RIGHT),
                  "y1",
                  text(y(tick)),
                  "y2",
                  text(y(tick)));
              page.leaf(
                  "text",
                  axis.form(form).signed(tick),
                  "class",
                  "tick end",
                  "x",
                  text(LEFT - 6),
                  "y",
                  text(y(tick) + 4));
            });
    page.leaf("text", form.name(), "class", "tick", "x", "4", "y", "13");
  }

  private void monthTicks(Markup page) {
    int first = Months.parse(months.getFirst());
    int step = monthStep();
    IntStream.range(0, months.size())
        .filter(i -> (first + i) % step == 0)
        .forEach(
            i -> {
              page.empty(
                  "line",
                  "class",
                  "grid",
                  "x1",
                  text(x(i)),
                  "x2",
                  text(x(i)),
                  "y1",
                  text(BOTTOM),
                  "y2",
                  text(BOTTOM + 5));
              page.leaf(
                  "text",
                  months.get(i),
                  "class",
                  "tick middle",
                  "x",
                  text(Math.clamp(x(i), LEFT, RIGHT - 20.0)),
                  "y",
                  text(BOTTOM + 20));
            });
  }

  private int monthStep() {
    for (int step : MONTH_STEPS) {
      if (months.size() <= step * MOST_MONTH_TICKS) {
        return step;
      }
    }
    return MONTH_STEPS[MONTH_STEPS.length - 1];
  }

  /**
   * The highest line's label stands above its end, the others' below theirs where there is room,
   * and none collide.
   */
  private void labels(Markup page) {
    List<Line> fromBelow = new ArrayList<>(lines);
    fromBelow.sort(Comparator.comparingDouble(line -> line.values().getLast()));
    double below = BOTTOM - 5.0;
    for (int place = 0; place < fromBelow.size(); place++) {
      Line line = fromBelow.get(place);
      boolean highest = place == fromBelow.size() - 1;
      double under = lowestNear(line) + TEXT;
      double y = highest || under > below ? highestNear(line) - ABOVE : under;
      y = Math.min(y, below);
      below = y - TEXT;
      page.leaf(
          "text",
          line.label(),
          "class",
          "label end " + line.style(),
          "x",
          text(RIGHT - 2),
          "y",
          text(Math.max(y, TOP - 4.0)));
    }
  }

  private double highestNear(Line line) {
    return under(line).min().orElse(BOTTOM);
  }

  private double lowestNear(Line line) {
    return under(line).max().orElse(BOTTOM);
  }

  /** How far down a line is in the months that its label covers. */
  private DoubleStream under(Line line) {
    double from = Math.min(RIGHT - (double) LETTER * line.label().length(), x(months.size() - 1));
    return IntStream.range(0, months.size())
        .filter(i -> x(i) >= from && !line.values().get(i).isNaN())
        .mapToDouble(i -> y(line.values().get(i)));
  }

  /** Months in a row that have numbers: the first, and the one behind the last. */
  private static List<int[]> stretches(List<Double> values) {
    List<int[]> stretches = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= values.size(); i++) {
      if (i == values.size() || values.get(i).isNaN()) {
        if (from < i) {
          stretches.add(new int[] {from, i});
        }
        from = i + 1;
      }
    }
    return stretches;
  }

  private String points(List<Double> values, int[] stretch) {
    return IntStream.range(stretch[0], stretch[1])
        .mapToObj(i -> text(x(i)) + "," + text(y(values.get(i))))
        .collect(Collectors.joining(" "));
  }

  private String back(List<Double> values, int[] stretch) {
    return IntStream.range(0, stretch[1] - stretch[0])
        .map(i -> stretch[1] - 1 - i)
        .mapToObj(i -> text(x(i)) + "," + text(y(values.get(i))))
        .collect(Collectors.joining(" "));
  }

  private double x(int month) {
    return months.size() == 1
        ? (LEFT + RIGHT) / 2.0
        : LEFT + (RIGHT - LEFT) * (double) month / (months.size() - 1);
  }

  private double y(double value) {
    return BOTTOM - (BOTTOM - TOP) * axis.place(value);
  }

  private static String text(double pixels) {
    return String.format(Locale.ROOT, "%.1f", pixels);
  }
}
