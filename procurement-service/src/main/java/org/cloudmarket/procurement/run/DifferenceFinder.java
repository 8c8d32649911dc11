package org.cloudmarket.procurement.run;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.procurement.run.Difference.Kind;
import org.cloudmarket.procurement.store.award.AwardStore;

/** Finds the tender at which a run and its reference part: digests say no more than the month. */
@Singleton
public final class DifferenceFinder {

  private final AwardStore awards;
  private final References references;

  @Inject
  DifferenceFinder(AwardStore awards, References references) {
    this.awards = awards;
    this.references = references;
  }

  /**
   * Looks into a month.
   *
   * @param month one whose digests differ
   */
  public Difference find(String run, Scenario scenario, long seed, int month) {
    // The database, not the log: it keeps what the log has deleted. A record that could not be
    // read is missing in it, and that is what is to be found.
    TenderSums logged = TenderSums.stored(run, month, awards);
    TenderSums expected = new TenderSums(month);
    references.outcomes(scenario, seed, expected::add);
    return logged.differenceFrom(expected).orElse(new Difference(month, "", Kind.DIGEST));
  }
}
