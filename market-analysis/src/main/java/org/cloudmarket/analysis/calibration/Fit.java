package org.cloudmarket.analysis.calibration;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cloudmarket.analysis.sensitivity.Factor;

/**
 * What a calibration found.
 *
 * @param best the first of the points with the least loss
 * @param nearLoss the greatest loss of a fit near the best
 * @param starts what came of each start, in their order
 * @param trace all points that were tried: where the parameters stood, those of the starts, those
 *     of the profiles by parameter, and those of the last search; points that round to the same
 *     values stand there more than once
 * @param profiles one for each parameter, in their order
 */
public record Fit(
    List<Factor> parameters,
    Evaluation best,
    double nearLoss,
    List<Start> starts,
    List<Evaluation> trace,
    List<Profile> profiles) {

  private static final double AGREEING = 0.1;

  public Fit {
    parameters = List.copyOf(parameters);
    starts = List.copyOf(starts);
    trace = List.copyOf(trace);
    profiles = List.copyOf(profiles);
  }

  /**
   * One of the searches. Where the ends of several differ, the loss has more than one valley or the
   * budget was too small.
   *
   * @param from its first point
   * @param end its best point
   * @param evaluations how many points it tried; fewer than it might where it came to rest
   */
  public record Start(Evaluation from, Evaluation end, int evaluations) {}

  /**
   * Whether each start ended about as low as the best point of all: above it by a tenth of what a
   * fit near the best may be above it. Where one did not, a better fit may have been missed, too.
   */
  public boolean startsAgree() {
    double most = best.loss() + AGREEING * (nearLoss - best.loss());
    return starts.stream().allMatch(start -> start.end().loss() <= most);
  }

  /** All values that fit nearly as well as the best, each once, with the smallest losses first. */
  public List<Evaluation> ensemble() {
    Set<List<BigDecimal>> seen = new HashSet<>();
    return trace.stream()
        .filter(each -> each.loss() <= nearLoss)
        .sorted(Evaluation.BY_LOSS)
        .filter(each -> seen.add(each.values()))
        .toList();
  }
}
