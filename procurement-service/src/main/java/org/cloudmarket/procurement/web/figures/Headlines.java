package org.cloudmarket.procurement.web.figures;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.cloudmarket.model.figures.MarketFigures;
import org.cloudmarket.procurement.store.figures.FigureStore;
import org.cloudmarket.procurement.store.figures.FigureStore.Wanted;
import org.cloudmarket.procurement.store.run.Run;
import org.cloudmarket.procurement.store.run.RunLedger;

/** Remembers headlines: who watches a run asks many times a month. */
@Singleton
public final class Headlines {

  private static final int REMEMBERED = 256;

  private record Known(int months, Headline headline) {}

  private final FigureStore figures;
  private final RunLedger ledger;
  private final Cache<String, Known> known = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  @Inject
  Headlines(FigureStore figures, RunLedger ledger) {
    this.figures = figures;
    this.ledger = ledger;
  }

  /** The headline of a run's whole months; empty before the first. */
  public Optional<Headline> of(Run run) {
    int months = run.wholeMonths();
    if (months == 0) {
      return Optional.empty();
    }
    Known last = known.getIfPresent(run.id);
    if (last != null && last.months == months) {
      return Optional.of(last.headline);
    }
    MarketFigures sums = figures.read(Wanted.everywhere(run.id, run.lastMonth().getAsInt()));
    Headline headline = Headline.of(sums, ledger.course(run), months);
    known.put(run.id, new Known(months, headline));
    return Optional.of(headline);
  }
}
