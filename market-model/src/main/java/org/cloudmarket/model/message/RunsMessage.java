package org.cloudmarket.model.message;

import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.scenario.Scenario;

/** What the PolicyDesk hears: orders from people, reports from the shards. */
public sealed interface RunsMessage extends Message {

  /** The most shards of a run. */
  int MAX_SHARDS = 64;

  /**
   * A run is to begin.
   *
   * @param scenario all of it, nothing left to default
   * @param seed any 64 bits
   * @param shards 1..{@value #MAX_SHARDS}
   */
  record RunOrdered(String run, Scenario scenario, long seed, int shards) implements RunsMessage {
    public RunOrdered {
      Ranges.within("shards", shards, 1, MAX_SHARDS);
    }
  }

  /** Somebody wants the run to end now. */
  record CancelRequested(String run, String request) implements RunsMessage {}

  /**
   * A shard's report on a month.
   *
   * @param digest the sum of the month's outcomes
   */
  record MonthClosed(String run, int shard, int month, ShardReport report, Digest digest)
      implements RunsMessage {}

  /** A desk could not go on. */
  record ShardFailed(String run, int shard, int month, String reason) implements RunsMessage {}
}
