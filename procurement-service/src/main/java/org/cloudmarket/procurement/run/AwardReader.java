package org.cloudmarket.procurement.run;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Reads a run's outcomes from the log for one client: with all others who watch the run, or alone
 * where it is behind them.
 */
final class AwardReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final SharedAwardLogs shared;
  private final AwardsConsumers consumers;
  private final String run;
  private Optional<SharedAwardLog.Seat> seat = Optional.empty();
  private Optional<AwardLog> own = Optional.empty();

  AwardReader(SharedAwardLogs shared, AwardsConsumers consumers, String run) {
    this.shared = shared;
    this.consumers = consumers;
    this.run = run;
  }

  /**
   * What comes next, or nothing where there is nothing for a while. Some of it may be before what
   * is asked for.
   *
   * @param next from where on, by partition: behind what was read before
   * @throws org.apache.kafka.clients.consumer.OffsetOutOfRangeException where the log does not have
   *     it
   */
  AwardBatch read(SortedMap<Integer, Long> next) {
    if (seat.isEmpty() && own.isEmpty()) {
      seat = shared.join(run, next);
    }
    if (seat.isPresent()) {
      Optional<AwardBatch> batch = seat.get().next();
      if (batch.isPresent()) {
        return batch.get();
      }
      leave();
    }
    AwardBatch batch = alone(next).read(POLL);
    if (batch.isNothing()) {
      leave(); // It has caught up, and joins the others.
    }
    return batch;
  }

  /** A reader of its own, which goes on at some places. */
  AwardLog alone(SortedMap<Integer, Long> next) {
    if (own.isEmpty()) {
      own = Optional.of(new AwardLog(consumers.open(), run, next));
    }
    return own.get();
  }

  /** Gives up what it reads from; it may read on all the same. */
  void leave() {
    seat.ifPresent(left -> shared.leave(run, left));
    seat = Optional.empty();
    own.ifPresent(AwardLog::close);
    own = Optional.empty();
  }

  @Override
  public void close() {
    leave();
  }
}
