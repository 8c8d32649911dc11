package org.cloudmarket.procurement.web.figures;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.cloudmarket.frame.web.Query;
import org.cloudmarket.model.figures.Cell;
import org.cloudmarket.model.market.City;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.market.Statistic;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.procurement.store.figures.FigureStore.Wanted;
import org.cloudmarket.procurement.store.run.Run;

/**
 * Which part of a run's market is asked for.
 *
 * @param city only this one
 * @param segment only this one
 * @param statistic only what it counts
 */
public record Slice(
    Optional<String> city, Optional<Segment> segment, Optional<Statistic> statistic) {

  public static Slice read(Query query, Scenario scenario, boolean statistics) {
    Optional<String> city = query.oneOf("city", scenario.cities().stream().map(City::id).toList());
    Optional<Segment> segment = query.word("segment", Segment.class);
    Optional<Statistic> statistic =
        statistics
            ? query
                .oneOf("statistic", scenario.statistics().stream().map(Statistic::id).toList())
                .flatMap(
                    id -> scenario.statistics().stream().filter(s -> s.id().equals(id)).findAny())
            : Optional.empty();
    return new Slice(city, segment, statistic);
  }

  public Wanted wanted(Run run, boolean byCity) {
    return new Wanted(
        run.id, run.startMonth, run.lastMonth().orElse(Months.NEVER), byCity, city, segment);
  }

  public Predicate<Cell> counted() {
    return statistic
        .<Predicate<Cell>>map(counts -> cell -> counts.counts(cell.provider(), cell.segment()))
        .orElse(_ -> true);
  }

  /** The whole months of a run, in words. */
  public static List<String> months(Run run) {
    return IntStream.range(run.startMonth, run.startMonth + run.wholeMonths())
        .mapToObj(Months::text)
        .toList();
  }
}
