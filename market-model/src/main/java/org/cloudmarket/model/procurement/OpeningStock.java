package org.cloudmarket.model.procurement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.Holding;
import org.cloudmarket.model.population.Buyers;
import org.cloudmarket.model.tender.Roster;

/** The contracts that run when the simulation begins, added up by city, segment and provider. */
final class OpeningStock {

  private OpeningStock() {}

  static List<Holding> of(Buyers buyers, Roster roster) {
    Holding[] sums = new Holding[roster.cities() * Segment.values().length * roster.size()];
    for (int i = 0; i < buyers.size(); i++) {
      int provider = buyers.provider(i);
      if (provider != Roster.NOBODY) {
        Segment segment = buyers.segment(i);
        int at =
            (buyers.city(i) * Segment.values().length + segment.ordinal()) * roster.size()
                + provider;
        Holding before = sums[at];
        sums[at] =
            new Holding(
                roster.city(buyers.city(i)),
                segment,
                roster.id(provider),
                before == null ? 1 : before.contracts() + 1,
                (before == null ? 0 : before.baseFen()) + buyers.baseFen(i),
                (before == null ? 0 : before.baseUnits()) + buyers.baseUnits(i));
      }
    }
    List<Holding> holdings = new ArrayList<>();
    for (Holding sum : sums) {
      if (sum != null) {
        holdings.add(sum);
      }
    }
    holdings.sort(
        Comparator.comparing(
            holding -> holding.city() + "/" + holding.segment().id() + "/" + holding.provider()));
    return holdings;
  }
}
