package org.cloudmarket.procurement.stream;

import io.smallrye.mutiny.subscription.MultiEmitter;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.cloudmarket.procurement.config.ProcurementSettings;
import org.cloudmarket.procurement.store.award.OutcomeType;
import org.cloudmarket.procurement.stream.AwardFeed.CutOff;
import org.cloudmarket.procurement.stream.AwardFeed.Heartbeat;
import org.cloudmarket.procurement.stream.AwardFeed.Signal;
import org.cloudmarket.procurement.stream.AwardFeed.Wire;

/**
 * A client of a stream. It is sent what it wants when it wants it, and is cut off where it wants
 * nothing for too long. Outcomes are written many at once, past the emitter, which has the rest;
 * both write in the order in which they are called. Belongs to the thread that makes it.
 */
final class AwardClient {

  /** How often it is looked whether a client that wants nothing has gone. */
  private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();

  /** So many bytes are written at once, or what there is when the source has no more at hand. */
  private static final int WRITE = 1 << 15;

  private final MultiEmitter<? super Signal> emitter;
  private final Wire wire;
  private final ProcurementSettings.Streams limits;
  private final BooleanSupplier gone;
  private final Thread pump;

  /** With what waits in the buffer. */
  private final SortedMap<Integer, Long> taken;

  private final EventBuffer events = new EventBuffer();
  private String written;
  private CompletableFuture<Void> writing = CompletableFuture.completedFuture(null);
  private long lastSignal = System.nanoTime();

  AwardClient(
      MultiEmitter<? super Signal> emitter,
      Wire wire,
      Positions has,
      ProcurementSettings.Streams limits,
      BooleanSupplier gone) {
    this.emitter = emitter;
    this.wire = wire;
    this.limits = limits;
    this.gone = gone;
    taken = new TreeMap<>(has.last());
    written = Positions.text(taken);
    pump = Thread.currentThread();
    emitter.onRequest(_ -> LockSupport.unpark(pump));
  }

  /** Whether somebody is there to be sent anything. */
  boolean there() {
    return !emitter.isCancelled() && !gone.getAsBoolean();
  }

  /**
   * Takes an outcome, which is sent with others; false as {@link #signal}.
   *
   * @param json one line
   */
  boolean outcome(int partition, long offset, OutcomeType type, byte[] json) {
    taken.put(partition, offset);
    events.add(taken, type, json);
    return events.size() < WRITE || flush();
  }

  /** Sends what was taken and not sent yet; false as {@link #signal}. */
  private boolean flush() {
    if (events.size() == 0) {
      return true;
    }
    if (!ready()) {
      return false;
    }
    written = Positions.text(taken);
    writing = wire.write(events.take()).toCompletableFuture();
    var _ = writing.whenComplete((_, _) -> LockSupport.unpark(pump));
    lastSignal = System.nanoTime();
    return true;
  }

  /**
   * Sends what was taken, and lets a client that was sent nothing for a while know that it is
   * heard; false as {@link #signal}.
   */
  boolean alive() {
    if (!there() || !flush()) {
      return false;
    }
    long silent = System.nanoTime() - lastSignal;
    return silent < limits.heartbeat().toNanos() || signal(new Heartbeat());
  }

  /** Sends as soon as the client wants more; false where it does not, and was cut off. */
  boolean signal(Signal signal) {
    if (!flush() || !ready()) {
      return false;
    }
    emitter.emit(signal);
    lastSignal = System.nanoTime();
    return true;
  }

  /** Waits until the client wants more; false where it does not, and was cut off. */
  private boolean ready() {
    long since = System.nanoTime();
    while (emitter.requested() == 0 || !writing.isDone()) {
      if (!there()) {
        return false;
      }
      if (System.nanoTime() - since > limits.patience().toNanos()) {
        cutOff("this client reads too slowly");
        return false;
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return true;
  }

  /** Waits a little. */
  void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }

  /** Ends the stream before its end. */
  void cutOff(String reason) {
    emitter.emit(new CutOff(reason, written));
    emitter.complete();
  }

  /** Ends the stream. */
  void complete() {
    emitter.complete();
  }
}
