package org.cloudmarket.wire.streams;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage.Outcome;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.model.message.RunsMessage;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.random.Digest;

/** What is said where the desk of a whole run could not go on: to every shard that it is over. */
final class RunFailures {

  private RunFailures() {}

  static List<Message> tell(Failure<RunsMessage> failure) {
    Optional<RunOrdered> order = order(failure);
    if (order.isEmpty()) {
      return List.of(); // It had not begun, so nobody waits for it.
    }
    int month = order.get().scenario().start();
    Digest digest = Digest.ZERO;
    for (Fact fact : failure.facts()) {
      if (fact instanceof Fact.Progress progress) {
        month = progress.month();
        digest = progress.digest();
      }
    }
    List<Message> told = new ArrayList<>();
    for (int shard = 0; shard < order.get().shards(); shard++) {
      told.add(
          new RunFinished(
              failure.key().run(),
              shard,
              month - 1,
              Outcome.FAILED,
              digest,
              failure.reason(),
              List.of()));
    }
    return told;
  }

  private static Optional<RunOrdered> order(Failure<RunsMessage> failure) {
    for (Fact fact : failure.facts()) {
      if (fact instanceof Fact.Ordered(RunOrdered ordered)) {
        return Optional.of(ordered);
      }
    }
    return failure.message() instanceof RunOrdered ordered
        ? Optional.of(ordered)
        : Optional.empty();
  }
}
