package org.cloudmarket.model.government;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.message.RunsMessage.AmendRequested;
import org.cloudmarket.model.message.RunsMessage.EnactRequested;
import org.cloudmarket.model.message.RunsMessage.PolicyRequest;
import org.cloudmarket.model.message.RunsMessage.RepealRequested;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Successors;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.soundness.Soundness;

/**
 * All policies of a run: those that it was ordered with, and those that people enact while it goes
 * on. Nothing is ever taken out, and nothing changes what a policy did in months that are over, so
 * a run of the same scenario with these policies from its start gives the same awards.
 */
final class StatuteBook {

  private final Scenario ordered;
  private Scenario scenario;

  StatuteBook(Scenario ordered) {
    this.ordered = ordered;
    scenario = ordered;
  }

  /** How the policies of the book stand in a month, by what triggers have done. */
  interface Standing {
    /** Whether a policy's trigger has still to put it in force. */
    boolean waits(Policy policy);

    /** Whether a trigger has ended a policy. */
    boolean endedByTrigger(Policy policy);
  }

  /** A request cannot be done, and why. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String why) {
      super(why);
    }
  }

  /** Sorted by id. */
  List<Policy> policies() {
    return scenario.policies();
  }

  /** The run's scenario with these policies. */
  Scenario scenario() {
    return scenario;
  }

  void recall(List<Policy> amended) {
    scenario = ordered.withPolicies(amended, ordered.triggers());
  }

  /** Whether people have enacted or ended a policy while the run goes on. */
  boolean changed(String policy) {
    return !ordered
        .policy(policy)
        .map(Policy::end)
        .equals(scenario.policy(policy).map(Policy::end));
  }

  /**
   * Takes a request in.
   *
   * @param month the first that it may touch
   * @param now how the policies stand
   * @return why it cannot be done; empty where it is done
   */
  Optional<String> take(PolicyRequest request, int month, Standing now) {
    try {
      Scenario amended =
          switch (request) {
            case EnactRequested enact -> enact(enact.policy(), month);
            case AmendRequested amend -> amend(amend.policy(), month, now);
            case RepealRequested repeal ->
                with(standing(repeal.policy(), month, now).endedIn(month));
          };
      List<String> faults = Soundness.faultsIn(amended);
      if (!faults.isEmpty()) {
        throw new Refused(String.join("; ", faults));
      }
      scenario = amended;
      return Optional.empty();
    } catch (Refused | IllegalArgumentException e) {
      return Optional.of(e.getMessage()); // A policy of these dates may refuse itself.
    }
  }

  private Scenario enact(Policy wanted, int month) throws Refused {
    if (scenario.policy(wanted.id()).isPresent()) {
      throw new Refused("there is a policy '" + wanted.id() + "' already");
    }
    return with(dated(wanted, wanted.id(), month));
  }

  private Scenario amend(Policy wanted, int month, Standing now) throws Refused {
    Policy before = standing(wanted.id(), month, now);
    if (now.waits(before)) {
      throw new Refused(
          "policy '" + before.id() + "' is not in force: only a trigger enacts it, as it is");
    }
    Policy after = dated(wanted, successor(before.id()), month);
    List<Policy> changes = new ArrayList<>(List.of(before.endedIn(month), after));
    for (Policy policy : policies()) {
      if (policy.yieldsTo().contains(before.id()) && !policy.id().equals(after.id())) {
        SortedSet<String> both = new TreeSet<>(policy.yieldsTo());
        both.add(after.id());
        changes.add(policy.yieldingTo(both));
      }
    }
    return with(changes.toArray(Policy[]::new));
  }

  private Policy standing(String id, int month, Standing now) throws Refused {
    Policy policy =
        scenario.policy(id).orElseThrow(() -> new Refused("there is no policy '" + id + "'"));
    if (policy.end() <= month) {
      throw new Refused("policy '" + id + "' ends in " + Months.text(policy.end()) + " already");
    }
    if (now.endedByTrigger(policy)) {
      throw new Refused("policy '" + id + "' was ended by a trigger");
    }
    return policy;
  }

  private String successor(String id) throws Refused {
    String successor = Successors.of(id, taken -> scenario.policy(taken).isPresent());
    if (!Ids.valid(successor)) {
      throw new Refused("'" + successor + "', its successor, would have too long an id");
    }
    return successor;
  }

  /** The policy with months instead of {@link PolicyRequest#AT_ONCE}. */
  private static Policy dated(Policy wanted, String id, int month) throws Refused {
    if (wanted.leaked() != Months.NEVER) {
      date("leaks", wanted.leaked(), month);
    }
    if (wanted.byTrigger()) {
      throw new Refused("no trigger knows of a policy that is enacted while a run goes on");
    }
    Policy policy =
        wanted.as(
            id,
            date("is announced", wanted.announced(), month),
            date("takes effect", wanted.effective(), month));
    if (!policy.binds()) {
      throw new Refused(
          "it ends in "
              + Months.text(policy.end())
              + ", not after it takes effect in "
              + Months.text(policy.effective()));
    }
    return policy;
  }

  private static int date(String what, int asked, int month) throws Refused {
    if (asked != PolicyRequest.AT_ONCE && asked < month) {
      throw new Refused(
          "it "
              + what
              + " in "
              + Months.text(asked)
              + ", before "
              + Months.text(month)
              + ", the first month that it can touch");
    }
    return Math.max(asked, month);
  }

  private Scenario with(Policy... changes) throws Refused {
    List<Policy> all = new ArrayList<>(policies());
    for (Policy change : changes) {
      all.removeIf(policy -> policy.id().equals(change.id()));
      all.add(change);
    }
    if (all.size() > Scenario.MAX_POLICIES) {
      throw new Refused(
          "a run has at most " + Scenario.MAX_POLICIES + " policies, those that ended included");
    }
    return ordered.withPolicies(all, ordered.triggers());
  }
}
