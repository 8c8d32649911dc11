package org.cloudmarket.model.run;

import java.util.Set;
import java.util.function.Consumer;
import org.cloudmarket.model.message.AwardsMessage;
import org.cloudmarket.model.message.BidAnswered;
import org.cloudmarket.model.message.BidsMessage;
import org.cloudmarket.model.message.ExternalBid;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage;
import org.cloudmarket.model.message.RunsMessage;
import org.cloudmarket.model.message.TendersMessage;

/** Who watches a reference run. What it does not want is not made, which is most of the work. */
@FunctionalInterface
public interface Watcher {

  /** Takes a message of a kind that it wants. */
  void take(Message message);

  /**
   * Whether it wants messages of a kind; all, unless it says otherwise.
   *
   * @param kind the interface of what is said on a topic
   */
  default boolean wants(Class<? extends Message> kind) {
    return true;
  }

  /**
   * A watcher of some kinds of messages.
   *
   * @param kinds the interfaces of what is said on the topics that it wants
   */
  static Watcher of(Set<Class<? extends Message>> kinds, Consumer<? super Message> each) {
    return new Watcher() {
      @Override
      public void take(Message message) {
        each.accept(message);
      }

      @Override
      public boolean wants(Class<? extends Message> kind) {
        return kinds.contains(kind);
      }
    };
  }

  /** The kind of a message. */
  static Class<? extends Message> kind(Message message) {
    return switch (message) {
      case PolicyMessage _ -> PolicyMessage.class;
      case TendersMessage _ -> TendersMessage.class;
      case BidsMessage _ -> BidsMessage.class;
      case AwardsMessage _ -> AwardsMessage.class;
      case RunsMessage _ -> RunsMessage.class;
      case ExternalBid _ -> ExternalBid.class;
      case BidAnswered _ -> BidAnswered.class;
    };
  }
}
