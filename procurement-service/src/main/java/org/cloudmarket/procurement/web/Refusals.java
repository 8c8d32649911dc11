package org.cloudmarket.procurement.web;

import java.util.List;
import org.cloudmarket.frame.problem.Problem;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.model.soundness.Fault;
import org.cloudmarket.procurement.run.Explanations;
import org.cloudmarket.procurement.store.scenario.Obstacle;

/** How people are told of what the store and runs do not take. */
final class Refusals {

  private Refusals() {}

  /** The stored scenarios stay as they are. */
  static Refusal of(Obstacle obstacle) {
    return switch (obstacle) {
      case Obstacle.Faulty faulty -> Refusal.invalid(Problem.faults(faulty.faults()));
      case Obstacle.BreaksOthers others ->
          Refusal.conflict(
              "scenario-extended",
              "Scenarios that extend '" + others.name() + "' would have faults",
              Problem.faults(others.faults()));
      case Obstacle.Extended extended ->
          Refusal.conflict(
              "scenario-extended",
              "Other scenarios extend '" + extended.name() + "'",
              extended.by().stream()
                  .map(name -> new Problem.Fault("", "scenario '" + name + "' extends it"))
                  .toList());
      case Obstacle.Unknown unknown -> Refusal.unknown("scenario", unknown.name());
      case Obstacle.Shipped shipped ->
          Refusal.conflict(
              "shipped-scenario",
              "'" + shipped.name() + "' is shipped, and stays as it is; take another name");
      case Obstacle.NoRoom full ->
          Refusal.conflict(
              "too-many-scenarios",
              "There are "
                  + full.most()
                  + " stored scenarios, and the setting procurement.scenarios.stored allows no"
                  + " more");
    };
  }

  /**
   * An order could never be admitted.
   *
   * @param limits those that it exceeds by itself
   */
  static Refusal impossible(List<Fault> limits) {
    return Refusal.invalid(Problem.faults(limits));
  }

  /**
   * An order cannot be admitted now.
   *
   * @param limits those that it would exceed
   */
  static Refusal noRoom(List<Fault> limits) {
    return Refusal.busy(
        "limit-reached", "There is no room for this run now", Problem.faults(limits));
  }

  /** A run is not deleted, as far as is known. */
  static Refusal notDeleted() {
    return Refusal.unavailable(
        "broker-away",
        "The broker did not say that it has the deletion. Ask again: to delete twice does no harm");
  }

  /** A run is too large to be repeated. */
  static Refusal of(Explanations.TooLarge run) {
    return Refusal.conflict(
        "too-large-to-explain",
        "The run is too large to be repeated for an explanation",
        List.of(
            new Problem.Fault(
                "/why",
                "needs a run of "
                    + run.buyers()
                    + " buyers, and the setting procurement.explanations.buyers allows "
                    + run.most()
                    + "; with why=false the outcomes come without it")));
  }

  /** Nobody else may wait for an explanation. */
  static Refusal of(Explanations.Busy busy) {
    return Refusal.busy(
        "too-many-explanations", "Too many explanations and verifications are waiting already");
  }
}
