package org.cloudmarket.procurement.stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.cloudmarket.procurement.config.ProcurementSettings;

/**
 * Places for clients that are sent something for a long time, each by a thread of its own. However
 * a client leaves, its place comes back.
 */
@Singleton
public final class StreamPlaces {

  /** How long an answer may take from the decision that it is a stream to its first byte. */
  private static final Duration TO_BE_READ = Duration.ofSeconds(5);

  private static final Duration LOOK = Duration.ofMillis(100);

  private final Semaphore places;

  @Inject
  StreamPlaces(ProcurementSettings settings, MeterRegistry registry) {
    this(settings.streams(), registry);
  }

  StreamPlaces(ProcurementSettings.Streams limits, MeterRegistry registry) {
    int clients = limits.clients();
    places = new Semaphore(clients);
    Gauge.builder("cloudmarket.streams.places", () -> clients)
        .description("Clients that may watch live streams of this process at once")
        .register(registry);
    Gauge.builder("cloudmarket.streams.open", places, free -> clients - free.availablePermits())
        .description("Clients that watch live streams of this process")
        .register(registry);
  }

  /**
   * Gives a client a place.
   *
   * @param name of the thread that feeds it
   * @param gone whether the client has gone, also before anybody reads what this returns
   * @param feed sends all that the client is to be sent
   * @return empty where no place is free
   */
  public <T> Optional<Multi<T>> open(
      String name, BooleanSupplier gone, Consumer<MultiEmitter<? super T>> feed) {
    if (!places.tryAcquire()) {
      return Optional.empty();
    }
    CompletableFuture<MultiEmitter<? super T>> reader = new CompletableFuture<>();
    boolean started = false;
    try {
      // The thread gives the place back, so it begins now: nobody may ever read.
      Thread.ofVirtual()
          .name(name)
          .start(
              () -> {
                try {
                  awaited(reader, gone).ifPresent(feed);
                } finally {
                  places.release();
                }
              });
      started = true;
    } finally {
      if (!started) {
        places.release();
      }
    }
    return Optional.of(
        Multi.createFrom()
            .emitter(
                emitter -> {
                  if (!reader.complete(emitter)) {
                    emitter.complete();
                  }
                },
                BackPressureStrategy.IGNORE));
  }

  /** Whoever reads the stream; empty where nobody will. */
  private static <T> Optional<MultiEmitter<? super T>> awaited(
      CompletableFuture<MultiEmitter<? super T>> reader, BooleanSupplier gone) {
    long since = System.nanoTime();
    while (!gone.getAsBoolean() && System.nanoTime() - since < TO_BE_READ.toNanos()) {
      try {
        return Optional.of(reader.get(LOOK.toMillis(), TimeUnit.MILLISECONDS));
      } catch (TimeoutException e) {
        // It looks again whether somebody is there.
      } catch (InterruptedException | ExecutionException e) {
        throw new IllegalStateException("nobody interrupts this thread or fails its reader", e);
      }
    }
    reader.cancel(false);
    return Optional.empty();
  }
}
