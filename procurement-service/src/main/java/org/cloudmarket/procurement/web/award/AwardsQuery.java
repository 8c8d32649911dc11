package org.cloudmarket.procurement.web.award;

import java.util.Optional;
import java.util.OptionalInt;
import org.cloudmarket.frame.web.Query;
import org.cloudmarket.model.market.City;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.procurement.store.award.AwardFilter;
import org.cloudmarket.procurement.store.award.OutcomeType;

/** Reads which outcomes are asked for. */
public final class AwardsQuery {

  private AwardsQuery() {}

  /** The filter in a query, whose faults it collects. */
  public static AwardFilter filter(Query query, Scenario scenario) {
    return filter(query, scenario, query.word("type", OutcomeType.class));
  }

  /** The same, of awards alone. */
  public static AwardFilter awards(Query query, Scenario scenario) {
    return filter(query, scenario, Optional.of(OutcomeType.CONTRACT_AWARDED));
  }

  private static AwardFilter filter(Query query, Scenario scenario, Optional<OutcomeType> type) {
    int last = scenario.end() - 1;
    OptionalInt month = query.month("month", scenario.start(), last);
    OptionalInt from = query.month("from", scenario.start(), last);
    OptionalInt to = query.month("to", scenario.start(), last);
    if (month.isPresent() && (query.text("from").isPresent() || query.text("to").isPresent())) {
      query.fault("month", "does not go with 'from' or 'to': it is both of them");
    }
    int first = Math.max(month.orElse(scenario.start()), from.orElse(scenario.start()));
    int end = Math.min(month.orElse(Months.NEVER), to.orElse(Months.NEVER));
    if (first > end) {
      query.fault(month.isPresent() ? "month" : "to", "leaves no month");
    }
    return new AwardFilter(
        first,
        end,
        type,
        query.word("segment", Segment.class),
        query.oneOf("city", scenario.cities().stream().map(City::id).toList()),
        query.oneOf("provider", scenario.providers().stream().map(Provider::id).toList()),
        query.flag("displaced"));
  }
}
