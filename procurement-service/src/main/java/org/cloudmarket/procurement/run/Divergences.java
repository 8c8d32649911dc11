package org.cloudmarket.procurement.run;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.SortedMap;
import org.cloudmarket.procurement.store.award.AwardStore;
import org.cloudmarket.procurement.store.digest.Digests;

/** Finds where two runs part. */
@Singleton
public final class Divergences {

  private final Digests digests;
  private final AwardStore awards;

  @Inject
  Divergences(Digests digests, AwardStore awards) {
    this.digests = digests;
    this.awards = awards;
  }

  /**
   * The first month whose outcomes differ, and in it the first tender by id.
   *
   * @param last the last month that both have closed
   * @return how the treatment differs there from the baseline; empty where the runs are equal
   */
  public Optional<Difference> first(String baseline, String treatment, int last) {
    SortedMap<Integer, Digests.Month> without = digests.months(baseline, last);
    SortedMap<Integer, Digests.Month> with = digests.months(treatment, last);
    for (int month : without.keySet()) {
      if (with.containsKey(month) && !without.get(month).sum().equals(with.get(month).sum())) {
        return TenderSums.stored(treatment, month, awards)
            .differenceFrom(TenderSums.stored(baseline, month, awards));
      }
    }
    return Optional.empty();
  }
}
