package org.cloudmarket.analysis.validation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import org.cloudmarket.analysis.observed.Observed;
import org.cloudmarket.analysis.observed.Study;
import org.cloudmarket.analysis.published.PublishedTable;

/**
 * One line of the scorecard, declared.
 *
 * @param id kebab-case
 * @param what in a few words
 * @param cited the published figures, the one that is compared first
 * @param studies what is run
 * @param measure of these runs, in words
 * @param unit of the measure
 * @param figure the measure of one seed, from its runs in the order of the studies
 * @param comparison how it is compared
 * @param miss why the model is known to be outside; empty where it is not
 */
record Row(
    String id,
    String what,
    List<Citation> cited,
    List<Study> studies,
    String measure,
    String unit,
    ToDoubleFunction<List<Observed>> figure,
    Comparison comparison,
    String miss) {

  /**
   * A published figure by its place.
   *
   * @param table that holds it
   * @param id in the table
   */
  record Citation(PublishedTable table, String id) {}

  Row {
    cited = List.copyOf(cited);
    studies = List.copyOf(studies);
  }

  /** A row that is named after the target that it is compared with. */
  static Draft of(String target, String what) {
    return new Draft(target.replace('_', '-'), what).citing(PublishedTable.TARGETS, target);
  }

  /** A row with a name of its own. */
  static Draft named(String id, String what) {
    return new Draft(id, what);
  }

  /** A row in the making. */
  static final class Draft {
    private final String id;
    private final String what;
    private final List<Citation> cited = new ArrayList<>();
    private List<Study> studies = List.of();
    private String measure = "";
    private String unit = "";
    private ToDoubleFunction<List<Observed>> figure = _ -> Double.NaN;

    private Draft(String id, String what) {
      this.id = id;
      this.what = what;
    }

    Draft citing(PublishedTable table, String target) {
      cited.add(new Citation(table, target));
      return this;
    }

    Draft measured(String words, String in, Study study, ToDoubleFunction<Observed> of) {
      return measured(words, in, List.of(study), runs -> of.applyAsDouble(runs.getFirst()));
    }

    Draft measured(
        String words,
        String in,
        Study one,
        Study other,
        ToDoubleBiFunction<Observed, Observed> of) {
      return measured(
          words,
          in,
          List.of(one, other),
          runs -> of.applyAsDouble(runs.getFirst(), runs.getLast()));
    }

    Draft measured(String words, String in, List<Study> all, ToDoubleFunction<List<Observed>> of) {
      measure = words;
      unit = in;
      studies = all;
      figure = of;
      return this;
    }

    Row within(Comparison comparison) {
      return within(comparison, "");
    }

    /**
     * The row, of which it is known that the model is outside.
     *
     * @param miss why
     */
    Row within(Comparison comparison, String miss) {
      return new Row(
          id,
          what,
          Collections.unmodifiableList(cited),
          studies,
          measure,
          unit,
          figure,
          comparison,
          miss);
    }
  }
}
