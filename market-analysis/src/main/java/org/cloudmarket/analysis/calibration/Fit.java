package org.cloudmarket.analysis.calibration;

import java.util.List;
import org.cloudmarket.analysis.sensitivity.Factor;

/**
 * What a calibration found.
 *
 * @param best the first of the points with the least loss
 * @param nearLoss the greatest loss of a fit near the best
 * @param starts what came of each start, in their order
 * @param trace all points that were tried: those of the starts, then those of the profiles, by
 *     parameter and slice
 * @param profiles one for each parameter, in their order
 */
public record Fit(
    List<Factor> parameters,
    Evaluation best,
    double nearLoss,
    List<Start> starts,
    List<Evaluation> trace,
    List<Profile> profiles) {

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

  /** All points that fit nearly as well as the best, with the smallest losses first. */
  public List<Evaluation> ensemble() {
    return trace.stream()
        .filter(each -> each.loss() <= nearLoss)
        .sorted(Evaluation.BY_LOSS)
        .toList();
  }
}
