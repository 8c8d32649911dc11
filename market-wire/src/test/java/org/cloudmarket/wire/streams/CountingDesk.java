package org.cloudmarket.wire.streams;

import java.util.List;
import java.util.Set;
import org.cloudmarket.model.desk.Desk;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.desk.Outbox;
import org.cloudmarket.model.message.BidsMessage.BidsClosed;
import org.cloudmarket.model.message.RunsMessage.CancelRequested;
import org.cloudmarket.model.message.RunsMessage.ShardFailed;
import org.cloudmarket.model.message.TendersMessage;
import org.cloudmarket.model.message.TendersMessage.BidderRegistered;
import org.cloudmarket.model.message.TendersMessage.BidsDue;
import org.cloudmarket.model.message.TendersMessage.MarketAnnounced;
import org.cloudmarket.model.message.TendersMessage.MarketEnded;
import org.cloudmarket.model.message.TendersMessage.MarketOpened;
import org.cloudmarket.model.message.TendersMessage.RulesAmended;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;
import org.cloudmarket.model.message.TendersMessage.TendersClosed;
import org.cloudmarket.model.message.TendersMessage.TendersPublished;
import org.cloudmarket.wire.topic.Topic;

/** Counts tenders and says how many it has heard; breaks at some. */
final class CountingDesk implements Desk<TendersMessage, Fact.Provider> {

  /** A buyer at whose tender the desk breaks, in the middle of its effects. */
  static final String POISON = "poison";

  private long count;

  static DeskWiring<TendersMessage> wiring() {
    return new DeskWiring<>(
        "counting",
        TendersMessage.class,
        Set.of(Topic.TENDERS),
        Set.of(Topic.BIDS, Topic.RUNS),
        CountingDesk::new,
        Set.of(MarketAnnounced.class),
        DeskKey::ofShard,
        failure ->
            List.of(
                new ShardFailed(
                    failure.key().run(),
                    failure.key().shard(),
                    MonthOf.message(failure.message()),
                    failure.reason())));
  }

  @Override
  public void hear(TendersMessage message, Outbox outbox) {
    switch (message) {
      case MarketAnnounced announced -> remember(outbox);
      case RulesAmended amended -> {}
      case MarketOpened opened -> {}
      case TenderPublished tender -> {
        count++;
        outbox.say(new BidsClosed(tender.run(), tender.shard(), tender.month(), (int) count));
        remember(outbox);
        if (tender.buyer().equals(POISON)) {
          throw new IllegalStateException("no more after " + count);
        }
      }
      case TendersPublished several -> several.tenders().forEach(tender -> hear(tender, outbox));
      case TendersClosed closed -> {
        outbox.say(new CancelRequested(closed.run(), "first"));
        outbox.say(new BidsClosed(closed.run(), closed.shard(), closed.month(), (int) -count));
        outbox.say(new CancelRequested(closed.run(), "second"));
      }
      case BidsDue due -> {}
      case BidderRegistered bidder -> {}
      case MarketEnded ended -> outbox.forget();
    }
  }

  private void remember(Outbox outbox) {
    outbox.remember(new Fact.Provider("counter", count, 0, 0, 0, 0));
    outbox.remember(new Fact.Provider("every-" + count, count, 0, 0, 0, 0));
  }

  @Override
  public void recall(Fact.Provider provider) {
    if (provider.provider().equals("broken")) {
      throw new IllegalArgumentException("cannot be taken back");
    }
    if (provider.provider().equals("counter")) {
      count = provider.cumulativeUnits();
    }
  }

  @Override
  public Class<Fact.Provider> facts() {
    return Fact.Provider.class;
  }
}
