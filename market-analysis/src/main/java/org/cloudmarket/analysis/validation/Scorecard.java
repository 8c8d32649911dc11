package org.cloudmarket.analysis.validation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * All rows, as they came out.
 *
 * @param seeds how many, from seed 1 on
 * @param inside how many rows are inside
 * @param rows in the order in which they are declared
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Scorecard(int seeds, int inside, List<Result> rows) {

  public Scorecard {
    rows = List.copyOf(rows);
  }

  static Scorecard of(int seeds, List<Result> rows) {
    return new Scorecard(seeds, (int) rows.stream().filter(Result::inside).count(), rows);
  }

  /** The one that is kept with this release. */
  public static Scorecard kept() {
    return ScorecardJson.read(ScorecardJson.resource());
  }
}
