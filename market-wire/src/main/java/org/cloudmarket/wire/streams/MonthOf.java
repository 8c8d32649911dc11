package org.cloudmarket.wire.streams;

import java.util.OptionalInt;
import org.cloudmarket.model.message.AwardsMessage;
import org.cloudmarket.model.message.BidAnswered;
import org.cloudmarket.model.message.BidsMessage.BidBooksSubmitted;
import org.cloudmarket.model.message.BidsMessage.BidsClosed;
import org.cloudmarket.model.message.BidsMessage.BidsSubmitted;
import org.cloudmarket.model.message.ExternalBid;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.PolicyMessage.PolicyApplied;
import org.cloudmarket.model.message.PolicyMessage.PolicyEnacted;
import org.cloudmarket.model.message.PolicyMessage.PolicyRepealed;
import org.cloudmarket.model.message.PolicyMessage.RequestAnswered;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.model.message.PolicyMessage.RunPaused;
import org.cloudmarket.model.message.PolicyMessage.RunStarted;
import org.cloudmarket.model.message.PolicyMessage.StatutesAmended;
import org.cloudmarket.model.message.RunsMessage.MonthClosed;
import org.cloudmarket.model.message.RunsMessage.MonthDue;
import org.cloudmarket.model.message.RunsMessage.ShardFailed;
import org.cloudmarket.model.message.ShardMessage;
import org.cloudmarket.model.message.TendersMessage.BidderRegistered;
import org.cloudmarket.model.message.TendersMessage.BidsDue;
import org.cloudmarket.model.message.TendersMessage.MarketAnnounced;
import org.cloudmarket.model.message.TendersMessage.MarketEnded;
import org.cloudmarket.model.message.TendersMessage.MarketOpened;
import org.cloudmarket.model.message.TendersMessage.RulesAmended;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;
import org.cloudmarket.model.message.TendersMessage.TendersClosed;
import org.cloudmarket.model.message.TendersMessage.TendersPublished;

/** The month that a message is about. */
final class MonthOf {

  private MonthOf() {}

  /** As {@link #message}, of any message: what people want and how a run begins is about none. */
  static OptionalInt any(Message message) {
    return switch (message) {
      case ShardMessage shard -> OptionalInt.of(message(shard));
      case MonthDue due -> OptionalInt.of(due.month());
      case MonthClosed closed -> OptionalInt.of(closed.month());
      case ShardFailed failed -> OptionalInt.of(failed.month());
      default -> OptionalInt.empty();
    };
  }

  /** What begins a market is about its first month. */
  static int message(ShardMessage message) {
    return switch (message) {
      case RunStarted started -> started.scenario().start();
      case MonthOpened opened -> opened.month();
      case StatutesAmended amended -> amended.month();
      case PolicyEnacted enacted -> enacted.month();
      case PolicyRepealed repealed -> repealed.month();
      case PolicyApplied applied -> applied.month();
      case RequestAnswered answered -> answered.month();
      case RunPaused paused -> paused.month();
      case RunFinished finished -> finished.month();
      case MarketAnnounced announced -> announced.scenario().start();
      case RulesAmended amended -> amended.month();
      case MarketOpened opened -> opened.month();
      case TenderPublished tender -> tender.month();
      case TendersPublished several -> several.month();
      case TendersClosed closed -> closed.month();
      case BidderRegistered registered -> registered.month();
      case BidsDue due -> due.month();
      case MarketEnded ended -> ended.month();
      case BidsSubmitted book -> book.tender().month();
      case BidBooksSubmitted several -> several.month();
      case BidsClosed closed -> closed.month();
      case AwardsMessage award -> award.month();
      case ExternalBid bid -> bid.month();
      case BidAnswered answer -> answer.month();
    };
  }
}
