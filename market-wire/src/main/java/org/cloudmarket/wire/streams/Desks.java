package org.cloudmarket.wire.streams;

import java.util.List;
import java.util.Set;
import org.cloudmarket.model.government.PolicyDesk;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage.RunStarted;
import org.cloudmarket.model.message.RunsMessage;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.message.RunsMessage.ShardFailed;
import org.cloudmarket.model.message.ShardMessage;
import org.cloudmarket.model.message.TendersMessage.BidderRegistered;
import org.cloudmarket.model.message.TendersMessage.MarketAnnounced;
import org.cloudmarket.model.message.TendersMessage.MarketEnded;
import org.cloudmarket.model.procurement.ProcurementDesk;
import org.cloudmarket.model.provider.ProviderDesk;
import org.cloudmarket.wire.topic.Topic;

/** The three desks of the ring. */
public final class Desks {

  private Desks() {}

  /**
   * Government: a desk per run, which sets the clock for itself on {@code runs}. Where it fails,
   * every shard is told that the run has failed.
   */
  public static DeskWiring<RunsMessage> policy() {
    return new DeskWiring<>(
        "policy",
        RunsMessage.class,
        Set.of(Topic.RUNS),
        Set.of(Topic.POLICY, Topic.RUNS),
        PolicyDesk::new,
        Set.of(RunOrdered.class),
        DeskKey::ofRun,
        RunFailures::tell);
  }

  /**
   * Buyers: a desk per shard. Where it fails, the run is told, and the shard's providers: nobody
   * else would tell them that the market is over.
   */
  public static DeskWiring<ShardMessage> procurement() {
    return new DeskWiring<>(
        "procurement",
        ShardMessage.class,
        Set.of(Topic.POLICY, Topic.BIDS),
        Set.of(Topic.TENDERS, Topic.AWARDS, Topic.RUNS),
        ProcurementDesk::new,
        Set.of(RunStarted.class),
        DeskKey::ofShard,
        failure -> List.of(shardFailed(failure), marketEnded(failure)));
  }

  /**
   * Providers: a desk per shard, which hears bids from outside too, and sets the clock for itself
   * on {@code tenders}. Where it fails, the run is told.
   *
   * @param bidWaitMillis how long the tenders of a month wait for bids from outside
   */
  public static DeskWiring<ShardMessage> providers(long bidWaitMillis) {
    return new DeskWiring<>(
        "providers",
        ShardMessage.class,
        Set.of(Topic.TENDERS, Topic.EXTERNAL_BIDS),
        Set.of(Topic.BIDS, Topic.AWARDS, Topic.BID_ANSWERS, Topic.TENDERS, Topic.RUNS),
        () -> new ProviderDesk(bidWaitMillis),
        Set.of(MarketAnnounced.class, BidderRegistered.class),
        DeskKey::ofShard,
        failure -> List.of(shardFailed(failure)));
  }

  private static Message shardFailed(Failure<? extends ShardMessage> failure) {
    return new ShardFailed(
        failure.key().run(),
        failure.key().shard(),
        MonthOf.message(failure.message()),
        failure.reason());
  }

  private static Message marketEnded(Failure<? extends ShardMessage> failure) {
    return new MarketEnded(
        failure.key().run(), failure.key().shard(), MonthOf.message(failure.message()));
  }
}
