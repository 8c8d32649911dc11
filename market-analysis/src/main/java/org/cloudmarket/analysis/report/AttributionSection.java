package org.cloudmarket.analysis.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.cloudmarket.analysis.experiment.Result;
import org.cloudmarket.analysis.report.Units.Kind;
import org.cloudmarket.analysis.statistics.Estimate;

/** What each policy did: a waterfall an outcome, a table, and the strongest interplays. */
final class AttributionSection {

  private static final int MOST_INTERPLAYS = 5;

  private final Words words;
  private final Units units;
  private final List<Result.Attributed> attributions;

  AttributionSection(Words words, Units units, List<Result.Attributed> attributions) {
    this.words = words;
    this.units = units;
    this.attributions = attributions;
  }

  void write(Markup page) {
    for (int i = 0; i < attributions.size(); i++) {
      Result.Attributed attributed = attributions.get(i);
      page.open("section").leaf("h2", words.heading(attributed.measure()));
      page.open("p")
          .text("All policies together: ")
          .open("strong")
          .numbers(text(attributed, attributed.whole()))
          .close()
          .text(", ")
          .leaf("span", words.period(attributed.measure()), "class", "together")
          .close();
      page.open("figure")
          .leaf(
              "figcaption",
              "From nothing to the whole effect, policy by policy, the largest first");
      waterfall("waterfall-" + (i + 1), attributed).write(page);
      page.close();
      table(attributed).write(page);
      page.leaf(
          "p",
          "A policy's part is its Shapley value: the mean of what it adds over the orders in which"
              + " the policies could have come.",
          "class",
          "note");
      interplays(page, attributed);
      page.close();
    }
  }

  /** All effects of an outcome are written alike, as the greatest of them. */
  private String text(Result.Attributed attributed, Estimate estimate) {
    return form(
            attributed,
            Stream.concat(
                    Stream.of(attributed.whole()),
                    attributed.policies().stream().map(Result.Share::effect))
                .mapToDouble(Estimate::value)
                .toArray())
        .text(estimate);
  }

  BarChart waterfall(String id, Result.Attributed attributed) {
    List<BarChart.Row> rows = new ArrayList<>();
    double reached = 0;
    for (Result.Share share : Words.largestFirst(attributed)) {
      rows.add(row(words.policy(share.policy()), attributed, share.effect(), reached, ""));
      reached += share.effect().value();
    }
    rows.add(row("all together", attributed, attributed.whole(), 0, " whole"));
    Units.Form scale = form(attributed, attributed.whole().low(), attributed.whole().high());
    Axis axis = BarChart.axis(rows, scale.scale());
    return new BarChart(
        id,
        "Waterfall of " + words.phrase(attributed.measure()),
        "The same numbers are in the table below.",
        axis,
        form(attributed, axis.first(), axis.last()),
        rows);
  }

  private Units.Form form(Result.Attributed attributed, double... values) {
    return units.form(attributed.measure().unit(), Kind.CHANGE, values);
  }

  private BarChart.Row row(
      String name, Result.Attributed attributed, Estimate effect, double from, String style) {
    return new BarChart.Row(
        name,
        text(attributed, effect),
        List.of(
            new BarChart.Bar(
                (effect.value() < 0 ? "fall" : "rise") + style,
                from,
                from + effect.value(),
                from + effect.low(),
                from + effect.high())));
  }

  private Table table(Result.Attributed attributed) {
    List<List<String>> rows = new ArrayList<>();
    Words.largestFirst(attributed)
        .forEach(
            share ->
                rows.add(List.of(words.policy(share.policy()), text(attributed, share.effect()))));
    rows.add(List.of("all together", text(attributed, attributed.whole())));
    return new Table(
        "The effect and its parts, with intervals of 95%", List.of("Policy", "Effect"), rows);
  }

  private void interplays(Markup page, Result.Attributed attributed) {
    if (attributed.interplays().isEmpty()) {
      return;
    }
    new Table(
            "The strongest interplays of two policies, with intervals of 95%",
            List.of("First policy", "Second policy", "Beyond what each does alone"),
            attributed.interplays().stream()
                .sorted(Comparator.comparingDouble(pair -> -Math.abs(pair.effect().value())))
                .limit(MOST_INTERPLAYS)
                .map(
                    pair ->
                        List.of(
                            words.policy(pair.first()),
                            words.policy(pair.second()),
                            text(attributed, pair.effect())))
                .toList())
        .write(page);
  }
}
