package org.cloudmarket.procurement.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import org.cloudmarket.procurement.store.run.Run;
import org.cloudmarket.procurement.store.scenario.Changes;
import org.cloudmarket.procurement.web.award.AwardItem;
import org.cloudmarket.procurement.web.figures.FiguresTable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The effect of one run against another that has the same luck.
 *
 * @param months that both have closed
 * @param changes where their scenarios differ
 * @param by what the effect is split by
 * @param effect for each id and measure, treatment less baseline, a value a month; as in a run's
 *     figures
 * @param shareEffect for each id, its share of running spend in the treatment less that in the
 *     baseline, -1..1, a value a month
 * @param firstDivergence the first tender that came out differently; null where none did
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record Comparison(
    Side baseline,
    Side treatment,
    List<String> months,
    List<Changes.Change> changes,
    String by,
    SortedMap<String, SortedMap<String, long[]>> effect,
    SortedMap<String, double[]> shareEffect,
    @Schema(nullable = true) Divergence firstDivergence) {

  /** One of the two runs. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Side(
      String run,
      String scenario,
      String arm,
      String status,
      String month,
      Map<String, String> links) {

    static Side of(Run run) {
      RunView.RunLine line = RunView.RunLine.of(run, Optional.empty());
      return new Side(
          line.id(), line.scenario(), line.arm(), line.status(), line.month(), line.links());
    }
  }

  /**
   * Where two runs part.
   *
   * @param tender the first, by id, of the month
   * @param kind how the treatment differs there: missing, surplus or different
   * @param baseline its outcomes there
   * @param treatment its outcomes there
   */
  record Divergence(
      String month,
      String tender,
      String kind,
      List<AwardItem> baseline,
      List<AwardItem> treatment,
      Cause cause) {}

  /**
   * What is behind the first divergence. Nothing came out differently before it, so it is one of
   * the changes.
   *
   * @param policies of the changes, the policies that acted on the tender; where none left a trace
   *     on it, all that buyers knew of by then
   * @param inputs of the changes, those that are no policy's
   */
  record Cause(List<String> policies, List<String> inputs) {}

  /** Every value of the second less the same of the first; what is not there is 0. */
  static SortedMap<String, SortedMap<String, long[]>> effect(
      FiguresTable baseline, FiguresTable treatment) {
    int months = baseline.months().size();
    return merged(
        baseline.series(),
        treatment.series(),
        new TreeMap<>(),
        (one, other) -> merged(one, other, new long[months], (less, from) -> minus(from, less)));
  }

  /** As {@link #effect}, of shares. */
  static SortedMap<String, double[]> shareEffect(
      SortedMap<String, double[]> baseline, SortedMap<String, double[]> treatment, int months) {
    return merged(
        baseline,
        treatment,
        new double[months],
        (less, from) -> {
          double[] difference = new double[months];
          for (int t = 0; t < months; t++) {
            difference[t] = from[t] - less[t];
          }
          return difference;
        });
  }

  private static long[] minus(long[] from, long[] less) {
    long[] difference = new long[from.length];
    for (int t = 0; t < from.length; t++) {
      difference[t] = from[t] - less[t];
    }
    return difference;
  }

  private static <V> SortedMap<String, V> merged(
      SortedMap<String, V> one, SortedMap<String, V> other, V none, BinaryOperator<V> how) {
    SortedMap<String, V> merged = new TreeMap<>();
    TreeSet<String> ids = new TreeSet<>(one.keySet());
    ids.addAll(other.keySet());
    for (String id : ids) {
      merged.put(id, how.apply(one.getOrDefault(id, none), other.getOrDefault(id, none)));
    }
    return merged;
  }
}
