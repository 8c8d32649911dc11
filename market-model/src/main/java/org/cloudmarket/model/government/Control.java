package org.cloudmarket.model.government;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.message.RunsMessage.CancelRequested;
import org.cloudmarket.model.message.RunsMessage.PaceRequested;
import org.cloudmarket.model.message.RunsMessage.PauseRequested;
import org.cloudmarket.model.message.RunsMessage.PolicyRequest;
import org.cloudmarket.model.message.RunsMessage.Request;
import org.cloudmarket.model.message.RunsMessage.ResumeRequested;
import org.cloudmarket.model.message.RunsMessage.StepRequested;

/** What people want of a run: whether its next month may open, and whether it is to end. */
final class Control {

  /** A request that comes again behind so many others is taken for a new one. */
  private static final int ANSWERED = 64;

  private boolean paused;
  private int steps;
  private long paceMillis;
  private boolean cancelled;
  private boolean due;
  private final Deque<String> answered = new ArrayDeque<>();

  Control(long paceMillis) {
    this.paceMillis = paceMillis;
    this.due = paceMillis == 0;
  }

  boolean hasAnswered(Request request) {
    return answered.contains(request.request());
  }

  /** A request is answered, and done if it is accepted. */
  void answer(Request request, boolean accepted) {
    if (accepted) {
      accept(request);
    }
    answered.addLast(request.request());
    if (answered.size() > ANSWERED) {
      answered.removeFirst();
    }
  }

  /**
   * Why a request cannot be done as the run goes now; empty where it can.
   *
   * @param lastMonth whether the open month is the run's last
   */
  Optional<String> refusal(Request request, boolean lastMonth) {
    if (cancelled) {
      return Optional.of("the run is being cancelled");
    }
    if (lastMonth && !(request instanceof CancelRequested)) {
      return Optional.of("the run is in its last month");
    }
    return switch (request) {
      case PauseRequested _ when paused && steps == 0 -> Optional.of("the run is paused already");
      case ResumeRequested _ when !paused -> Optional.of("the run is not paused");
      case StepRequested _ when !paused -> Optional.of("the run is not paused");
      default -> Optional.empty();
    };
  }

  private void accept(Request request) {
    switch (request) {
      case PauseRequested _ -> {
        paused = true;
        steps = 0;
      }
      case ResumeRequested _ -> {
        paused = false;
        steps = 0;
      }
      case StepRequested step -> steps += step.months();
      case PaceRequested pace -> {
        paceMillis = pace.paceMillis();
        due |= paceMillis == 0;
      }
      case CancelRequested _ -> cancelled = true;
      case PolicyRequest _ -> {} // The statute book takes it in.
    }
  }

  boolean cancelled() {
    return cancelled;
  }

  /** Whether months open only one step at a time. */
  boolean paused() {
    return paused;
  }

  /** Whether only people can open the next month. */
  boolean waitsForPeople() {
    return paused && steps == 0;
  }

  /** Whether the next month may open. A step does not wait for the pace. */
  boolean mayOpen() {
    return paused ? steps > 0 : due;
  }

  /** A month has opened; it uses up a step, and the pace counts from here. */
  void opened() {
    steps = Math.max(0, steps - 1);
    due = paceMillis == 0;
  }

  /** The pace allows the next month. */
  void due() {
    due = true;
  }

  /** The clock has still to say when the next month may open. */
  void awaitClock() {
    due = false;
  }

  /** Whether the clock has to say when the next month may open. */
  boolean needsClock() {
    return !due;
  }

  long paceMillis() {
    return paceMillis;
  }

  Fact.Control fact() {
    return new Fact.Control(paused, steps, paceMillis, cancelled, List.copyOf(answered));
  }

  void recall(Fact.Control fact) {
    paused = fact.paused();
    steps = fact.steps();
    paceMillis = fact.paceMillis();
    cancelled = fact.cancelled();
    due = true;
    answered.clear();
    answered.addAll(fact.answered());
  }
}
