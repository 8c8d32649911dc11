package org.cloudmarket.procurement.run;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.cloudmarket.frame.problem.Problem.Fault;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.run.Reasons;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.tender.Explanation;
import org.cloudmarket.procurement.config.ProcurementSettings;

/** Finds out why a tender came out as it did: the run is repeated in this process up to it. */
@Singleton
public final class Explanations {

  private final References references;
  private final int buyers;

  @Inject
  Explanations(References references, ProcurementSettings settings) {
    this(references, settings.explanations());
  }

  Explanations(References references, ProcurementSettings.Explanations limits) {
    this.references = references;
    buyers = limits.buyers();
  }

  /**
   * An explanation of what came of a tender in a month.
   *
   * @param asLogged whether it is of the same outcomes as stand on the log
   */
  public record Explained(Explanation why, boolean asLogged) {}

  /**
   * Explains a tender. Takes as long as the run takes up to that month, unless the same month was
   * asked for shortly before.
   *
   * @param logged what came of it in the month, as the log has it
   * @return empty where the repeated run has no such tender: the log was tampered with
   * @throws Refusal where the run is too large, or too many wait already
   */
  public Optional<Explained> explain(
      Scenario scenario, long seed, String tender, List<Decided> logged) {
    if (scenario.buyers() > buyers) {
      throw Refusal.conflict(
          "too-large-to-explain",
          "The run is too large to be repeated for an explanation",
          List.of(
              new Fault(
                  "/why",
                  "needs a run of "
                      + scenario.buyers()
                      + " buyers, and the setting procurement.explanations.buyers allows "
                      + buyers
                      + "; with why=false the outcomes come without it")));
    }
    Reasons reasons =
        references
            .reasons(scenario, seed, logged.getLast().month())
            .orElseThrow(
                () ->
                    Refusal.busy(
                        "too-many-explanations",
                        "Too many explanations and verifications are waiting already"));
    return reasons
        .of(tender)
        .map(why -> new Explained(why, sum(reasons.outcomes(tender)).equals(sum(logged))));
  }

  private static Digest sum(List<Decided> outcomes) {
    return outcomes.stream().map(Decided::digest).reduce(Digest.ZERO, Digest::plus);
  }
}
