package org.cloudmarket.analysis.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cloudmarket.analysis.experiment.Result;
import org.cloudmarket.analysis.report.ParquetFile.Column;
import org.cloudmarket.analysis.report.ParquetFile.Kind;
import org.cloudmarket.analysis.statistics.Estimate;

/**
 * A result as a table for statistics programs. Values are not rounded, and in the unit that the row
 * says. What has no number is an empty cell.
 */
public final class ResultTable {

  private static final CsvMapper CSV =
      CsvMapper.builder().enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING).build();
  private static final List<String> MEASURE = List.of("outcome", "figure", "unit", "of");

  private final List<String> columns;
  private final List<List<Object>> rows;

  private ResultTable(List<List<Object>> rows, List<String> columns) {
    this.columns = Stream.concat(MEASURE.stream(), columns.stream()).toList();
    this.rows = rows;
  }

  /**
   * The table. A comparison has a row for each arm and outcome, and within it one for the period
   * and one for each month; an attribution for each outcome and policy, with the whole effect as
   * policy {@code all}; a sensitivity for each outcome and parameter, where shares of variance are
   * fractions and all else is in the outcome's unit.
   */
  public static ResultTable of(Result result) {
    return switch (result.kind()) {
      case "comparison" -> comparison(result.outcomes());
      case "attribution" -> attribution(result.attributions());
      case "sensitivity" -> sensitivity(result.sensitivities());
      default -> throw new IllegalArgumentException("there is no kind '" + result.kind() + "'");
    };
  }

  private static ResultTable comparison(List<Result.Effect> effects) {
    List<List<Object>> rows = new ArrayList<>();
    for (Result.Effect effect : effects) {
      Result.Measure measure = effect.measure();
      rows.add(
          row(
              measure,
              effect.arm(),
              effect.baseline(),
              measure.from(),
              measure.to(),
              measure.reduced(),
              effect.baselinePeriod().value(),
              effect.armPeriod().value(),
              effect.period().value(),
              effect.period().low(),
              effect.period().high()));
      for (int t = 0; t < effect.months().size(); t++) {
        rows.add(
            row(
                measure,
                effect.arm(),
                effect.baseline(),
                effect.months().get(t),
                effect.months().get(t),
                "month",
                effect.baselineMean().get(t),
                effect.mean().get(t),
                effect.effect().get(t),
                effect.low().get(t),
                effect.high().get(t)));
      }
    }
    return table(
        rows,
        "arm",
        "baseline",
        "from_month",
        "to_month",
        "number",
        "baseline_mean",
        "arm_mean",
        "effect",
        "effect_low",
        "effect_high");
  }

  private static ResultTable attribution(List<Result.Attributed> attributions) {
    List<List<Object>> rows = new ArrayList<>();
    for (Result.Attributed attributed : attributions) {
      for (Result.Share share : attributed.policies()) {
        rows.add(policy(attributed.measure(), share.policy(), share.effect()));
      }
      rows.add(policy(attributed.measure(), "all", attributed.whole()));
    }
    return table(rows, "from_month", "to_month", "policy", "effect", "effect_low", "effect_high");
  }

  private static List<Object> policy(Result.Measure measure, String policy, Estimate effect) {
    return row(
        measure, measure.from(), measure.to(), policy, effect.value(), effect.low(), effect.high());
  }

  private static ResultTable sensitivity(List<Result.Influences> sensitivities) {
    List<List<Object>> rows = new ArrayList<>();
    for (Result.Influences influences : sensitivities) {
      Result.Measure measure = influences.measure();
      for (Result.Influence each : influences.parameters()) {
        List<Object> row =
            row(measure, measure.from(), measure.to(), each.parameter(), each.low(), each.high());
        List.of(each.first(), each.total(), each.meanEffect(), each.meanSize(), each.deviation())
            .forEach(estimate -> row.addAll(cells(estimate)));
        rows.add(row);
      }
    }
    List<String> columns =
        new ArrayList<>(
            List.of("from_month", "to_month", "parameter", "parameter_low", "parameter_high"));
    for (String name :
        List.of("first_fraction", "total_fraction", "mean_effect", "mean_size", "deviation")) {
      columns.addAll(List.of(name, name + "_low", name + "_high"));
    }
    return new ResultTable(rows, columns);
  }

  /** An estimate that the method does not make is three empty cells. */
  private static List<Object> cells(Optional<Estimate> estimate) {
    List<ToDoubleFunction<Estimate>> parts =
        List.of(Estimate::value, Estimate::low, Estimate::high);
    return parts.stream()
        .map(part -> estimate.filter(Estimate::known).<Object>map(part::applyAsDouble).orElse(""))
        .toList();
  }

  private static List<Object> row(Result.Measure measure, Object... cells) {
    List<Object> row =
        new ArrayList<>(List.of(measure.name(), measure.figure(), measure.unit(), measure.of()));
    for (Object cell : cells) {
      row.add(cell instanceof Double number && number.isNaN() ? "" : cell);
    }
    return row;
  }

  private static ResultTable table(List<List<Object>> rows, String... columns) {
    return new ResultTable(rows, List.of(columns));
  }

  /** The table as comma-separated values with a header. */
  public String csv() {
    CsvSchema.Builder schema = CsvSchema.builder();
    columns.forEach(schema::addColumn);
    try {
      return CSV.writer(schema.build().withHeader()).writeValueAsString(rows);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The table as an Apache Parquet file. */
  public byte[] parquet() {
    List<Column> typed = columns();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ParquetFile.write(
        typed,
        rows.stream()
            .map(
                row ->
                    IntStream.range(0, typed.size())
                        .mapToObj(i -> cell(row.get(i), typed.get(i).kind()))
                        .collect(Collectors.<Object>toList()))
            .iterator(),
        file);
    return file.toByteArray();
  }

  /** Its columns, with the types that Parquet has them in. */
  public List<Column> columns() {
    return IntStream.range(0, columns.size()).mapToObj(this::column).toList();
  }

  private Column column(int place) {
    boolean texts =
        rows.stream().anyMatch(row -> row.get(place) instanceof String text && !text.isEmpty());
    return new Column(columns.get(place), texts ? Kind.TEXT : Kind.NUMBER);
  }

  /** Among numbers, an empty text is none. */
  private static Object cell(Object value, Kind kind) {
    return kind == Kind.TEXT ? value.toString() : value instanceof Double number ? number : null;
  }
}
