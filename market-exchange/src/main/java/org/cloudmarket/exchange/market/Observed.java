package org.cloudmarket.exchange.market;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cloudmarket.exchange.contract.ContractData;

/** Measures what the data show in the months of the market. */
final class Observed {

  /**
   * A contract follows another of the same buyer that ends at most so many months before it starts,
   * or after.
   */
  private static final int GAP_BEFORE = 6;

  private static final int GAP_AFTER = 3;

  private Observed() {}

  /**
   * @param deals sorted by start
   */
  static Figures of(List<Deal> deals, Window window, ContractData data) {
    Figures.Sums sums = new Figures.Sums();
    Map<String, List<Deal>> before = new HashMap<>();
    for (Deal deal : deals) {
      if (deal.runsInto(window.start())) {
        sums.runs(deal.provider(), deal.annualFen());
      }
      List<Deal> earlier = before.computeIfAbsent(deal.buyer(), _ -> new ArrayList<>());
      earlier.removeIf(each -> each.end() < deal.start() - GAP_BEFORE);
      if (window.holds(deal)) {
        sums.award(deal.provider(), deal.annualFen(), deal.termMonths(), deal.bidders());
        List<Deal> ended =
            earlier.stream()
                .filter(
                    each -> each.start() < deal.start() && each.end() <= deal.start() + GAP_AFTER)
                .toList();
        if (!ended.isEmpty()) {
          sums.followed(ended.stream().anyMatch(each -> each.provider().equals(deal.provider())));
        }
      }
      earlier.add(deal);
    }
    sums.tenders(data.tenders(), data.failed());
    return sums.figures(1, window.months());
  }
}
