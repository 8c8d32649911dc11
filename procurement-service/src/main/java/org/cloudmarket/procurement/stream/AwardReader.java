package org.cloudmarket.procurement.stream;

import java.util.Optional;
import java.util.SortedMap;

/**
 * Reads a run's outcomes from the log for one client: with all others who watch the run, or alone
 * where it is too far behind them.
 */
final class AwardReader implements AutoCloseable {

  private final SharedAwardLogs logs;
  private final String run;
  private Optional<SharedAwardLog.Seat> seat = Optional.empty();

  /** Opened where it is needed, and kept until it is clear that it is not needed any more. */
  private Optional<AwardLog> own = Optional.empty();

  AwardReader(SharedAwardLogs logs, String run) {
    this.logs = logs;
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
    if (seat.isEmpty()) {
      seat = logs.join(run, next);
    }
    if (seat.isPresent()) {
      Optional<AwardBatch> batch = seat.get().next();
      if (batch.isPresent()) {
        if (batch.get().isNothing()) {
          closeOwn(); // It keeps up with the others.
        }
        return batch.get();
      }
      leave();
    }
    return alone(next).read();
  }

  /** A reader of its own, which goes on at some places. */
  AwardLog alone(SortedMap<Integer, Long> next) {
    if (own.isEmpty()) {
      own = Optional.of(logs.alone(run, next));
    }
    own.get().seek(next);
    return own.get();
  }

  /** Reads no more with others, until it reads on. */
  void leave() {
    Optional<SharedAwardLog.Seat> left = seat;
    seat = Optional.empty();
    left.ifPresent(each -> logs.leave(run, each));
  }

  private void closeOwn() {
    Optional<AwardLog> closed = own;
    own = Optional.empty();
    closed.ifPresent(AwardLog::close);
  }

  @Override
  public void close() {
    try {
      leave();
    } finally {
      closeOwn();
    }
  }
}
