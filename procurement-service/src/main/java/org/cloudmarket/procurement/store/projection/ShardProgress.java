package org.cloudmarket.procurement.store.projection;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.cloudmarket.frame.runs.RunProgress;
import org.cloudmarket.frame.runs.Verdict;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.message.AwardsMessage;
import org.cloudmarket.model.message.AwardsMessage.AwardsClosed;
import org.cloudmarket.model.message.AwardsMessage.BidsAccepted;
import org.cloudmarket.model.message.AwardsMessage.ContractsCounted;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.PolicyMessage.Outcome;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.procurement.store.digest.Claim;
import org.cloudmarket.wire.streams.DeadLetters;

/**
 * How far the outcomes of a shard are projected. It judges what comes next, message by message: the
 * contracts that run at the beginning, then month by month the outcomes and their close.
 */
final class ShardProgress {

  /** A month of it. */
  static final class Month {
    private final Outcomes seen;
    private int outcomes;
    private Digest sum;
    private Optional<Claim> claim;

    /** Gives the outcomes of the month that are projected. */
    @FunctionalInterface
    interface Outcomes {
      SeenOutcomes.Month get() throws SQLException;
    }

    /**
     * A month as the database has it.
     *
     * @param claim what its desk said of it, if it did
     * @param seen its outcomes; asked for where they matter
     */
    Month(int outcomes, Digest sum, Optional<Claim> claim, Outcomes seen) {
      this.outcomes = outcomes;
      this.sum = sum;
      this.claim = claim;
      this.seen = seen;
    }

    private boolean has(Digest outcome) throws SQLException {
      return seen.get().has(outcome);
    }

    private void add(Digest outcome) throws SQLException {
      seen.get().add(outcome);
      outcomes++;
      sum = sum.plus(outcome);
    }

    private boolean comesTo(Claim said) {
      return outcomes == said.count() && sum.equals(said.sum());
    }
  }

  /** Gives the record of the contracts that a shard began with, where it is known. */
  @FunctionalInterface
  interface Opening {
    Optional<String> get() throws SQLException;
  }

  private final Map<Integer, Month> months;
  private final Opening projectedOpening;
  private Optional<String> newOpening = Optional.empty();
  private OptionalInt first;
  private OptionalInt closed;
  private String damage;
  private boolean changed;

  /**
   * A shard as the database has it.
   *
   * @param first its first month; empty where its beginning is not projected
   * @param closed the last that it has closed
   * @param opening the contracts that it began with; asked for where they matter
   * @param damage what is missing; empty for nothing
   * @param months of its months, those that are spoken of
   */
  ShardProgress(
      OptionalInt first,
      OptionalInt closed,
      Opening opening,
      String damage,
      Map<Integer, Month> months) {
    this.first = first;
    this.closed = closed;
    this.projectedOpening = opening;
    this.damage = damage;
    this.months = months;
  }

  OptionalInt first() {
    return first;
  }

  OptionalInt closed() {
    return closed;
  }

  /** The record of the contracts that it began with, where that is new. */
  Optional<String> newOpening() {
    return newOpening;
  }

  String damage() {
    return damage;
  }

  /** Whether something of it is new, beside outcomes. */
  boolean changed() {
    return changed;
  }

  /**
   * Judges what comes next, and takes it in where it is new.
   *
   * @param text the record that says it
   * @param end how the run ended, if it has
   */
  Verdict judge(AwardsMessage message, String text, Optional<RunProgress.End> end)
      throws SQLException {
    if (message instanceof ContractsCounted counted) {
      return begin(counted, text, end);
    }
    if (first.isEmpty()) {
      return missing("the contracts that it began with are missing");
    }
    int open = closed.isPresent() ? closed.getAsInt() + 1 : first.getAsInt();
    if (message.month() < open) {
      return again(message, end);
    }
    if (end.isPresent() && message.month() > end.get().month()) {
      // Of a run that failed, the month that it failed in may still come, and counts for nothing.
      boolean counts = end.get().outcome() != Outcome.FAILED || message.month() != open;
      if (counts) {
        return late(end);
      }
    }
    return message.month() > open ? missing(Months.text(open) + " is missing") : inTime(message);
  }

  private Verdict begin(ContractsCounted counted, String text, Optional<RunProgress.End> end)
      throws SQLException {
    if (first.isPresent()) {
      Optional<String> before = newOpening.isPresent() ? newOpening : projectedOpening.get();
      return before.filter(opening -> !opening.equals(text)).isEmpty()
          ? Verdict.REPEATED
          : late(end);
    }
    first = OptionalInt.of(counted.month());
    newOpening = Optional.of(text);
    damage = "";
    changed = true;
    return Verdict.NEW;
  }

  private Verdict again(AwardsMessage message, Optional<RunProgress.End> end) throws SQLException {
    Month month = months.get(message.month());
    boolean same =
        switch (message) {
          case Decided outcome -> month.has(outcome.digest());
          case AwardsClosed close -> month.claim.equals(Optional.of(claim(close)));
          case BidsAccepted _ -> true; // A month has one, and its close came behind it.
          case ContractsCounted _ -> false;
        };
    return same ? Verdict.REPEATED : late(end);
  }

  private Verdict inTime(AwardsMessage message) throws SQLException {
    Month month = months.get(message.month());
    if (message instanceof Decided outcome) {
      if (month.has(outcome.digest())) {
        return Verdict.REPEATED;
      }
      month.add(outcome.digest());
    } else if (message instanceof AwardsClosed close) {
      close(close, month);
    }
    return Verdict.NEW;
  }

  /** A month that does not come to what its desk says is not whole, and neither is what follows. */
  private void close(AwardsClosed close, Month month) {
    Claim claim = claim(close);
    month.claim = Optional.of(claim);
    changed = true;
    if (month.comesTo(claim)) {
      closed = OptionalInt.of(close.month());
      damage = "";
    } else if (damage.isEmpty()) {
      damage =
          Months.text(close.month())
              + (month.outcomes == claim.count()
                  ? " has other outcomes than its desk says"
                  : " has " + month.outcomes + " outcomes and its desk says " + claim.count());
    }
  }

  private static Claim claim(AwardsClosed close) {
    return new Claim(close.count(), close.digest());
  }

  private static Verdict late(Optional<RunProgress.End> end) {
    return end.map(
            each ->
                Verdict.refused(
                    DeadLetters.FINISHED_RUN,
                    "the run has ended with "
                        + Months.text(each.month())
                        + ", and this would change it"))
        .orElseGet(
            () ->
                Verdict.refused(
                    DeadLetters.CLOSED_MONTH, "the month is closed, and this would change it"));
  }

  private Verdict missing(String what) {
    if (!damage.isEmpty()) {
      return Verdict.BEHIND_A_GAP;
    }
    damage = what;
    changed = true;
    return Verdict.refused(DeadLetters.GAP, what);
  }
}
