package org.cloudmarket.wire.streams;

import org.cloudmarket.model.message.BidsMessage.BidsClosed;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.PolicyMessage.RequestAnswered;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.model.message.PolicyMessage.RunPaused;
import org.cloudmarket.model.message.PolicyMessage.RunStarted;
import org.cloudmarket.model.message.RunsMessage.MonthClosed;
import org.cloudmarket.model.message.RunsMessage.ShardFailed;
import org.cloudmarket.model.message.TendersMessage.MarketEnded;
import org.cloudmarket.model.message.TendersMessage.TendersClosed;

/**
 * Which messages end a hop of the month: the next desk can finish only once they are committed, or
 * somebody waits to read them.
 */
final class HopEnds {

  private HopEnds() {}

  static boolean with(Message message) {
    return message instanceof MonthOpened
        || message instanceof TendersClosed
        || message instanceof BidsClosed
        || message instanceof MonthClosed
        || message instanceof RunStarted
        || message instanceof RunFinished
        || message instanceof MarketEnded
        || message instanceof ShardFailed
        || message instanceof RequestAnswered
        || message instanceof RunPaused;
  }
}
