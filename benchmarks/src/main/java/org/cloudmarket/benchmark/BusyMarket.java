package org.cloudmarket.benchmark;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.cloudmarket.local.stack.Stack;
import org.cloudmarket.wire.topic.Topic;

/**
 * A market in which much is due every month.
 *
 * @param buyers at its start
 * @param months how long it runs
 * @param shards that share the buyers
 */
record BusyMarket(int buyers, int months, int shards) {

  /**
   * A busy market that has run.
   *
   * @param outcomes on the topic of awards, nearly all of them awards, in the time until all of
   *     them were projected
   */
  record Ran(StackRun run, Rate outcomes) {}

  /** Runs it. */
  Ran run(Stack stack) throws InterruptedException {
    StackRun run =
        StackRun.of(
            stack,
            shards,
            Map.of(
                "population.buyers", Integer.toString(buyers),
                "months", Integer.toString(months)));
    // Counted afterwards: a reader would take from the cores that the run needs.
    AtomicLong outcomes = new AtomicLong();
    try (CommittedRecords committed = new CommittedRecords(stack.bootstrapServers(), run.id())) {
      committed.read(Topic.AWARDS, record -> outcomes.incrementAndGet());
    }
    return new Ran(run, new Rate("outcomes", outcomes.get(), run.time(), run.cpu()));
  }
}
