package org.cloudmarket.procurement.stream;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A run's outcomes as they come, read once for all who watch it. What was read last is kept, and
 * each reader goes through it at its own pace; whoever has seen all of it reads on for everybody.
 * Nobody is waited for: one whose next batch is not kept any more has to read on by itself.
 */
final class SharedAwardLog {

  /** So many records are kept at the most: some 8 MB. */
  static final int RECORDS_KEPT = 4_000;

  private final Supplier<AwardLog> opening;

  /** Belongs to whoever reads. */
  private Optional<AwardLog> log = Optional.empty();

  // Guarded by this, as are the seats.
  private final Set<Seat> seats = new HashSet<>();
  private final TreeMap<Long, Batch> kept = new TreeMap<>();
  private long records;

  /** Where the next batch begins, by partition. */
  private SortedMap<Integer, Long> end;

  /** How many batches there have been. */
  private long count;

  private boolean reading;
  private boolean broken;

  /** A batch and where it begins. */
  private record Batch(SortedMap<Integer, Long> begin, AwardBatch read) {}

  /** A reader's place. */
  final class Seat {

    /** The batch that it has not seen yet. */
    private long at;

    private Seat(long at) {
      this.at = at;
    }

    /**
     * The next batch, or one of nothing where none comes for a while.
     *
     * @return empty where the reader has to go on by itself: it is too far behind, or the log
     *     cannot be read
     */
    Optional<AwardBatch> next() {
      return nextOf(this);
    }

    SharedAwardLog log() {
      return SharedAwardLog.this;
    }
  }

  /**
   * A log that nobody reads yet.
   *
   * @param opening opens the log when it is first read; it is closed with this
   * @param begin where it begins, by partition
   */
  SharedAwardLog(Supplier<AwardLog> opening, SortedMap<Integer, Long> begin) {
    this.opening = opening;
    this.end = new TreeMap<>(begin);
  }

  /** Takes a reader in that goes on at some places; empty where what it needs is not kept. */
  synchronized Optional<Seat> join(SortedMap<Integer, Long> next) {
    if (broken) {
      return Optional.empty();
    }
    if (isBefore(end, next)) {
      return Optional.of(seat(count));
    }
    return kept.descendingMap().entrySet().stream()
        .filter(each -> isBefore(each.getValue().begin(), next))
        .findFirst()
        .map(each -> seat(each.getKey()));
  }

  private Seat seat(long at) {
    Seat seat = new Seat(at);
    seats.add(seat);
    return seat;
  }

  private static boolean isBefore(Map<Integer, Long> some, Map<Integer, Long> others) {
    return some.entrySet().stream().allMatch(each -> each.getValue() <= others.get(each.getKey()));
  }

  /**
   * Lets a reader go.
   *
   * @return whether it was the last, so that this is to be closed
   */
  synchronized boolean leave(Seat seat) {
    seats.remove(seat);
    return seats.isEmpty();
  }

  /** Stops reading; to be called when everybody has left. */
  void close() {
    log.ifPresent(AwardLog::close);
  }

  private Optional<AwardBatch> nextOf(Seat seat) {
    synchronized (this) {
      waitWhileSomebodyReadsFor(seat);
      if (broken || reading || seat.at < count) {
        return given(seat);
      }
      reading = true;
    }
    Optional<AwardBatch> batch = Optional.empty();
    try {
      if (log.isEmpty()) {
        log = Optional.of(opening.get());
      }
      batch = Optional.of(log.get().read());
    } catch (RuntimeException e) {
      // Whoever reads on alone finds it out again, and knows what to do for its client.
    } finally {
      keep(batch);
    }
    synchronized (this) {
      return given(seat);
    }
  }

  private Optional<AwardBatch> given(Seat seat) {
    if (broken) {
      return Optional.empty();
    }
    if (seat.at == count) {
      return Optional.of(AwardBatch.NOTHING);
    }
    Optional<AwardBatch> next = Optional.ofNullable(kept.get(seat.at)).map(Batch::read);
    seat.at++;
    return next;
  }

  /**
   * Ends a reading.
   *
   * @param batch empty where the log cannot be read
   */
  private synchronized void keep(Optional<AwardBatch> batch) {
    broken = batch.isEmpty();
    if (!broken && !batch.get().isNothing()) {
      kept.put(count++, new Batch(end, batch.get()));
      end = batch.get().next();
      records += batch.get().records();
      while (records > RECORDS_KEPT && kept.size() > 1) {
        records -= kept.pollFirstEntry().getValue().read().records();
      }
    }
    reading = false;
    notifyAll();
  }

  private void waitWhileSomebodyReadsFor(Seat seat) {
    long since = System.nanoTime();
    try {
      while (reading && seat.at == count) {
        long left = AwardLog.POLL.minusNanos(System.nanoTime() - since).toMillis();
        if (left <= 0) {
          return;
        }
        wait(left);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a thread that feeds a client", e);
    }
  }
}
