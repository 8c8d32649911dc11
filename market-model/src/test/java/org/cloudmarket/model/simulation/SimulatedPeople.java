package org.cloudmarket.model.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cloudmarket.model.RandomPolicyRequests;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.PolicyMessage.RequestAnswered;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.model.message.PolicyMessage.RunPaused;
import org.cloudmarket.model.message.RunsMessage.CancelRequested;
import org.cloudmarket.model.message.RunsMessage.PaceRequested;
import org.cloudmarket.model.message.RunsMessage.PauseRequested;
import org.cloudmarket.model.message.RunsMessage.Request;
import org.cloudmarket.model.message.RunsMessage.ResumeRequested;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.message.RunsMessage.StepRequested;
import org.cloudmarket.model.random.Draws;

/**
 * People who pause, resume, step, pace and cancel a run and change its policies, and now and then
 * press twice.
 */
final class SimulatedPeople {

  private final SimulatedLog log;
  private final String run;
  private final boolean mayCancel;
  private final RandomPolicyRequests bills;
  private final List<Request> asked = new ArrayList<>();

  SimulatedPeople(
      SimulatedLog log, RunOrdered order, RandomPolicyRequests bills, boolean mayCancel) {
    this.log = log;
    this.run = order.run();
    this.bills = bills;
    this.mayCancel = mayCancel;
  }

  void ask(long luck) {
    String id = "request-" + asked.size();
    int wish = Draws.below(luck, mayCancel ? 40 : 39);
    if (wish >= 20 && wish < 39) {
      send(bills.next(run, id), luck);
    } else if (wish < 6) {
      send(new PauseRequested(run, id), luck);
    } else if (wish < 10) {
      send(new StepRequested(run, id, 1 + Draws.below(Draws.mix(luck), 3)), luck);
    } else if (wish < 15) {
      send(new ResumeRequested(run, id), luck);
    } else if (wish < 20) {
      send(new PaceRequested(run, id, Draws.below(Draws.mix(luck), 2) * 5L), luck);
    } else {
      send(new CancelRequested(run, id), luck);
    }
  }

  /** Lets the run go on if it is paused. */
  void resume() {
    if (runIsPaused()) {
      send(new ResumeRequested(run, "request-" + asked.size()), 0);
    }
  }

  /** Whether it said so, and no month has opened since. */
  private boolean runIsPaused() {
    boolean paused = false;
    for (Message message : said()) {
      paused = message instanceof RunPaused || (paused && !(message instanceof MonthOpened));
    }
    return paused;
  }

  private void send(Request request, long luck) {
    asked.add(request);
    log.append(request);
    if (Draws.below(Draws.mix(luck + 7), 3) == 0) {
      log.append(request);
    }
  }

  boolean runIsOver() {
    return log.last(SimulatedLog.Topic.POLICY, run) instanceof RunFinished;
  }

  /** What shard 0 of the run was told, in order. */
  private List<Message> said() {
    return log.all(SimulatedLog.Topic.POLICY).stream()
        .filter(message -> message.run().equals(run))
        .filter(message -> ((PolicyMessage) message).shard() == 0)
        .toList();
  }

  /** What the requests were answered. */
  List<String> answers() {
    Map<String, Request> byId = new HashMap<>();
    asked.forEach(request -> byId.put(request.request(), request));
    return said().stream()
        .filter(RequestAnswered.class::isInstance)
        .map(RequestAnswered.class::cast)
        .map(
            answer ->
                byId.get(answer.request()).getClass().getSimpleName()
                    + (answer.accepted() ? " done" : " refused: " + answer.reason()))
        .toList();
  }

  /** What was done against people's will, if anything was. */
  Optional<String> grievance() {
    Map<String, Request> byId = new HashMap<>();
    asked.forEach(request -> byId.put(request.request(), request));
    Set<String> answered = new HashSet<>();
    boolean paused = false;
    int steps = 0;
    for (Message message : said()) {
      switch (message) {
        case RequestAnswered answer -> {
          if (!answered.add(answer.request())) {
            return Optional.of(run + ": answered twice: " + answer);
          }
          if (answer.accepted()) {
            Request request = byId.get(answer.request());
            paused = request instanceof PauseRequested || paused;
            paused = !(request instanceof ResumeRequested) && paused;
            steps = request instanceof StepRequested step ? steps + step.months() : steps;
            steps = request instanceof PauseRequested || !paused ? 0 : steps;
          }
        }
        case MonthOpened opened -> {
          if (paused && steps-- == 0) {
            return Optional.of(run + ": opened a month while paused: " + opened);
          }
        }
        case RunPaused pausedIn -> {
          if (!paused || steps != 0) {
            return Optional.of(run + ": said to be paused, and was not: " + pausedIn);
          }
        }
        default -> {}
      }
    }
    return Optional.empty();
  }
}
