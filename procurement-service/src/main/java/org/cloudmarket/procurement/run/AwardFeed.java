package org.cloudmarket.procurement.run;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Semaphore;
import org.apache.kafka.common.errors.TimeoutException;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.frame.streams.RareLine;
import org.cloudmarket.procurement.config.ProcurementSettings;
import org.cloudmarket.procurement.store.AwardFilter;
import org.cloudmarket.procurement.store.Run;
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

  /**
   * The run is over, and all of it was sent.
   *
   * @param status how it ended; "deleted" where it was deleted meanwhile
   */
  public record Ended(String status) implements Signal {}

  /** The client is sent nothing more, for a reason; it can go on from this position. */
  public record CutOff(String reason, String position) implements Signal {}

  private final AwardsConsumers consumers;
  private final RunSpans spans;
  private final RunLedger ledger;
  private final ProcurementSettings.Streams limits;
  private final Semaphore places;
  private final RareLine away = new RareLine(LOG::warn);
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
   * Whether a client can have been sent so much of a run.
   *
   * @throws Refusal where it cannot be found out now: 503
   */
  public boolean known(Run run, Positions has) {
    if (has.last().isEmpty()) {
      return true;
    }
    try (var consumer = consumers.open()) {
      List<Integer> partitions = AwardsConsumers.partitions(consumer, run.id, run.shards);
      SortedMap<Integer, Long> starts = spans.starts(run.id, partitions);
      Map<Integer, Long> ends =
          run.status().ended()
              ? spans.ends(run.id)
              : AwardsConsumers.ends(consumer, starts.keySet());
      return has.last().entrySet().stream()
          .allMatch(
              last ->
                  last.getValue() >= starts.getOrDefault(last.getKey(), Long.MAX_VALUE)
                      && last.getValue() < ends.getOrDefault(last.getKey(), 0L));
    } catch (TimeoutException e) {
      throw Refusal.unavailable("broker-away", "The broker does not say how far the run is");
    }
  }

  /**
   * Feeds one client, from behind what it has on.
   *
   * @return empty where too many are fed already
   */
  public Optional<Multi<Signal>> open(String run, int shards, Positions has, AwardFilter filter) {
    if (!places.tryAcquire()) {
      return Optional.empty();
    }
    return Optional.of(
        Multi.createFrom()
            .emitter(
                emitter ->
                    Thread.ofVirtual()
                        .name("awards-of-" + run)
                        .start(() -> feed(run, shards, has, filter, emitter)),
                BackPressureStrategy.IGNORE));
  }

  private void feed(
      String run,
      int shards,
      Positions has,
      AwardFilter filter,
      MultiEmitter<? super Signal> client) {
    try (var consumer = consumers.open()) {
      AwardPump pump =
          new AwardPump(
              consumer, spans, () -> ledger.status(run), limits, client, away, () -> ending);
      try {
        pump.pump(run, shards, has, filter);
      } catch (RuntimeException e) {
        LOG.warnf("A stream of awards of %s ends: %s", run, e.getMessage());
        client.emit(new CutOff("the service cannot read on now; come back", pump.position()));
        client.complete();
      }
    } catch (RuntimeException e) {
      LOG.warnf("A stream of awards of %s ends: %s", run, e.getMessage());
      client.fail(e);
    } finally {
      places.release();
    }
  }
}
