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

/**
 * Remembers headlines: who watches a run asks many times a month. Of runs that go on it remembers
 * what they add up to as well, so that a month that is new is all that is read.
 */
@Singleton
public final class Headlines {

  private static final int REMEMBERED = 256;

  /** Some megabytes each at the end of a long run. */
  private static final int SUMS_REMEMBERED = 16;

  private record Known(int months, Headline headline) {}

  private record Sums(int last, MarketFigures figures) {}

  private final FigureStore figures;
  private final RunLedger ledger;
  private final Cache<String, Known> known = Caffeine.newBuilder().maximumSize(REMEMBERED).build();
  private final Cache<String, Sums> sums =
      Caffeine.newBuilder().maximumSize(SUMS_REMEMBERED).build();

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
    Known remembered = known.getIfPresent(run.id);
    if (remembered != null && remembered.months == months) {
      return Optional.of(remembered.headline); // Whoever reads anew holds nobody up.
    }
    // Of many who ask at once, one reads.
    Known last =
        known
            .asMap()
            .compute(
                run.id,
                (_, before) ->
                    before != null && before.months == months
                        ? before
                        : new Known(months, Headline.of(sumsOf(run), ledger.course(run), months)));
    return Optional.of(last.headline);
  }

  /**
   * What whole months add up to. They never change, and more follow until the run is over. Asked by
   * one thread at a time for a run: what is remembered is added to.
   */
  private MarketFigures sumsOf(Run run) {
    int last = run.lastMonth().getAsInt();
    Sums before = sums.getIfPresent(run.id);
    boolean earlier = before != null && before.last <= last;
    MarketFigures all = earlier ? before.figures : new MarketFigures();
    int first = earlier ? before.last + 1 : run.startMonth;
    figures
        .read(Wanted.everywhere(run.id, first, last))
        .cells()
        .forEach(
            (cell, values) -> values.forEach((measure, value) -> all.add(cell, measure, value)));
    if (run.over()) {
      sums.invalidate(run.id);
    } else {
      sums.put(run.id, new Sums(last, all));
    }
    return all;
  }
}
