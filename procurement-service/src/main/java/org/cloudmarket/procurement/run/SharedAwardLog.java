package org.cloudmarket.procurement.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * A run's outcomes as they come, read once for all who watch it. The last batches are kept, and
 * each reader goes through them at its own pace; whoever has seen them all reads the next for
 * everybody. One that is behind by all that is kept is waited for a moment. Then it is left behind,
 * and has to read on by itself.
 */
final class SharedAwardLog {

  /** So many batches are kept, of 500 records at the most: some 8 MB. */
  static final int KEPT = 8;

  private final AwardLog log;
  private final Duration patience;
  private final Duration forTheSlowest;

  // Guarded by this, as are the seats.
  private final List<Seat> seats = new ArrayList<>();
  private final AwardBatch[] kept = new AwardBatch[KEPT];

  /** Where each batch that is kept begins, by its slot. */
  private final List<SortedMap<Integer, Long>> begins = new ArrayList<>();

  /** Where the next batch begins. */
  private SortedMap<Integer, Long> end;

  /** How many batches there have been. */
  private long count;

  private boolean reading;
  private boolean broken;

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
     * @return empty where the reader has to go on by itself: it was left behind, or the log cannot
     *     be read
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
   * @param log is closed with this
   * @param begin where it begins, by partition
   * @param patience how long a reader waits for what comes next
   * @param forTheSlowest how long all wait for one that is behind
   */
  SharedAwardLog(
      AwardLog log, SortedMap<Integer, Long> begin, Duration patience, Duration forTheSlowest) {
    this.log = log;
    this.end = new TreeMap<>(begin);
    this.patience = patience;
    this.forTheSlowest = forTheSlowest;
  }

  /** Takes a reader in that goes on at some places; empty where what it needs is not kept. */
  synchronized Optional<Seat> join(SortedMap<Integer, Long> next) {
    for (long at = count; !broken && at >= oldest(); at--) {
      if (isBefore(at == count ? end : begins.get(slot(at)), next)) {
        Seat seat = new Seat(at);
        seats.add(seat);
        return Optional.of(seat);
      }
    }
    return Optional.empty();
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
    notifyAll();
    return seats.isEmpty();
  }

  /** Stops reading; to be called when everybody has left. */
  void close() {
    log.close();
  }

  private Optional<AwardBatch> nextOf(Seat seat) {
    synchronized (this) {
      waitWhile(() -> reading && seat.at == count, patience); // Somebody reads for this one, too.
      if (broken || reading || seat.at < count) {
        return given(seat);
      }
      reading = true;
    }
    AwardBatch batch = AwardBatch.NOTHING;
    boolean failed = true;
    try {
      batch = log.read(patience);
      failed = false;
    } catch (RuntimeException e) {
      // Whoever reads on alone finds it out again, and knows what to do for its client.
    } finally {
      keep(batch, failed);
    }
    synchronized (this) {
      return given(seat);
    }
  }

  private Optional<AwardBatch> given(Seat seat) {
    if (broken || seat.at < oldest()) {
      return Optional.empty();
    }
    if (seat.at == count) {
      return Optional.of(AwardBatch.NOTHING);
    }
    AwardBatch batch = kept[slot(seat.at)];
    seat.at++;
    notifyAll();
    return Optional.of(batch);
  }

  private synchronized void keep(AwardBatch batch, boolean failed) {
    if (!failed && !batch.isNothing()) {
      waitWhile(() -> seats.stream().anyMatch(seat -> seat.at <= count - KEPT), forTheSlowest);
      if (count < KEPT) {
        begins.add(end);
      } else {
        begins.set(slot(count), end);
      }
      kept[slot(count)] = batch;
      end = batch.next();
      count++;
    }
    broken = failed;
    reading = false;
    notifyAll();
  }

  private long oldest() {
    return Math.max(0, count - KEPT);
  }

  private static int slot(long batch) {
    return (int) (batch % KEPT);
  }

  /** Waits while something is so, but not for longer than that. */
  private void waitWhile(BooleanSupplier so, Duration most) {
    long since = System.nanoTime();
    try {
      while (so.getAsBoolean()) {
        long left = most.minusNanos(System.nanoTime() - since).toMillis();
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
