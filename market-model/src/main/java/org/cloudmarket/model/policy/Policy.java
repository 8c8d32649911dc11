package org.cloudmarket.model.policy;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.random.Draws;

/**
 * A dated rule of government.
 *
 * @param id kebab-case
 * @param instrument what it does
 * @param scope whom it binds; for what acts on demand, whole segments; for what acts on a provider,
 *     everybody
 * @param announced the first month in which all buyers know of it, as {@link Months}
 * @param effective the first month in which it binds, as {@link Months}
 * @param end the first month in which it no longer binds, nor is known to bind later; {@link
 *     Months#NEVER} for none. Where that is not after it takes effect, it was withdrawn before: it
 *     was announced, and never binds
 * @param enforcementPpm part of the buyers in scope that comply; all, where it binds no buyers
 * @param anticipationPpm how ready a fully exposed buyer is to act on the announcement before the
 *     rule binds; 0, where it binds no buyers
 * @param byTrigger whether only a trigger puts it in force; its dates then bound when that can be
 * @param legalBasis where it is written, in words
 * @param leaked the first month in which some buyers hear of it, not after it is announced; {@link
 *     Months#NEVER} where nothing leaks
 * @param leakReachPpm part of the buyers in scope that hear of the leak
 * @param yieldsTo ids of policies before which it stands back: where one of them binds a buyer too,
 *     this one is not applied
 */
public record Policy(
    String id,
    Instrument instrument,
    Scope scope,
    int announced,
    int effective,
    int end,
    int enforcementPpm,
    int anticipationPpm,
    boolean byTrigger,
    String legalBasis,
    int leaked,
    int leakReachPpm,
    SortedSet<String> yieldsTo) {

  public Policy {
    Ids.check("policy", id);
    Ranges.within("policy " + id + ": enforcement", enforcementPpm, 0, Ranges.PPM);
    Ranges.within("policy " + id + ": anticipation", anticipationPpm, 0, Ranges.PPM);
    if (!instrument.bindsBuyers()) {
      check("policy " + id + ": ", instrument, scope);
      Ranges.within("policy " + id + ": enforcement", enforcementPpm, Ranges.PPM, Ranges.PPM);
      Ranges.within("policy " + id + ": anticipation", anticipationPpm, 0, 0);
      if (leaked != Months.NEVER || leakReachPpm != 0 || !yieldsTo.isEmpty()) {
        throw new IllegalArgumentException(
            "policy " + id + ": binds no buyers, so that it neither leaks nor yields");
      }
    }
    if (end <= effective && end < announced) {
      throw new IllegalArgumentException(
          "policy " + id + ": ends in " + Months.text(end) + ", not after it takes effect");
    }
    if (instrument.deadline() < effective) {
      throw new IllegalArgumentException(
          "policy "
              + id
              + ": the deadline "
              + Months.text(instrument.deadline())
              + " is before it takes effect");
    }
    Ranges.within("policy " + id + ": leakReach", leakReachPpm, 0, Ranges.PPM);
    if (leaked != Months.NEVER && leaked > announced) {
      throw new IllegalArgumentException(
          "policy "
              + id
              + ": leaks in "
              + Months.text(leaked)
              + ", after it is announced in "
              + Months.text(announced));
    }
    yieldsTo = Collections.unmodifiableSortedSet(new TreeSet<>(yieldsTo));
    if (yieldsTo.contains(id)) {
      throw new IllegalArgumentException("policy " + id + ": yields to itself");
    }
  }

  /** A policy that does not leak and yields to none. */
  public Policy(
      String id,
      Instrument instrument,
      Scope scope,
      int announced,
      int effective,
      int end,
      int enforcementPpm,
      int anticipationPpm,
      boolean byTrigger,
      String legalBasis) {
    this(
        id,
        instrument,
        scope,
        announced,
        effective,
        end,
        enforcementPpm,
        anticipationPpm,
        byTrigger,
        legalBasis,
        Months.NEVER,
        0,
        Collections.emptySortedSet());
  }

  private static void check(String what, Instrument instrument, Scope scope) {
    if (instrument instanceof ProviderChange && !scope.equals(Scope.EVERYBODY)) {
      throw new IllegalArgumentException(what + "acts on a provider, and has no scope");
    }
    if (!scope.cities().isEmpty() || !scope.dataClasses().isEmpty()) {
      throw new IllegalArgumentException(
          what + "acts on whole segments, in all cities and of all data classes");
    }
  }

  /** What draws know it by. */
  public long key() {
    return Draws.key(id);
  }

  /** Whether its dates let it bind in any month: it was not withdrawn before. */
  public boolean binds() {
    return effective < end;
  }

  /** Whether its dates let it bind in any month of a run. */
  public boolean bindsIn(Horizon run) {
    return binds() && effective < run.end() && end > run.start();
  }

  /** Whether its dates let it bind in a month. */
  public boolean datedFor(int month) {
    return month >= effective && month < end;
  }

  /** The first month in which some buyers at least know of it. */
  public int knownFrom() {
    return Math.min(leaked, announced);
  }

  /**
   * Whether buyers, or those that a leak has reached, know in this month that it will bind, and it
   * does not yet.
   */
  public boolean awaited(int month) {
    return !byTrigger && month >= knownFrom() && month < effective && month < end;
  }

  /** The same policy, which from a month on neither binds nor is known to bind later. */
  public Policy endedIn(int month) {
    return month >= end
        ? this
        : new Policy(
            id,
            instrument,
            scope,
            Math.min(announced, month),
            effective,
            month,
            enforcementPpm,
            anticipationPpm,
            byTrigger,
            legalBasis,
            leaked < month ? leaked : Months.NEVER,
            leakReachPpm,
            yieldsTo);
  }

  /** The same policy under another id and with other dates of its beginning. */
  public Policy as(String otherId, int otherAnnounced, int otherEffective) {
    return new Policy(
        otherId,
        instrument,
        scope,
        otherAnnounced,
        otherEffective,
        end,
        enforcementPpm,
        anticipationPpm,
        byTrigger,
        legalBasis,
        leaked,
        leakReachPpm,
        yieldsTo);
  }

  /** The same policy, of which a part of the buyers in scope hears before it is announced. */
  public Policy leaking(int month, int reachPpm) {
    return new Policy(
        id,
        instrument,
        scope,
        announced,
        effective,
        end,
        enforcementPpm,
        anticipationPpm,
        byTrigger,
        legalBasis,
        month,
        reachPpm,
        yieldsTo);
  }

  /** The same policy, which stands back before others. */
  public Policy yieldingTo(SortedSet<String> others) {
    return new Policy(
        id,
        instrument,
        scope,
        announced,
        effective,
        end,
        enforcementPpm,
        anticipationPpm,
        byTrigger,
        legalBasis,
        leaked,
        leakReachPpm,
        others);
  }
}
