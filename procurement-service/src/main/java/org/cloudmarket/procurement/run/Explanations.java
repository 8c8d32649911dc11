package org.cloudmarket.procurement.run;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
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

  /** What is answered. */
  public sealed interface Answer {}

  /**
   * An explanation of what came of a tender in a month.
   *
   * @param asLogged whether it is of the same outcomes as stand on the log
   */
  public record Explained(Explanation why, boolean asLogged) implements Answer {}

  /** The repeated run has no such tender: the log was tampered with. */
  public record NoSuchTender() implements Answer {}

  /**
   * The run is too large to be repeated.
   *
   * @param buyers of the run
   * @param most how many it may have
   */
  public record TooLarge(int buyers, int most) implements Answer {}

  /** Too many wait already. */
  public record Busy() implements Answer {}

  /**
   * Explains a tender. Takes as long as the run takes up to that month, unless the same month was
   * asked for shortly before.
   *
   * @param logged what came of it in the month, as the log has it
   */
  public Answer explain(Scenario scenario, long seed, String tender, List<Decided> logged) {
    if (scenario.buyers() > buyers) {
      return new TooLarge(scenario.buyers(), buyers);
    }
    return references
        .reasons(scenario, seed, logged.getLast().month())
        .map(reasons -> explain(reasons, tender, logged))
        .orElseGet(Busy::new);
  }

  private static Answer explain(Reasons reasons, String tender, List<Decided> logged) {
    return reasons
        .of(tender)
        .<Answer>map(why -> new Explained(why, sum(reasons.outcomes(tender)).equals(sum(logged))))
        .orElseGet(NoSuchTender::new);
  }

  private static Digest sum(List<Decided> outcomes) {
    return outcomes.stream().map(Decided::digest).reduce(Digest.ZERO, Digest::plus);
  }
}
