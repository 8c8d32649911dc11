package org.cloudmarket.model.message;

import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.scenario.Scenario;

/** What the PolicyDesk hears: orders from people, reports from the shards. */
public sealed interface RunsMessage extends Message {

  /** The most shards of a run. */
  int MAX_SHARDS = 64;

  /** The largest seed, and less a sign the least: JavaScript and its like hold no larger number. */
  long MAX_SEED = (1L << 53) - 1;

  /** The slowest pace: a month in an hour. */
  long MAX_PACE_MILLIS = 3_600_000;

  /** The most months of a step. */
  int MAX_STEP_MONTHS = 1200;

  /**
   * A run is to begin.
   *
   * @param scenario all of it, nothing left to default
   * @param seed any 64 bits; people order only those in -{@value #MAX_SEED}..{@value #MAX_SEED}
   * @param shards 1..{@value #MAX_SHARDS}
   * @param paceMillis the least time from the opening of a month to that of the next, 0..{@value
   *     #MAX_PACE_MILLIS}
   */
  record RunOrdered(String run, Scenario scenario, long seed, int shards, long paceMillis)
      implements RunsMessage {
    public RunOrdered {
      Ranges.within("shards", shards, 1, MAX_SHARDS);
      Ranges.within("paceMillis", paceMillis, 0, MAX_PACE_MILLIS);
    }

    /** A run as fast as it can. */
    public RunOrdered(String run, Scenario scenario, long seed, int shards) {
      this(run, scenario, seed, shards, 0);
    }
  }

  /**
   * What people want of a run while it goes on. Each is answered once by {@link
   * PolicyMessage.RequestAnswered}, and takes effect between two months.
   */
  sealed interface Request extends RunsMessage {
    /** The request's id, unique within its run. */
    String request();
  }

  /** The run is to wait before it opens another month. */
  record PauseRequested(String run, String request) implements Request {}

  /** The run is to go on. */
  record ResumeRequested(String run, String request) implements Request {}

  /**
   * A run that is paused is to open some more months.
   *
   * @param months 1..{@value #MAX_STEP_MONTHS}
   */
  record StepRequested(String run, String request, int months) implements Request {
    public StepRequested {
      Ranges.within("months", months, 1, MAX_STEP_MONTHS);
    }
  }

  /**
   * The run is to go at another pace. The month that is open counts from here.
   *
   * @param paceMillis as {@link RunOrdered#paceMillis}
   */
  record PaceRequested(String run, String request, long paceMillis) implements Request {
    public PaceRequested {
      Ranges.within("paceMillis", paceMillis, 0, MAX_PACE_MILLIS);
    }
  }

  /** The run is to end with the month that is open. */
  record CancelRequested(String run, String request) implements Request {}

  /** What people want of the policies of a run. Nothing binds before the answer's month. */
  sealed interface PolicyRequest extends Request {
    /**
     * In place of the months in which a policy is announced and takes effect: as soon as can be,
     * which is the answer's month.
     */
    int AT_ONCE = Months.of(1900, 1);
  }

  /**
   * A policy is to be enacted.
   *
   * @param policy all of it; announced and effective {@link PolicyRequest#AT_ONCE} or later than
   *     the open month
   */
  record EnactRequested(String run, String request, Policy policy) implements PolicyRequest {}

  /**
   * A policy is to be amended: it ends, and its successor is enacted in the same month.
   *
   * @param policy all of the successor, under the id of the one that stands
   */
  record AmendRequested(String run, String request, Policy policy) implements PolicyRequest {}

  /**
   * A policy is to end, or if it has not begun, never to come.
   *
   * @param policy its id
   */
  record RepealRequested(String run, String request, String policy) implements PolicyRequest {}

  /**
   * The clock: the pace allows the month to be followed by the next. Comes late, or twice, without
   * harm.
   */
  record MonthDue(String run, int month) implements RunsMessage {}

  /**
   * A shard's report on a month.
   *
   * @param digest the sum of the month's outcomes
   */
  record MonthClosed(String run, int shard, int month, ShardReport report, Digest digest)
      implements RunsMessage {}

  /** A desk could not go on. */
  record ShardFailed(String run, int shard, int month, String reason) implements RunsMessage {}

  /**
   * A run that has ended is deleted: whoever keeps something of it forgets it. Government has
   * forgotten it already.
   */
  record RunDeleted(String run) implements RunsMessage {}
}
