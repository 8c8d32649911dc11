package org.cloudmarket.procurement.run;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.cloudmarket.procurement.config.ProcurementSettings;
import org.cloudmarket.procurement.store.RunLedger;
import org.cloudmarket.procurement.store.RunSpans;
import org.jboss.logging.Logger;

/**
 * Feeds clients with a run's outcomes as they are committed. Each has a consumer of its own: it
 * reads at its own pace, so that a slow one holds up nobody.
 */
@Singleton
public final class AwardFeed {

  private static final Logger LOG = Logger.getLogger(AwardFeed.class);

  /** What a client is sent. */
  public sealed interface Signal {}

  /**
   * An outcome.
   *
   * @param position as {@link Positions} writes it
   * @param type the message's type, such as {@code contract-awarded}
   * @param json the message
   */
  public record Outcome(String position, String type, String json) implements Signal {}

  /** Nothing happens; the stream is alive. */
  public record Heartbeat() implements Signal {}

  /** The run is over, and all of it was sent. */
  public record Ended(String status) implements Signal {}

  /** The client did not read, and is sent nothing more. */
  public record CutOff(String position) implements Signal {}

  private final AwardsConsumers consumers;
  private final RunSpans spans;
  private final RunLedger ledger;
  private final ProcurementSettings.Streams limits;
  private final Semaphore places;
  private volatile boolean ending;

  @Inject
  AwardFeed(
      AwardsConsumers consumers, RunSpans spans, RunLedger ledger, ProcurementSettings settings) {
    this.consumers = consumers;
    this.spans = spans;
    this.ledger = ledger;
    this.limits = settings.streams();
    this.places = new Semaphore(limits.clients());
  }

  void end(@Observes ShutdownEvent event) {
    ending = true;
  }

  /**
   * Feeds one client, from behind what it has on.
   *
   * @return empty where too many are fed already
   */
  public Optional<Multi<Signal>> open(String run, int shards, Positions has) {
    if (!places.tryAcquire()) {
      return Optional.empty();
    }
    return Optional.of(
        Multi.createFrom()
            .emitter(
                emitter ->
                    Thread.ofVirtual()
                        .name("awards-of-" + run)
                        .start(() -> feed(run, shards, has, emitter)),
                BackPressureStrategy.IGNORE));
  }

  private void feed(String run, int shards, Positions has, MultiEmitter<? super Signal> client) {
    try (var consumer = consumers.open()) {
      new AwardPump(consumer, spans, () -> ledger.status(run), limits, client, () -> ending)
          .pump(run, shards, has);
    } catch (RuntimeException e) {
      LOG.warnf("A stream of awards of %s ends: %s", run, e.getMessage());
      client.fail(e);
    } finally {
      places.release();
    }
  }
}
