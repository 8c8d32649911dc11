package org.cloudmarket.model.message;

import java.util.List;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Spell;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.scenario.Scenario;

/**
 * What government says: to every shard where the market must act on it, to shard 0 alone where it
 * only records.
 */
public sealed interface PolicyMessage extends ShardMessage {

  /**
   * A run begins.
   *
   * @param paceMillis the least time from the opening of a month to that of the next
   * @param tendersInRecord how many tenders of a shard go into one record at the most; 1 and up,
   *     and 1 in a run that began before several did
   */
  record RunStarted(
      String run,
      int shard,
      int shards,
      long seed,
      Scenario scenario,
      long paceMillis,
      int tendersInRecord)
      implements PolicyMessage {}

  /**
   * A month begins.
   *
   * @param inForce ids of the policies that bind, sorted
   * @param announced ids of the policies that buyers, or those that a leak has reached, know will
   *     bind, sorted
   * @param spells when policies have been in force so far, this month included, sorted
   * @param lastMonth the market's totals of the month before; empty in the first month
   * @param digest the digest of the run up to the month before
   */
  record MonthOpened(
      String run,
      int shard,
      int month,
      List<String> inForce,
      List<String> announced,
      List<Spell> spells,
      List<ProviderTotals> lastMonth,
      Digest digest)
      implements PolicyMessage {
    public MonthOpened {
      inForce = List.copyOf(inForce);
      announced = List.copyOf(announced);
      spells = List.copyOf(spells);
      lastMonth = List.copyOf(lastMonth);
    }
  }

  /**
   * People have changed the run's policies. It says at once what will be: shards go by it when they
   * open the month, and what was before that month stays as it was.
   *
   * @param month the next to open
   * @param request which changed them
   * @param policies all that the run has from then on, those too that have ended, sorted by id
   */
  record StatutesAmended(String run, int shard, int month, String request, List<Policy> policies)
      implements PolicyMessage {
    public StatutesAmended {
      policies = List.copyOf(policies);
    }
  }

  /** A policy binds from this month on. For the record: shard 0. */
  record PolicyEnacted(String run, int shard, int month, String policy, String cause)
      implements PolicyMessage {}

  /** A policy no longer binds from this month on. For the record: shard 0. */
  record PolicyRepealed(String run, int shard, int month, String policy, String cause)
      implements PolicyMessage {}

  /**
   * What a policy touched in a month in which it was in force, announced or fading, in the whole
   * market. For the record: shard 0.
   */
  record PolicyApplied(String run, int shard, int month, PolicyTally tally)
      implements PolicyMessage {}

  /**
   * A request has been heard. For the record: shard 0.
   *
   * @param accepted whether it will be done
   * @param month if it was accepted, the first month that it touches: the next to open; of a
   *     cancel, the month that the run ends with
   * @param reason why it was refused; empty where it was not
   * @param paused whether the run, as it stands then, waits for people before it opens a month
   * @param paceMillis the run's pace, as it stands then
   */
  record RequestAnswered(
      String run,
      int shard,
      String request,
      boolean accepted,
      int month,
      String reason,
      boolean paused,
      long paceMillis)
      implements PolicyMessage {}

  /**
   * The run waits for people: all shards have closed the month, and no other opens until somebody
   * says so. For the record: shard 0.
   */
  record RunPaused(String run, int shard, int month) implements PolicyMessage {}

  /** How a run can end. */
  enum Outcome implements Kebab {
    FINISHED,
    CANCELLED,
    FAILED
  }

  /**
   * The run is over.
   *
   * @param month the last month that was closed, or the one before the first
   * @param digest the digest of the run up to that month
   * @param reason why it did not finish; empty where it did
   * @param lastMonth the market's totals of that month; empty where the run failed
   */
  record RunFinished(
      String run,
      int shard,
      int month,
      Outcome outcome,
      Digest digest,
      String reason,
      List<ProviderTotals> lastMonth)
      implements PolicyMessage {
    public RunFinished {
      lastMonth = List.copyOf(lastMonth);
    }
  }
}
