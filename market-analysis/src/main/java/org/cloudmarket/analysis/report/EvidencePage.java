package org.cloudmarket.analysis.report;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.cloudmarket.analysis.experiment.CalibrationResult;
import org.cloudmarket.analysis.experiment.Result;
import org.cloudmarket.analysis.report.Units.Kind;

/**
 * Writes what experiments found into a page, each between two marks of its own: people write the
 * text around it, and nobody writes a number.
 */
public final class EvidencePage {

  private EvidencePage() {}

  /** Whether a page has the marks of an experiment or calibration. */
  public static boolean has(String page, String name) {
    return MarkedPage.has(page, name);
  }

  /**
   * The page with the tables of an experiment made anew.
   *
   * @throws IllegalArgumentException where the page has no marks for it
   */
  public static String in(String page, Result result, Currency currency) {
    List<String> lines = new ArrayList<>();
    Units units = Units.printed(currency);
    effects(result, units, lines);
    result.attributions().forEach(each -> attribution(each, units, lines));
    result.sensitivities().forEach(each -> sensitivity(each, units, lines));
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d runs, %,d of each market. Command: `./run experiment experiments/%s.yaml`.",
            result.runs(),
            result.replications(),
            result.name()));
    return MarkedPage.between(page, result.name(), lines);
  }

  /**
   * The page with the tables of a calibration made anew.
   *
   * @throws IllegalArgumentException as above
   */
  public static String in(String page, CalibrationResult result) {
    List<String> lines = new ArrayList<>();
    row(
        lines,
        "figure",
        "published",
        result.models().stream().map(CalibrationResult.Model::name).toList());
    rule(lines, 2 + result.models().size());
    for (int i = 0; i < result.targets().size(); i++) {
      CalibrationResult.Figure target = result.targets().get(i);
      int place = i;
      row(
          lines,
          code(target.name()),
          number(target.value()),
          result.models().stream()
              .map(
                  model ->
                      number(model.figures().get(place))
                          + String.format(
                              Locale.ROOT,
                              " (%+.1f)",
                              (model.figures().get(place) - target.value()) / target.scale()))
              .toList());
    }
    row(
        lines,
        "loss",
        "",
        result.models().stream()
            .map(model -> String.format(Locale.ROOT, "%.2f", model.loss()))
            .toList());
    for (CalibrationResult.Model model : result.models()) {
      if (!model.parameters().isEmpty()) {
        lines.add("");
        lines.add(
            "Numbers of the model *" + model.name() + "*: " + CalibrationReport.fits(model) + ".");
        lines.add("");
        row(lines, "number", "best", List.of("tried from", "to", "the figures say"));
        rule(lines, 5);
        for (CalibrationResult.Parameter each : model.parameters()) {
          row(
              lines,
              code(each.path()),
              each.value().toPlainString(),
              List.of(
                  number(each.low()),
                  number(each.high()),
                  each.identified()
                      + each.bound()
                          .map(side -> "; the best is the " + side + " bound")
                          .orElse("")));
        }
      }
    }
    lines.add("");
    lines.add(
        "In brackets how far off, in scales of each figure. Means over "
            + result.replications()
            + " seeds. Command: `./run calibrate experiments/"
            + result.name()
            + ".yaml`.");
    return MarkedPage.between(page, result.name(), lines);
  }

  private static void effects(Result result, Units units, List<String> lines) {
    if (result.outcomes().isEmpty()) {
      return;
    }
    row(
        lines,
        "outcome",
        "arm",
        List.of("baseline", "arm's mean", "effect, 95%", "variance ratio"));
    rule(lines, 6);
    for (Result.Effect each : result.outcomes()) {
      String unit = each.measure().unit();
      row(
          lines,
          code(each.measure().name()),
          code(each.arm()),
          List.of(
              units.text(unit, Kind.LEVEL, each.baselinePeriod().value()),
              units.text(unit, Kind.LEVEL, each.armPeriod().value()),
              units.text(unit, Kind.CHANGE, each.period()),
              String.format(Locale.ROOT, "%.3f", each.varianceRatio())));
    }
  }

  private static void attribution(Result.Attributed found, Units units, List<String> lines) {
    String unit = found.measure().unit();
    if (!lines.isEmpty()) {
      lines.add("");
    }
    lines.add(
        "`"
            + found.measure().name()
            + "`, "
            + found.measure().from()
            + " to "
            + found.measure().to()
            + ": "
            + units.text(unit, Kind.CHANGE, found.whole())
            + " in all.");
    lines.add("");
    row(lines, "policy", "effect, 95%", List.of());
    rule(lines, 2);
    found.policies().stream()
        .sorted(
            (one, other) ->
                Double.compare(Math.abs(other.effect().value()), Math.abs(one.effect().value())))
        .forEach(
            each ->
                row(
                    lines,
                    code(each.policy()),
                    units.text(unit, Kind.CHANGE, each.effect()),
                    List.of()));
  }

  private static void sensitivity(Result.Influences found, Units units, List<String> lines) {
    if (!lines.isEmpty()) {
      lines.add("");
    }
    lines.add(
        "`"
            + found.measure().name()
            + "`: mean "
            + units.text(found.measure().unit(), Kind.LEVEL, found.mean())
            + (found.reason().isEmpty() ? "." : "; " + found.reason() + "."));
    lines.add("");
    boolean sobol = found.parameters().stream().anyMatch(each -> each.total().isPresent());
    row(
        lines,
        "number",
        "varied from",
        sobol
            ? List.of("to", "explains alone, 95%", "with others, 95%")
            : List.of("to", "mean size of effects, 95%"));
    rule(lines, sobol ? 5 : 4);
    for (Result.Influence each : found.parameters()) {
      List<String> rest = new ArrayList<>(List.of(number(each.high())));
      each.first().ifPresent(first -> rest.add(part(first.value(), first.low(), first.high())));
      each.total().ifPresent(total -> rest.add(part(total.value(), total.low(), total.high())));
      each.meanSize()
          .ifPresent(size -> rest.add(units.text(found.measure().unit(), Kind.SIZE, size)));
      row(lines, code(each.parameter()), number(each.low()), rest);
    }
  }

  private static String part(double value, double low, double high) {
    return String.format(Locale.ROOT, "%.0f%% (%.0f to %.0f)", 100 * value, 100 * low, 100 * high);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.3g" : "%,.1f", value);
  }

  private static String code(String id) {
    return "`" + id + "`";
  }

  private static void row(List<String> lines, String first, String second, List<String> rest) {
    StringBuilder row = new StringBuilder("| " + first + " | " + second + " |");
    rest.forEach(each -> row.append(' ').append(each).append(" |"));
    lines.add(row.toString());
  }

  private static void rule(List<String> lines, int columns) {
    lines.add("|" + "---|".repeat(columns));
  }
}
