package org.cloudmarket.model.procurement;

import java.util.ArrayList;
import java.util.List;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.PolicyTally;
import org.cloudmarket.model.message.ShardReport;
import org.cloudmarket.model.message.ShardReport.Activity;
import org.cloudmarket.model.message.ShardReport.Running;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.PolicySet;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.tender.Outcome;
import org.cloudmarket.model.tender.Roster;

/**
 * A shard's sums: what runs, and what happened this month. All of it follows from the buyers'
 * facts, so a desk that comes back has it again by adding them up.
 */
final class MonthTally {

  // What is counted of a policy; see PolicyTally.
  private static final int TENDERS = 0;
  private static final int TOUCHED = 1;
  private static final int BUYERS = 2;
  private static final int AWARDS = 3;
  private static final int AWARDED_FEN = 4;
  private static final int COST_FEN = 5;
  private static final int PORTING_FEN = 6;
  private static final int COMPLAINTS = 7;
  private static final int DISPLACED = 8;
  private static final int DISPLACED_FEN = 9;
  private static final int FAILED = 10;
  private static final int IN_SCOPE_FEN = 11;
  private static final int COUNTS = 12;

  private static final Segment[] SEGMENTS = Segment.values();

  private final Roster roster;
  private final long[][] runningFen;
  private final long[][] runningUnits;

  private long[] awardedFen;
  private int[] bids;
  private int[] wins;
  private int[] complaints;
  private List<Policy> policies;
  private long[][] touched; // By the policy's place and the count.
  private int outcomes;
  private int decided;
  private final Digest.Sum digest = new Digest.Sum();

  MonthTally(Roster roster) {
    this.roster = roster;
    runningFen = new long[SEGMENTS.length][roster.size()];
    runningUnits = new long[SEGMENTS.length][roster.size()];
    turn(List.of());
  }

  /** Starts a month, with the policies that there are in it. */
  final void turn(List<Policy> statutes) {
    awardedFen = new long[roster.size()];
    bids = new int[roster.size()];
    wins = new int[roster.size()];
    complaints = new int[roster.size()];
    policies = statutes;
    touched = new long[statutes.size()][COUNTS];
    outcomes = 0;
    decided = 0;
    digest.clear();
  }

  /**
   * A contract runs from now on, or with a sign of -1 no longer.
   *
   * @param provider who has it; {@link Roster#NOBODY} where there is none
   */
  void running(Segment segment, int provider, long baseFen, long baseUnits, int sign) {
    if (provider != Roster.NOBODY) {
      runningFen[segment.ordinal()][provider] += sign * baseFen;
      runningUnits[segment.ordinal()][provider] += sign * baseUnits;
    }
  }

  /** Something happened to a buyer this month. */
  void add(Outcome outcome) {
    outcomes += outcome.outcomes;
    decided += outcome.tendered() ? 1 : 0;
    digest.add(outcome.digest);
    if (outcome.winner != Roster.NOBODY) {
      awardedFen[outcome.winner] += outcome.annualFen;
      wins[outcome.winner]++;
    }
    for (long left = outcome.biddersLow; left != 0; left &= left - 1) {
      bids[Long.numberOfTrailingZeros(left)]++;
    }
    for (long left = outcome.biddersHigh; left != 0; left &= left - 1) {
      bids[64 + Long.numberOfTrailingZeros(left)]++;
    }
    if (outcome.complainant != Roster.NOBODY) {
      complaints[outcome.complainant]++;
    }
    long touching = outcome.inScope | outcome.applied;
    for (int i = PolicySet.first(touching); i != PolicySet.END; i = PolicySet.next(touching, i)) {
      touch(i, outcome);
    }
  }

  private void touch(int policy, Outcome outcome) {
    boolean won = outcome.winner != Roster.NOBODY;
    long applied = bit(outcome.applied, policy);
    long awarded = won ? applied : 0;
    long displaced = bit(outcome.displacedBy, policy);
    long inScope = bit(outcome.inScope, policy);
    long[] counts = touched[policy];
    counts[TENDERS] += inScope;
    counts[TOUCHED] += outcome.tendered() ? applied : 0;
    counts[BUYERS] += applied;
    counts[AWARDS] += awarded;
    counts[AWARDED_FEN] += awarded * outcome.annualFen;
    counts[COST_FEN] += awarded * outcome.costFen;
    counts[PORTING_FEN] += awarded * (outcome.portingFen - outcome.counterfactualPortingFen);
    counts[COMPLAINTS] += bit(outcome.against, policy);
    counts[DISPLACED] += displaced;
    counts[DISPLACED_FEN] += displaced * outcome.annualFen;
    counts[FAILED] += won ? 0 : inScope;
    counts[IN_SCOPE_FEN] += inScope * outcome.annualFen;
  }

  /** One where a policy is in a set, else nothing. */
  private static long bit(long set, int place) {
    return PolicySet.contains(set, place) ? 1 : 0;
  }

  int outcomes() {
    return outcomes;
  }

  /** How many tenders have been decided this month. */
  int decided() {
    return decided;
  }

  Digest digest() {
    return digest.digest();
  }

  ShardReport report() {
    List<Running> running = new ArrayList<>();
    for (Segment segment : SEGMENTS) {
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
    return new ShardReport(running, providers, touched());
  }

  private List<PolicyTally> touched() {
    List<PolicyTally> tallies = new ArrayList<>();
    for (int i = 0; i < policies.size(); i++) {
      long[] counts = touched[i];
      if (counts[TENDERS] != 0 || counts[BUYERS] != 0) {
        tallies.add(
            new PolicyTally(
                policies.get(i).id(),
                (int) counts[TENDERS],
                (int) counts[TOUCHED],
                (int) counts[BUYERS],
                (int) counts[AWARDS],
                counts[AWARDED_FEN],
                counts[COST_FEN],
                counts[PORTING_FEN],
                (int) counts[COMPLAINTS],
                (int) counts[DISPLACED],
                counts[DISPLACED_FEN],
                (int) counts[FAILED],
                counts[IN_SCOPE_FEN]));
      }
    }
    return tallies;
  }
}
