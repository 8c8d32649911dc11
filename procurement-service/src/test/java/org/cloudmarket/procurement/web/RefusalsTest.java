package org.cloudmarket.procurement.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cloudmarket.frame.problem.Problem;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.model.soundness.Fault;
import org.cloudmarket.procurement.run.Explanations;
import org.cloudmarket.procurement.store.scenario.Obstacle;
import org.junit.jupiter.api.Test;

/** Clients know these by heart. */
class RefusalsTest {

  private static final List<Fault> FAULTS = List.of(new Fault("/months", "is 0"));

  private static void is(
      int status, String kind, String title, List<Problem.Fault> errors, Refusal refusal) {
    assertThat(refusal.problem())
        .isEqualTo(new Problem("urn:cloudmarket:problem:" + kind, title, status, errors));
  }

  private static List<Problem.Fault> error(String pointer, String detail) {
    return List.of(new Problem.Fault(pointer, detail));
  }

  @Test
  void aDocumentThatIsNotStored() {
    is(
        400,
        "invalid-input",
        "The input has faults",
        error("/months", "is 0"),
        Refusals.of(new Obstacle.Faulty(FAULTS)));
    is(
        409,
        "scenario-extended",
        "Scenarios that extend 'mine' would have faults",
        error("/months", "is 0"),
        Refusals.of(new Obstacle.BreaksOthers("mine", FAULTS)));
    is(
        409,
        "shipped-scenario",
        "'no-policy' is shipped, and stays as it is; take another name",
        List.of(),
        Refusals.of(new Obstacle.Shipped("no-policy")));
    is(
        409,
        "too-many-scenarios",
        "There are 100 stored scenarios, and the setting procurement.scenarios.stored allows no"
            + " more",
        List.of(),
        Refusals.of(new Obstacle.NoRoom(100)));
  }

  @Test
  void aDocumentThatIsNotForgotten() {
    is(
        404,
        "unknown-scenario",
        "There is no scenario 'mine'",
        List.of(),
        Refusals.of(new Obstacle.Unknown("mine")));
    is(
        409,
        "scenario-extended",
        "Other scenarios extend 'mine'",
        error("", "scenario 'on-mine' extends it"),
        Refusals.of(new Obstacle.Extended("mine", List.of("on-mine"))));
  }

  @Test
  void aRunThatIsNotAdmittedOrNotDeleted() {
    is(
        400,
        "invalid-input",
        "The input has faults",
        error("/months", "is 0"),
        Refusals.impossible(FAULTS));
    is(
        429,
        "limit-reached",
        "There is no room for this run now",
        error("/months", "is 0"),
        Refusals.noRoom(FAULTS));
    is(
        503,
        "broker-away",
        "The broker did not say that it has the deletion. Ask again: to delete twice does no harm",
        List.of(),
        Refusals.notDeleted());
  }

  @Test
  void aTenderThatIsNotExplained() {
    is(
        409,
        "too-large-to-explain",
        "The run is too large to be repeated for an explanation",
        error(
            "/why",
            "needs a run of 301 buyers, and the setting procurement.explanations.buyers allows 300;"
                + " with why=false the outcomes come without it"),
        Refusals.of(new Explanations.TooLarge(301, 300)));
    is(
        429,
        "too-many-explanations",
        "Too many explanations and verifications are waiting already",
        List.of(),
        Refusals.of(new Explanations.Busy()));
  }
}
