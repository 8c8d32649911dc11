package org.cloudmarket.procurement.web;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cloudmarket.model.figures.MarketFigures;
import org.cloudmarket.procurement.store.FigureStore;
import org.cloudmarket.procurement.store.FigureStore.Wanted;
import org.cloudmarket.procurement.store.Run;
import org.cloudmarket.procurement.store.RunLedger;

/** Remembers headlines: who watches a run asks many times a month. */
@Singleton
final class Headlines {

  private static final int REMEMBERED = 256;

  private record Known(int months, Headline headline) {}

  private final FigureStore figures;
  private final RunLedger ledger;
  private final Map<String, Known> known =
      new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > REMEMBERED;
        }
      };

  @Inject
  Headlines(FigureStore figures, RunLedger ledger) {
    this.figures = figures;
    this.ledger = ledger;
  }

  Headline of(Run run) {
    int months = run.wholeMonths();
    synchronized (known) {
      Known last = known.get(run.id);
      if (last != null && last.months == months) {
        return last.headline;
      }
    }
    MarketFigures sums =
        months == 0
            ? new MarketFigures()
            : figures.read(Wanted.everywhere(run.id, run.lastMonth().getAsInt()));
    Headline headline = Headline.of(sums, ledger.scenario(run), months);
    synchronized (known) {
      known.put(run.id, new Known(months, headline));
    }
    return headline;
  }
}
