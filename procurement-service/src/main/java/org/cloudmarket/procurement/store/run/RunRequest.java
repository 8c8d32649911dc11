package org.cloudmarket.procurement.store.run;

import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.message.RunsMessage.CancelRequested;
import org.cloudmarket.model.message.RunsMessage.PaceRequested;
import org.cloudmarket.model.message.RunsMessage.PauseRequested;
import org.cloudmarket.model.message.RunsMessage.Request;
import org.cloudmarket.model.message.RunsMessage.ResumeRequested;
import org.cloudmarket.model.message.RunsMessage.StepRequested;

/**
 * What somebody wants of a run, and what became of it.
 *
 * @param amount a step's months, a pace's ms from month to month; 0 for the others
 * @param month the first month that it touches, and of a cancel the one that the run ends with;
 *     {@link #NO_MONTH} where it was not accepted
 * @param reason why it was refused; empty where it was not
 */
public record RunRequest(
    String id, String run, Kind kind, long amount, State state, int month, String reason) {

  /** In place of a month that is not known. */
  public static final int NO_MONTH = -1;

  /** What can be asked of a run. */
  public enum Kind implements Kebab {
    PAUSE,
    RESUME,
    STEP,
    PACE,
    CANCEL
  }

  /** What became of it. */
  public enum State implements Kebab {
    PENDING,
    ACCEPTED,
    REFUSED
  }

  /** A request that nobody has heard yet. */
  public static RunRequest pending(String id, String run, Kind kind, long amount) {
    return new RunRequest(id, run, kind, amount, State.PENDING, NO_MONTH, "");
  }

  /** Whether the other asks for the same. */
  public boolean asksAs(RunRequest other) {
    return run.equals(other.run) && kind == other.kind && amount == other.amount;
  }

  /** The request as the run's end leaves it: what was not heard by then never will be. */
  public RunRequest atTheEnd() {
    return state == State.PENDING
        ? new RunRequest(
            id, run, kind, amount, State.REFUSED, NO_MONTH, "the run ended before it was heard")
        : this;
  }

  /** What government is told. */
  public Request message() {
    return switch (kind) {
      case PAUSE -> new PauseRequested(run, id);
      case RESUME -> new ResumeRequested(run, id);
      case STEP -> new StepRequested(run, id, Math.toIntExact(amount));
      case PACE -> new PaceRequested(run, id, amount);
      case CANCEL -> new CancelRequested(run, id);
    };
  }
}
