package org.cloudmarket.procurement.web.award;

import java.util.List;
import java.util.OptionalInt;
import org.cloudmarket.frame.web.Page;
import org.cloudmarket.procurement.store.award.AwardFilter;
import org.cloudmarket.procurement.store.award.AwardStore.Stored;
import org.cloudmarket.procurement.store.award.Place;
import org.cloudmarket.procurement.store.run.Run;

/**
 * Cuts a run's outcomes into pages that stay as they are while it goes on, since they hold whole
 * months only. Whoever follows {@code next} until it is empty gets each outcome once.
 */
public final class AwardPages {

  private AwardPages() {}

  /**
   * A page.
   *
   * @param run as it was before the outcomes were read
   * @param after the place behind which the page begins
   * @param rest what follows there, one item more than the limit where there is more
   */
  public static Page<AwardItem> cut(
      Run run, AwardFilter filter, Place after, List<Stored> rest, int limit) {
    boolean more = rest.size() > limit;
    List<Stored> items = more ? rest.subList(0, limit) : rest;
    return new Page<>(
        AwardItem.of(items), more ? items.getLast().place().text() : next(run, filter, after));
  }

  /** Where it goes on behind the last whole month; empty where nothing can follow. */
  private static String next(Run run, AwardFilter filter, Place after) {
    OptionalInt last = run.lastMonth();
    boolean complete = last.isPresent() && last.getAsInt() >= filter.to();
    if (complete || run.status().ended()) {
      return "";
    }
    Place end = Place.behind(last.orElse(run.startMonth - 1));
    return (end.compareTo(after) > 0 ? end : after).text();
  }
}
