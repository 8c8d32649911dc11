package org.cloudmarket.analysis.report;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.cloudmarket.analysis.experiment.Result;
import org.cloudmarket.analysis.report.Units.Kind;
import org.cloudmarket.analysis.statistics.Estimate;

/** What each arm changes: two small pictures an outcome, and a table. */
final class EffectSection {

  private static final int MOST_STEPS = 4;

  private final Words words;
  private final Units units;
  private final List<Result.Effect> effects;
  private int pictures;

  EffectSection(Words words, Units units, List<Result.Effect> effects) {
    this.words = words;
    this.units = units;
    this.effects = Words.telling(effects);
  }

  void write(Markup page) {
    effects.stream()
        .map(Result.Effect::arm)
        .distinct()
        .forEach(
            arm ->
                write(page, effects.stream().filter(effect -> effect.arm().equals(arm)).toList()));
  }

  private void write(Markup page, List<Result.Effect> some) {
    Result.Effect first = some.getFirst();
    page.open("section");
    page.leaf("h2", words.arm(first.arm()) + " against " + words.arm(first.baseline()));
    some.forEach(effect -> pictures(page, effect));
    table(some).write(page);
    page.leaf(
        "p",
        "Both markets have the same seeds in each replication. Pairing"
            + " saves the part of the variance that independent seeds would add. Months to half:"
            + " after so many months of the period a share has moved half as far as it does in it.",
        "class",
        "note");
    page.close();
  }

  private void pictures(Markup page, Result.Effect effect) {
    Result.Measure measure = effect.measure();
    page.open("article").leaf("h3", words.heading(measure));
    page.open("p")
        .open("strong")
        .numbers(units.text(measure.unit(), Kind.CHANGE, effect.period()))
        .close()
        .text(", ")
        .leaf("span", words.period(measure), "class", "together")
        .close();
    page.open("div", "class", "pair");
    figure(page, "Month by month", levels(effect));
    figure(page, "Effect, with its interval of 95%", changes(effect));
    page.close().close();
  }

  private static void figure(Markup page, String caption, LineChart chart) {
    page.open("figure").leaf("figcaption", caption);
    chart.write(page);
    page.close();
  }

  LineChart levels(Result.Effect effect) {
    return chart(
        effect,
        Kind.LEVEL,
        words.heading(effect.measure()) + ", month by month",
        ends(effect, words.armName(effect.baseline()), effect.baselineMean())
            + "; "
            + ends(effect, words.armName(effect.arm()), effect.mean()),
        axis(effect, Kind.LEVEL),
        List.of(
            new LineChart.Line(words.label(effect.baseline()), "baseline", effect.baselineMean()),
            new LineChart.Line(words.label(effect.arm()), "arm", effect.mean())),
        Optional.empty());
  }

  private String ends(Result.Effect effect, String who, List<Double> values) {
    String unit = effect.measure().unit();
    return String.format(
        Locale.ROOT,
        "%s: %s in %s, %s in %s",
        who,
        units.text(unit, Kind.LEVEL, values.getFirst()),
        effect.months().getFirst(),
        units.text(unit, Kind.LEVEL, values.getLast()),
        effect.months().getLast());
  }

  private LineChart changes(Result.Effect effect) {
    String unit = effect.measure().unit();
    int last = effect.months().size() - 1;
    Estimate end =
        new Estimate(effect.effect().get(last), effect.low().get(last), effect.high().get(last));
    return chart(
        effect,
        Kind.CHANGE,
        "Effect on " + words.phrase(effect.measure()) + ", month by month",
        "In the period "
            + units.text(unit, Kind.CHANGE, effect.period())
            + "; in "
            + effect.months().get(last)
            + " "
            + units.text(unit, Kind.CHANGE, end),
        axis(effect, Kind.CHANGE),
        List.of(new LineChart.Line("effect", "arm", effect.effect())),
        Optional.of(new LineChart.Band(effect.low(), effect.high())));
  }

  private LineChart chart(
      Result.Effect effect,
      Kind kind,
      String title,
      String description,
      Axis axis,
      List<LineChart.Line> lines,
      Optional<LineChart.Band> band) {
    pictures++;
    return new LineChart(
        "picture-" + pictures,
        title,
        description,
        effect.months(),
        effect.measure().from(),
        effect.measure().to(),
        axis,
        units.form(effect.measure().unit(), kind, axis.first(), axis.last()),
        lines,
        band);
  }

  /** One axis for all shares, and one for each other figure: what is alike can be compared. */
  private Axis axis(Result.Effect effect, Kind kind) {
    Stream<Result.Effect> alike =
        effects.stream().filter(each -> alike(each.measure(), effect.measure()));
    List<Double> values =
        alike
            .flatMap(
                each ->
                    kind == Kind.LEVEL
                        ? Stream.of(each.baselineMean(), each.mean())
                        : Stream.of(each.low(), each.high(), List.of(0.0)))
            .flatMap(Collection::stream)
            .filter(value -> !value.isNaN())
            .toList();
    if (values.isEmpty()) {
      return Axis.around(0, 1, MOST_STEPS, 1);
    }
    double low = Collections.min(values);
    double high = Collections.max(values);
    double scale = units.form(effect.measure().unit(), kind, low, high).scale();
    return Axis.around(low, high, MOST_STEPS, scale);
  }

  private static boolean alike(Result.Measure one, Result.Measure other) {
    return (Words.isShare(one) && Words.isShare(other)) || one.figure().equals(other.figure());
  }

  private Table table(List<Result.Effect> some) {
    Result.Effect first = some.getFirst();
    return new Table(
        "Numbers of the period, with intervals of 95%",
        List.of(
            "Outcome",
            words.armName(first.baseline()),
            words.armName(first.arm()),
            "Effect",
            "Pairing saves",
            "Months to half"),
        some.stream().map(this::row).toList());
  }

  private List<String> row(Result.Effect effect) {
    Result.Measure measure = effect.measure();
    return List.of(
        words.heading(measure) + ", " + words.period(measure),
        units.text(measure.unit(), Kind.LEVEL, effect.baselinePeriod()),
        units.text(measure.unit(), Kind.LEVEL, effect.armPeriod()),
        units.text(measure.unit(), Kind.CHANGE, effect.period()),
        units.text("fraction", Kind.LEVEL, 1 - effect.varianceRatio()) + " of variance",
        effect.monthsToHalf().map(half -> units.text("months", Kind.LEVEL, half)).orElse(""));
  }
}
