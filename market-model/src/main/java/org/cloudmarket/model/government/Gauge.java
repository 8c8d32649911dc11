package org.cloudmarket.model.government;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.cloudmarket.model.desk.Fact.Reading;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.message.PolicyTally;
import org.cloudmarket.model.message.ProviderTotals;
import org.cloudmarket.model.policy.Trigger;
import org.cloudmarket.model.policy.Trigger.Concentration;
import org.cloudmarket.model.policy.Trigger.Figure;
import org.cloudmarket.model.policy.Trigger.InScope;
import org.cloudmarket.model.policy.Trigger.ShareOfOwnership;
import org.cloudmarket.model.policy.Trigger.ShareOfProvider;
import org.cloudmarket.model.policy.Trigger.Side;

/** Reads what triggers watch off a month's figures. All of it is whole numbers. */
final class Gauge {

  private Gauge() {}

  /**
   * A month's reading.
   *
   * @param providers as they are in that month
   * @param known policies that are in force or announced in that month: only of these does no tally
   *     mean that there was nothing
   */
  static Reading read(
      Trigger trigger, Figures figures, List<Provider> providers, Set<String> known) {
    return switch (trigger.watched()) {
      case InScope(Figure figure, String policy) -> {
        PolicyTally tally = figures.policies().get(policy);
        yield tally == null && !known.contains(policy)
            ? new Reading(0, 0)
            : read(figure, tally == null ? PolicyTally.none(policy) : tally);
      }
      case ShareOfProvider(String id) ->
          share(figures, providers, provider -> provider.id().equals(id));
      case ShareOfOwnership of ->
          share(figures, providers, provider -> provider.ownership() == of.ownership());
      case Concentration _ -> concentration(figures, providers);
    };
  }

  private static Reading read(Figure figure, PolicyTally tally) {
    return switch (figure) {
      case COMPLAINTS_PER_TENDER -> new Reading(tally.complaints(), tally.tenders());
      case COMPLAINTS -> new Reading(tally.complaints(), 1);
      case DISPLACED_VALUE -> new Reading(tally.displacedFen(), tally.inScopeFen());
      case FAILED_TENDERS -> new Reading(tally.failed(), tally.tenders());
      case PRICE_LEVEL -> new Reading(tally.awardedFen(), tally.awardedFen() - tally.costFen());
    };
  }

  /** A share is of a month, so that months count alike in a window. */
  private static Reading share(
      Figures figures, List<Provider> providers, Predicate<Provider> whose) {
    long all = 0;
    long theirs = 0;
    for (int i = 0; i < providers.size(); i++) {
      long fen = figures.providers().get(i).runningFen();
      all += fen;
      theirs += whose.test(providers.get(i)) ? fen : 0;
    }
    return all == 0 ? new Reading(0, 0) : new Reading(Ranges.ratioPpm(theirs, all), Ranges.PPM);
  }

  private static Reading concentration(Figures figures, List<Provider> providers) {
    long all = figures.providers().stream().mapToLong(ProviderTotals::runningFen).sum();
    if (all == 0) {
      return new Reading(0, 0);
    }
    long squares = 0;
    for (int i = 0; i < providers.size(); i++) {
      long part = Ranges.ratioPpm(figures.providers().get(i).runningFen(), all);
      squares += providers.get(i).fringe() ? 0 : part * part / Ranges.PPM;
    }
    return new Reading(squares, Ranges.PPM);
  }

  /** Whether a trigger's condition holds for a window of months; not where nothing was there. */
  static boolean holds(Trigger trigger, List<Reading> window) {
    long part = 0;
    long whole = 0;
    for (Reading reading : window) {
      part = Math.addExact(part, reading.part());
      whole = Math.addExact(whole, reading.whole());
    }
    if (whole == 0) {
      return false;
    }
    if (counts(trigger)) {
      if (trigger.side() == Side.BELOW && whole < trigger.windowMonths()) {
        return false; // Of fewer months there are fewer.
      }
      whole = 1;
    }
    long figurePpm = Ranges.ratioPpm(part, whole);
    return switch (trigger.side()) {
      case ABOVE -> figurePpm > trigger.levelPpm();
      case BELOW -> figurePpm < trigger.levelPpm();
    };
  }

  private static boolean counts(Trigger trigger) {
    return trigger.watched() instanceof InScope(Figure figure, String _)
        && figure == Figure.COMPLAINTS;
  }
}
