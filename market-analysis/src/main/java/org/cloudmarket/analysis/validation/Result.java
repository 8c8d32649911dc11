package org.cloudmarket.analysis.validation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.cloudmarket.analysis.observed.Study;
import org.cloudmarket.analysis.published.PublishedFigures;
import org.cloudmarket.analysis.published.Target;

/**
 * A published figure beside ours.
 *
 * @param id of the row
 * @param what in a few words
 * @param published the figures, the one that is compared first
 * @param studies what was run, as people type it after {@code ./run reference}
 * @param measure of these runs, in words
 * @param unit of the measure
 * @param comparison how it is compared, in words
 * @param derived whether the range is of another kind than the published figure, as the comparison
 *     says
 * @param range where our mean has to be
 * @param ours over the seeds
 * @param values by seed, from seed 1 on
 * @param inside whether our mean is in the range
 * @param reason why it is not; empty where it is
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Result(
    String id,
    String what,
    List<Target> published,
    List<String> studies,
    String measure,
    String unit,
    String comparison,
    boolean derived,
    Range range,
    Interval ours,
    List<Double> values,
    boolean inside,
    String reason) {

  private static final String UNEXPLAINED = "Not explained yet.";

  public Result {
    published = List.copyOf(published);
    studies = List.copyOf(studies);
    values = List.copyOf(values);
  }

  /**
   * What comes of a row.
   *
   * @param values of its measure, one a seed
   */
  static Result of(Row row, PublishedFigures figures, double[] values) {
    List<Target> published =
        row.cited().stream().map(each -> figures.get(each.table(), each.id())).toList();
    double[] rounded = Arrays.stream(values).map(Rounding::round).toArray();
    Interval ours = Interval.of(rounded);
    Range range = row.comparison().range().apply(published);
    boolean inside = range.has(ours.mean());
    String reason = row.miss().isEmpty() ? UNEXPLAINED : row.miss();
    return new Result(
        row.id(),
        row.what(),
        published,
        row.studies().stream().map(Study::text).toList(),
        row.measure(),
        row.unit(),
        row.comparison().words(),
        row.comparison().derived(),
        range,
        ours,
        DoubleStream.of(rounded).boxed().toList(),
        inside,
        inside ? "" : reason);
  }

  /** Whether it is outside and nobody says why. */
  boolean unexplained() {
    return reason.equals(UNEXPLAINED);
  }
}
