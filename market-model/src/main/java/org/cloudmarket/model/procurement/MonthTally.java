package org.cloudmarket.model.procurement;

import java.util.ArrayList;
import java.util.List;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.PolicyTally;
import org.cloudmarket.model.message.ShardReport;
import org.cloudmarket.model.message.ShardReport.Activity;
import org.cloudmarket.model.message.ShardReport.Running;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.provider.Roster;
import org.cloudmarket.model.random.Digest;

/**
 * A shard's sums: what runs, and what happened this month. All of it follows from the buyers'
 * facts, so a desk that comes back has it again by adding them up.
 */
final class MonthTally {

  private final Roster roster;
  private final long[][] runningFen;
  private final long[][] runningUnits;

  private long[] awardedFen;
  private int[] bids;
  private int[] wins;
  private int[] complaints;
  private PolicyTally[] policies;
  private int outcomes;
  private int decided;
  private Digest digest;

  MonthTally(Roster roster) {
    this.roster = roster;
    runningFen = new long[Segment.values().length][roster.size()];
    runningUnits = new long[Segment.values().length][roster.size()];
    turn(List.of());
  }

  /** Starts a month, with the policies that there are in it. */
  final void turn(List<Policy> statutes) {
    awardedFen = new long[roster.size()];
    bids = new int[roster.size()];
    wins = new int[roster.size()];
    complaints = new int[roster.size()];
    policies = new PolicyTally[statutes.size()];
    for (int i = 0; i < policies.length; i++) {
      policies[i] = PolicyTally.none(statutes.get(i).id());
    }
    outcomes = 0;
    decided = 0;
    digest = Digest.ZERO;
  }

  /** A contract runs from now on, or with a sign of -1 no longer. */
  void running(Segment segment, long baseUnits, Fact.Buyer contract, int sign) {
    if (contract.provider() >= 0) {
      runningFen[segment.ordinal()][contract.provider()] += sign * contract.baseFen();
      runningUnits[segment.ordinal()][contract.provider()] += sign * baseUnits;
    }
  }

  /** Something happened to a buyer this month. */
  void add(Fact.Last last) {
    outcomes += last.outcomes();
    decided += last.tendered() ? 1 : 0;
    digest = digest.plus(last.digest());
    if (last.winner() >= 0) {
      awardedFen[last.winner()] += last.awardedFen();
      wins[last.winner()]++;
    }
    for (long left = last.biddersLow(); left != 0; left &= left - 1) {
      bids[Long.numberOfTrailingZeros(left)]++;
    }
    for (long left = last.biddersHigh(); left != 0; left &= left - 1) {
      bids[64 + Long.numberOfTrailingZeros(left)]++;
    }
    if (last.complainant() >= 0) {
      complaints[last.complainant()]++;
    }
    for (long left = last.inScope() | last.applied(); left != 0; left &= left - 1) {
      touch(Long.numberOfTrailingZeros(left), last);
    }
  }

  private void touch(int policy, Fact.Last last) {
    int applied = bit(last.applied(), policy);
    int awarded = last.winner() >= 0 ? applied : 0;
    int displaced = bit(last.displacedBy(), policy);
    int inScope = bit(last.inScope(), policy);
    policies[policy] =
        policies[policy].plus(
            new PolicyTally(
                "",
                inScope,
                last.tendered() ? applied : 0,
                applied,
                awarded,
                awarded * last.awardedFen(),
                awarded * last.costFen(),
                bit(last.against(), policy),
                displaced,
                displaced * last.awardedFen(),
                last.winner() < 0 ? inScope : 0,
                inScope * last.awardedFen()));
  }

  private static int bit(long set, int place) {
    return (int) (set >>> place & 1);
  }

  int outcomes() {
    return outcomes;
  }

  /** How many tenders have been decided this month. */
  int decided() {
    return decided;
  }

  Digest digest() {
    return digest;
  }

  ShardReport report() {
    List<Running> running = new ArrayList<>();
    for (Segment segment : Segment.values()) {
      for (int i = 0; i < roster.size(); i++) {
        if (runningUnits[segment.ordinal()][i] != 0) {
          running.add(
              new Running(
                  segment,
                  roster.id(i),
                  runningFen[segment.ordinal()][i],
                  runningUnits[segment.ordinal()][i]));
        }
      }
    }
    List<Activity> providers = new ArrayList<>();
    for (int i = 0; i < roster.size(); i++) {
      if (bids[i] != 0 || wins[i] != 0 || complaints[i] != 0) {
        providers.add(new Activity(roster.id(i), awardedFen[i], bids[i], wins[i], complaints[i]));
      }
    }
    List<PolicyTally> touched = new ArrayList<>();
    for (PolicyTally policy : policies) {
      if (policy.tenders() != 0 || policy.buyers() != 0) {
        touched.add(policy);
      }
    }
    return new ShardReport(running, providers, touched);
  }
}
