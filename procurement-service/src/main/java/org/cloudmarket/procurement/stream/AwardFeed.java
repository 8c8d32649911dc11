package org.cloudmarket.procurement.stream;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.cloudmarket.frame.streams.RareLine;
import org.cloudmarket.procurement.config.ProcurementSettings;
import org.cloudmarket.procurement.store.award.AwardFilter;
import org.cloudmarket.procurement.store.run.Run;
import org.jboss.logging.Logger;

/**
 * Feeds clients with a run's outcomes as they are committed. All who watch a run read the log
 * together; each at its own pace, so that a slow one holds up nobody.
 */
@Singleton
public final class AwardFeed {

  private static final Logger LOG = Logger.getLogger(AwardFeed.class);

  /** Where outcomes are written. */
  @FunctionalInterface
  public interface Wire {

    /**
     * Writes text of the stream.
     *
     * @return completed when there is room for more
     */
    CompletionStage<Void> write(byte[] text);
  }

  /** What a client is sent beside outcomes. */
  public sealed interface Signal {}

  /** Nothing happens; the stream is alive. */
  public record Heartbeat() implements Signal {}

  /**
   * Outcomes of the run that are lost: the desks counted them, and the database does not have them.
   *
   * @param month as {@link org.cloudmarket.model.market.Months}
   * @param outcomes how many; empty where that is not known either
   */
  public record Missing(int month, OptionalInt outcomes) implements Signal {}

  /**
   * The run is over, and all of it was sent.
   *
   * @param status how it ended; "deleted" where it was deleted meanwhile
   * @param position of the run's last records; empty where it was deleted
   */
  public record Ended(String status, String position) implements Signal {}

  /** The client is sent nothing more, for a reason; it can go on from this position. */
  public record CutOff(String reason, String position) implements Signal {}

  private final AwardSources sources;
  private final ProcurementSettings.Streams limits;
  private final StreamPlaces places;
  private final RareLine away = new RareLine(LOG::warn);
  private final RareLine ends = new RareLine(LOG::warn);
  private volatile boolean ending;

  @Inject
  AwardFeed(AwardSources sources, StreamPlaces places, ProcurementSettings settings) {
    this.sources = sources;
    this.places = places;
    this.limits = settings.streams();
  }

  void end(@Observes ShutdownEvent event) {
    ending = true;
  }

  /** Whether a client can have been sent so much of a run. */
  public boolean known(Run run, Positions has) {
    return has.last().isEmpty() || sources.known(run, has);
  }

  /** Whether there is nothing more to come for a client that has something of a run. */
  public boolean complete(Run run, Positions has, AwardFilter filter) {
    if (has.last().isEmpty() || !run.status().ended()) {
      return false;
    }
    PastOutcomes past = sources.past(run);
    return past.each(past.behind(has), past.all(), filter, () -> true, (_, _) -> false);
  }

  /**
   * Feeds one client, from behind what it has on.
   *
   * @param outcomes where they are written; what this returns is sent in between
   * @param gone whether the client has gone, also before anybody reads what this returns
   * @return empty where too many are fed already
   */
  public Optional<Multi<Signal>> open(
      Run run, Positions has, AwardFilter filter, Wire outcomes, BooleanSupplier gone) {
    return places.open(
        "awards-of-" + run.id, gone, emitter -> feed(run, has, filter, emitter, outcomes, gone));
  }

  private void feed(
      Run run,
      Positions has,
      AwardFilter filter,
      MultiEmitter<? super Signal> reader,
      Wire outcomes,
      BooleanSupplier gone) {
    AwardClient client =
        new AwardClient(reader, outcomes, has, limits, () -> ending || gone.getAsBoolean());
    try {
      new AwardPump(sources, away, run, has, filter, client).pump();
    } catch (RuntimeException e) {
      ends.write("A stream of awards of " + run.id + " ends: " + e.getMessage());
      client.cutOff("the service cannot read on now; come back");
    } finally {
      client.complete();
    }
  }
}
