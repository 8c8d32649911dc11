package org.cloudmarket.analysis.report;

import java.util.List;
import java.util.Optional;
import org.cloudmarket.analysis.experiment.Result;
import org.cloudmarket.analysis.report.Units.Kind;
import org.cloudmarket.analysis.statistics.Estimate;

/** What each outcome depends on: a tornado and a table, by Sobol' or by Morris. */
final class SensitivitySection {

  private static final String FRACTION = "fraction";

  private final Words words;
  private final Units units;
  private final List<Result.Influences> sensitivities;

  SensitivitySection(Words words, Units units, List<Result.Influences> sensitivities) {
    this.words = words;
    this.units = units;
    this.sensitivities = sensitivities;
  }

  void write(Markup page) {
    for (int i = 0; i < sensitivities.size(); i++) {
      Result.Influences influences = sensitivities.get(i);
      Result.Measure measure = influences.measure();
      boolean sobol = influences.parameters().stream().anyMatch(each -> each.total().isPresent());
      page.open("section").leaf("h2", words.heading(measure));
      page.open("p")
          .text("Mean over all points: ")
          .leaf("strong", units.text(measure.unit(), Kind.LEVEL, influences.mean()));
      if (sobol) {
        double deviation = Math.sqrt(influences.variance());
        page.text(", standard deviation ")
            .leaf("strong", units.text(measure.unit(), Kind.SIZE, deviation));
      }
      page.text(", ").leaf("span", words.period(measure), "class", "together").close();
      if (influences.reason().isEmpty()) {
        tornado(page, "tornado-" + (i + 1), influences, sobol);
        table(influences, sobol).write(page);
      } else {
        page.leaf("p", "Nothing is found: " + influences.reason());
      }
      page.leaf("p", sobol ? SOBOL : MORRIS, "class", "note").close();
    }
  }

  private static final String SOBOL =
      "Alone (Sobol's first index): the part of the outcome's variance that would vanish if this"
          + " parameter were known. With others (total index): the part that would remain if all"
          + " others were known.";

  private static final String MORRIS =
      "Size (Morris's mu*): how far the outcome moves on average over the parameter's whole range,"
          + " whatever the direction. Direction (mu): the same with signs. Scatter (sigma): how"
          + " much that depends on the other parameters or on where in the range it is.";

  private void tornado(Markup page, String id, Result.Influences influences, boolean sobol) {
    page.open("figure").open("figcaption");
    key(page, "strong", sobol ? "alone" : "size");
    key(page, "weak", sobol ? "with others" : "scatter");
    page.close();
    String unit = sobol ? FRACTION : influences.measure().unit();
    Kind kind = sobol ? Kind.LEVEL : Kind.SIZE;
    List<BarChart.Row> rows =
        Words.strongestFirst(influences).stream()
            .map(
                each ->
                    new BarChart.Row(
                        each.parameter(),
                        text(unit, kind, sobol ? each.total() : each.meanSize())
                            + (sobol ? " of variance" : ""),
                        List.of(
                            bar("strong", sobol ? each.first() : each.meanSize()),
                            bar("weak", sobol ? each.total() : each.deviation()))))
            .toList();
    double greatest =
        rows.stream()
            .flatMap(row -> row.bars().stream())
            .mapToDouble(bar -> Math.max(bar.high(), -bar.low()))
            .max()
            .orElse(0);
    Units.Form form = units.form(unit, kind, greatest);
    new BarChart(
            id,
            "What " + words.phrase(influences.measure()) + " depends on",
            "The same numbers are in the table below.",
            BarChart.axis(rows, form.scale()),
            form,
            rows)
        .write(page);
    page.close();
  }

  private static void key(Markup page, String style, String what) {
    page.leaf("span", "", "class", "key " + style).leaf("span", what + " ");
  }

  private static BarChart.Bar bar(String style, Optional<Estimate> estimate) {
    Estimate known = estimate.orElse(Estimate.ZERO);
    return new BarChart.Bar(style, 0, known.value(), known.low(), known.high());
  }

  private Table table(Result.Influences influences, boolean sobol) {
    String unit = influences.measure().unit();
    return new Table(
        "Parameters, with intervals of 95%",
        sobol
            ? List.of("Parameter", "Range", "Alone", "With others")
            : List.of("Parameter", "Range", "Size", "Direction", "Scatter"),
        Words.strongestFirst(influences).stream()
            .map(
                each ->
                    sobol
                        ? List.of(
                            each.parameter(),
                            Words.range(each),
                            text(FRACTION, Kind.LEVEL, each.first()),
                            text(FRACTION, Kind.LEVEL, each.total()))
                        : List.of(
                            each.parameter(),
                            Words.range(each),
                            text(unit, Kind.SIZE, each.meanSize()),
                            text(unit, Kind.CHANGE, each.meanEffect()),
                            text(unit, Kind.SIZE, each.deviation())))
            .toList());
  }

  private String text(String unit, Kind kind, Optional<Estimate> estimate) {
    return estimate.map(known -> units.text(unit, kind, known)).orElse("");
  }
}
