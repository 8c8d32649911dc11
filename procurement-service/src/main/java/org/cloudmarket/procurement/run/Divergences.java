package org.cloudmarket.procurement.run;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.cloudmarket.log.codec.MessageCodec;
import org.cloudmarket.procurement.store.AwardFilter;
import org.cloudmarket.procurement.store.AwardStore;
import org.cloudmarket.procurement.store.AwardStore.Stored;
import org.cloudmarket.procurement.store.Digests;
import org.cloudmarket.procurement.store.Place;

/** Finds where two runs part. */
@Singleton
public final class Divergences {

  /** A month of a large market has tens of thousands of outcomes, of a thousand bytes each. */
  private static final int PAGE = 1000;

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
        return sums(treatment, month).differenceFrom(sums(baseline, month));
      }
    }
    return Optional.empty();
  }

  private TenderSums sums(String run, int month) {
    MessageCodec codec = new MessageCodec();
    TenderSums sums = new TenderSums(month);
    Place after = Place.behind(month - 1);
    List<Stored> page;
    do {
      page = awards.after(after, month, run, AwardFilter.ALL, PAGE);
      for (Stored stored : page) {
        sums.add(stored.outcome(codec));
        after = stored.place();
      }
    } while (page.size() == PAGE);
    return sums;
  }
}
