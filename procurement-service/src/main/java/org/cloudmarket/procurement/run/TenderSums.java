package org.cloudmarket.procurement.run;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.procurement.run.Difference.Kind;
import org.cloudmarket.procurement.store.award.AwardFilter;
import org.cloudmarket.procurement.store.award.AwardStore;
import org.cloudmarket.procurement.store.award.AwardStore.Stored;
import org.cloudmarket.procurement.store.award.Place;

/** The outcomes of one month, by tender. */
final class TenderSums {

  /** A month of a large market has tens of thousands of outcomes, of a thousand bytes each. */
  private static final int PAGE = 1000;

  private final int month;
  private final SortedMap<String, Digest> sums = new TreeMap<>();

  TenderSums(int month) {
    this.month = month;
  }

  /** Those of a run, as the database has them. */
  static TenderSums stored(String run, int month, AwardStore awards) {
    TenderSums sums = new TenderSums(month);
    Place after = Place.behind(month - 1);
    List<Stored> page;
    do {
      page = awards.after(after, month, run, AwardFilter.ALL, PAGE);
      for (Stored stored : page) {
        sums.add(stored.outcome());
        after = stored.place();
      }
    } while (page.size() == PAGE);
    return sums;
  }

  void add(Decided outcome) {
    if (outcome.month() == month) {
      sums.merge(outcome.tender(), outcome.digest(), Digest::plus);
    }
  }

  /** The first tender, by id, whose outcomes here are not those of the reference. */
  Optional<Difference> differenceFrom(TenderSums reference) {
    TreeSet<String> tenders = new TreeSet<>(sums.keySet());
    tenders.addAll(reference.sums.keySet());
    for (String tender : tenders) {
      Digest here = sums.get(tender);
      Digest there = reference.sums.get(tender);
      if (here == null) {
        return Optional.of(new Difference(month, tender, Kind.MISSING));
      }
      if (there == null) {
        return Optional.of(new Difference(month, tender, Kind.SURPLUS));
      }
      if (!here.equals(there)) {
        return Optional.of(new Difference(month, tender, Kind.DIFFERENT));
      }
    }
    return Optional.empty();
  }
}
