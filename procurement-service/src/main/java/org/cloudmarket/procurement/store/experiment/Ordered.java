package org.cloudmarket.procurement.store.experiment;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An experiment that was ordered, and how far it is.
 *
 * @param kind of its design
 * @param startedAt when the first task was begun
 * @param endedAt when it finished, failed or was cancelled
 * @param error why it failed; empty where it did not
 * @param planned runs that were cut into tasks so far
 * @param expected runs that it may come to, as far as is known; never less than are planned
 * @param made runs that are stored
 * @param estimatedSeconds how long it would take, when it was ordered
 * @param changes what its arms change against its baseline, or which numbers it varies: JSON,
 *     values by path, by arm
 * @param moreChanges how many changes there are beside those
 * @param lapMade runs that were stored when the lap began which its speed is reckoned from: from a
 *     quarter to a half of those that are made, since the first ones are slow
 * @param lapSeconds since that lap began; 0 where the experiment was not started
 */
public record Ordered(
    String id,
    String name,
    String title,
    String kind,
    ExperimentStatus status,
    Instant orderedAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    String error,
    long planned,
    long expected,
    long made,
    double estimatedSeconds,
    String changes,
    int moreChanges,
    long lapMade,
    double lapSeconds) {

  /** Which part of it is done, from 0 to 1. It never goes back: what is expected never grows. */
  public double progress() {
    return status == ExperimentStatus.FINISHED ? 1 : (double) made / expected;
  }

  /**
   * How many seconds it will still take, at the speed that it has had lately; empty where it has
   * ended.
   */
  public OptionalLong etaSeconds() {
    if (status.ended()) {
      return OptionalLong.empty();
    }
    double left =
        made == lapMade
            ? estimatedSeconds
            : lapSeconds * ((double) (expected - made) / (made - lapMade));
    return OptionalLong.of((long) StrictMath.ceil(left));
  }
}
