package org.cloudmarket.procurement.run;

import io.smallrye.mutiny.subscription.MultiEmitter;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.cloudmarket.procurement.config.ProcurementSettings;
import org.cloudmarket.procurement.run.AwardFeed.CutOff;
import org.cloudmarket.procurement.run.AwardFeed.Heartbeat;
import org.cloudmarket.procurement.run.AwardFeed.Outcome;
import org.cloudmarket.procurement.run.AwardFeed.Signal;

/**
 * A client of a stream. It is sent what it wants when it wants it, and is cut off where it wants
 * nothing for too long. Belongs to the thread that makes it.
 */
final class AwardClient {

  /** How often it is looked whether a client that wants nothing has gone. */
  private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();

  private final MultiEmitter<? super Signal> emitter;
  private final ProcurementSettings.Streams limits;
  private final BooleanSupplier gone;
  private final SortedMap<Integer, Long> sent;
  private long lastSignal = System.nanoTime();

  AwardClient(
      MultiEmitter<? super Signal> emitter,
      Positions has,
      ProcurementSettings.Streams limits,
      BooleanSupplier gone) {
    this.emitter = emitter;
    this.limits = limits;
    this.gone = gone;
    sent = new TreeMap<>(has.last());
    Thread pump = Thread.currentThread();
    emitter.onRequest(_ -> LockSupport.unpark(pump));
  }

  /** The position of the last outcome that was sent. */
  String position() {
    return Positions.text(sent);
  }

  /** Whether somebody is there to be sent anything. */
  boolean there() {
    return !emitter.isCancelled() && !gone.getAsBoolean();
  }

  /** Sends an outcome; false as {@link #signal}. */
  boolean outcome(int partition, long offset, String type, String json) {
    sent.put(partition, offset);
    return signal(new Outcome(position(), type, json));
  }

  /** Lets a client that was sent nothing for a while know that it is heard; false as signal. */
  boolean alive() {
    long silent = System.nanoTime() - lastSignal;
    return there() && (silent < limits.heartbeat().toNanos() || signal(new Heartbeat()));
  }

  /** Sends as soon as the client wants more; false where it does not, and was cut off. */
  boolean signal(Signal signal) {
    long since = System.nanoTime();
    while (emitter.requested() == 0) {
      if (!there()) {
        return false;
      }
      if (System.nanoTime() - since > limits.patience().toNanos()) {
        cutOff("this client reads too slowly");
        return false;
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    emitter.emit(signal);
    lastSignal = System.nanoTime();
    return true;
  }

  /** Waits a little. */
  void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }

  /** Ends the stream before its end. */
  void cutOff(String reason) {
    emitter.emit(new CutOff(reason, position()));
    emitter.complete();
  }

  /** Ends the stream. */
  void complete() {
    emitter.complete();
  }
}
