package org.cloudmarket.analysis.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cloudmarket.analysis.experiment.CalibrationResult;
import org.cloudmarket.analysis.experiment.CalibrationResult.Model;
import org.cloudmarket.analysis.experiment.CalibrationResult.Parameter;

/** What a calibration found, for a terminal, for programs, and to be pasted into a document. */
public final class CalibrationReport {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private CalibrationReport() {}

  /** The lines of a report: figures, fits, and what is known of each number. */
  public static List<String> lines(CalibrationResult result) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("Published figures and ours, in units of each; in brackets how far off, in scales");
    figures(result, lines);
    for (Model model : result.models()) {
      if (!model.parameters().isEmpty()) {
        lines.add("");
        lines.add(model.name() + ": " + fits(model));
        model.parameters().forEach(each -> lines.add("  " + parameter(each)));
      }
    }
    lines.add("");
    lines.add("Loss: the weighted sum of squares of differences in scales.");
    result
        .models()
        .forEach(
            model ->
                lines.add(String.format(Locale.ROOT, "  %8.2f  %s", model.loss(), model.name())));
    return lines;
  }

  private static void figures(CalibrationResult result, List<String> lines) {
    StringBuilder head =
        new StringBuilder(String.format(Locale.ROOT, "  %-24s%12s", "", "published"));
    result
        .models()
        .forEach(model -> head.append(String.format(Locale.ROOT, "  %26s", model.name())));
    lines.add(head.toString());
    for (int i = 0; i < result.targets().size(); i++) {
      CalibrationResult.Figure target = result.targets().get(i);
      StringBuilder row =
          new StringBuilder(
              String.format(Locale.ROOT, "  %-24s%12s", target.name(), number(target.value())));
      for (Model model : result.models()) {
        double ours = model.figures().get(i);
        row.append(
            String.format(
                Locale.ROOT,
                "  %17s (%+6.2f)",
                number(ours),
                (ours - target.value()) / target.scale()));
      }
      lines.add(row.toString());
    }
  }

  /** What the searches ended with, and how many points are worth a look. */
  static String fits(Model model) {
    return String.format(
        Locale.ROOT,
        "the searches ended with losses of %s%s; %d points fit nearly as well as the best",
        String.join(
            ", ",
            model.starts().stream().map(loss -> String.format(Locale.ROOT, "%.2f", loss)).toList()),
        model.startsAgree()
            ? ""
            : String.format(
                Locale.ROOT,
                " and disagree with the best point of all, %.2f: there may be a better one",
                model.loss()),
        model.near());
  }

  private static String parameter(Parameter parameter) {
    return String.format(
        Locale.ROOT,
        "%-44s %10s in %s to %s: %s%s",
        parameter.path(),
        parameter.value().toPlainString(),
        number(parameter.low()),
        number(parameter.high()),
        parameter.identified(),
        parameter.bound().map(side -> "; at its " + side + " bound").orElse(""));
  }

  /** Four significant digits. */
  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.4f" : "%,.1f", value);
  }

  /** The result as JSON. */
  public static String json(CalibrationResult result) {
    try {
      return MAPPER.writeValueAsString(result) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A result from its JSON. */
  public static CalibrationResult read(String json) {
    try {
      return MAPPER.readValue(json, CalibrationResult.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("this is no result of a calibration", e);
    }
  }

  /** A name for the file of {@link #changes}, such as {@code without-policies-refitted.yaml}. */
  public static String changesFile(Model model) {
    return model.name().replaceAll("[^a-z]+", "-") + ".yaml";
  }

  /** The fitted numbers of a model as changes of a document, which go under {@code set}. */
  public static String changes(Model model) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("# ").append(model.name()).append('\n').append("set:\n");
    for (Parameter each : model.parameters()) {
      yaml.append("  ")
          .append(each.path())
          .append(": ")
          .append(each.value().toPlainString())
          .append('\n');
    }
    return yaml.toString();
  }
}
