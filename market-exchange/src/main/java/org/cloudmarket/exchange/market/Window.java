package org.cloudmarket.exchange.market;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cloudmarket.exchange.contract.InvalidData;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.scenario.Scenario;

/**
 * The months of a market that is made of data.
 *
 * @param first the first month from which the data are dense
 * @param last the last such month
 * @param start the market's first month
 * @param months how many it has
 */
record Window(int first, int last, int start, int months) {

  /** A market is looked at for a year at least. */
  private static final int LEAST = 12;

  private static final int MOST_PROPOSED = 120;

  /** The part of all contracts that is before the first month, and after the last. */
  private static final double STRAY = 0.02;

  /**
   * The months that somebody chose, or else are proposed: the market begins when a usual contract
   * could have run out since the data began, so that its opening stock is whole, but no later than
   * in their middle.
   *
   * @param deals sorted by start; not empty
   * @throws InvalidData where no contract runs when the market begins
   */
  static Window of(List<Deal> deals, ImportOptions options) {
    int stray = (int) (deals.size() * STRAY);
    int first = deals.get(stray).start();
    int last = deals.get(deals.size() - 1 - stray).start();
    int usual = usualTerm(deals);
    int proposed = first + Math.min(usual, (last - first + 1) / 2);
    int start =
        options.start().orElseGet(() -> runsInto(deals, proposed) ? proposed : fullest(deals));
    if (!runsInto(deals, start)) {
      throw new InvalidData(
          "No contract runs into "
              + Months.text(start)
              + ", so that nobody has a contract when the market begins; contracts start from "
              + Months.text(deals.getFirst().start())
              + " to "
              + Months.text(deals.getLast().start()));
    }
    int span = Math.clamp(last - start + 1L, LEAST, MOST_PROPOSED);
    int months = options.months().orElse(Math.min(span, Scenario.MAX_MONTHS));
    return new Window(first, last, start, months);
  }

  int end() {
    return start + months;
  }

  /** Whether a contract was awarded while the market goes on. */
  boolean holds(Deal deal) {
    return start <= deal.start() && deal.start() < end();
  }

  private static int usualTerm(List<Deal> deals) {
    int[] terms = deals.stream().mapToInt(Deal::termMonths).sorted().toArray();
    return terms[terms.length * 3 / 4];
  }

  private static boolean runsInto(List<Deal> deals, int month) {
    return deals.stream().anyMatch(deal -> deal.runsInto(month));
  }

  /** The month into which most contracts run; of several, the first. */
  private static int fullest(List<Deal> deals) {
    SortedMap<Integer, Integer> changes = new TreeMap<>();
    for (Deal deal : deals) {
      changes.merge(deal.start() + 1, 1, Integer::sum);
      changes.merge(deal.end() + 1, -1, Integer::sum);
    }
    int best = changes.firstKey();
    int most = 0;
    int running = 0;
    for (Map.Entry<Integer, Integer> change : changes.entrySet()) {
      running += change.getValue();
      if (running > most) {
        most = running;
        best = change.getKey();
      }
    }
    return best;
  }
}
