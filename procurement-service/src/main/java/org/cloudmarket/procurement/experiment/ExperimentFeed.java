package org.cloudmarket.procurement.experiment;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.cloudmarket.frame.streams.RareLine;
import org.cloudmarket.procurement.config.ProcurementSettings;
import org.cloudmarket.procurement.store.experiment.ExperimentStore;
import org.cloudmarket.procurement.store.experiment.Ordered;
import org.cloudmarket.procurement.stream.StreamPlaces;
import org.jboss.logging.Logger;

/**
 * Tells clients how far an experiment is. Only the newest counts: a client that reads slowly is
 * told less often.
 */
@Singleton
public final class ExperimentFeed {

  private static final Logger LOG = Logger.getLogger(ExperimentFeed.class);
  private static final Duration LOOK = Duration.ofMillis(500);

  /** What a client is sent. */
  public sealed interface Signal {}

  /** How far it is. */
  public record Progress(Ordered experiment) implements Signal {}

  /** Nothing happens; the stream is alive. */
  public record Heartbeat() implements Signal {}

  /**
   * The experiment is over.
   *
   * @param status how it ended; "deleted" where it was deleted meanwhile
   */
  public record Ended(String status) implements Signal {}

  private final ExperimentStore store;
  private final StreamPlaces places;
  private final ProcurementSettings.Streams limits;
  private final RareLine ends = new RareLine(LOG::warn);
  private volatile boolean ending;

  @Inject
  ExperimentFeed(ExperimentStore store, StreamPlaces places, ProcurementSettings settings) {
    this.store = store;
    this.places = places;
    this.limits = settings.streams();
  }

  void end(@Observes ShutdownEvent event) {
    ending = true;
  }

  /**
   * Feeds one client.
   *
   * @param gone whether the client has gone, also before anybody reads what this returns
   * @return empty where too many are fed already
   */
  public Optional<Multi<Signal>> open(String id, BooleanSupplier gone) {
    return places.open("progress-of-" + id, gone, emitter -> feed(id, emitter, gone));
  }

  private void feed(String id, MultiEmitter<? super Signal> emitter, BooleanSupplier gone) {
    try {
      tell(id, emitter, () -> ending || gone.getAsBoolean() || emitter.isCancelled());
    } catch (RuntimeException e) {
      ends.write("A stream of the progress of " + id + " ends: " + e.getMessage());
    } finally {
      emitter.complete();
    }
  }

  private void tell(String id, MultiEmitter<? super Signal> emitter, BooleanSupplier over) {
    // At once: proxies hold the head of an answer back until something follows it.
    Signal next = new Heartbeat();
    Optional<Ordered> told = Optional.empty();
    long last = System.nanoTime() - limits.heartbeat().toNanos();
    while (!over.getAsBoolean()) {
      long silent = System.nanoTime() - last;
      boolean due = !(next instanceof Heartbeat) || silent >= limits.heartbeat().toNanos();
      if (due && emitter.requested() > 0) {
        emitter.emit(next);
        last = System.nanoTime();
        if (next instanceof Progress progress) {
          told = Optional.of(progress.experiment());
        }
        if (next instanceof Ended) {
          return;
        }
      } else if (silent > limits.heartbeat().plus(limits.patience()).toNanos()) {
        return;
      } else {
        LockSupport.parkNanos(LOOK.toNanos());
      }
      next = next(told, store.find(id));
    }
  }

  /** What is to be told, given what was told last. */
  private static Signal next(Optional<Ordered> told, Optional<Ordered> now) {
    if (now.isEmpty()) {
      return new Ended("deleted");
    }
    boolean news =
        told.isEmpty()
            || told.get().made() != now.get().made()
            || told.get().status() != now.get().status();
    if (news) {
      return new Progress(now.get());
    }
    return now.get().status().ended() ? new Ended(now.get().status().id()) : new Heartbeat();
  }
}
